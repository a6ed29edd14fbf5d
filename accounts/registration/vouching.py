"""What others say about a request: letters, and the contact point of the state."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import permissions
from accounts.models import (
    DomainRequest,
    EvidenceFile,
    Membership,
    Nomination,
    Recommendation,
    Registration,
    User,
)
from accounts.registration.applying import back_to_queue
from accounts.registration.files import delete
from accounts.registration.rows import Note, lock, take_up_any
from accounts.registration.states import Step
from imap.core.exceptions import TransitionError
from imap.core.uploads import Upload

MOST_FILES = 5


@transaction.atomic
def attach(
    registration: Registration, upload: Upload, *, by: User | None = None
) -> EvidenceFile:
    """Add a letter of nomination; a pending decision is taken back to look at it."""
    row = take_up_any(registration, Step.ATTACH)
    same = row.evidence.filter(sha256=upload.sha256).first()
    if same is not None:
        return same
    if row.evidence.count() >= MOST_FILES:
        raise TransitionError(
            _("No more than %(number)s files can be kept.") % {"number": MOST_FILES}
        )
    evidence = keep(upload, row, by=by)
    back_to_queue(row, Step.ATTACH, Note(by=by, text=evidence.name))
    return evidence


@transaction.atomic
def detach(registration: Registration, key: uuid.UUID) -> Registration:
    """Take one's own letter away again; what the secretariat added stays."""
    row = lock(registration)
    evidence = row.evidence.filter(key=key, uploaded_by__isnull=True).first()
    if evidence is None:
        return row
    row = take_up_any(row, Step.DETACH)
    name = evidence.name
    delete(evidence)
    back_to_queue(row, Step.DETACH, Note(text=name))
    return row


def keep(
    upload: Upload,
    owner: Registration | Nomination | DomainRequest,
    *,
    by: User | None = None,
) -> EvidenceFile:
    """Store a checked file with a request, a letter of many, or for a domain."""
    evidence = EvidenceFile(
        dialogue_id=owner.dialogue_id,
        registration=owner if isinstance(owner, Registration) else None,
        nomination=owner if isinstance(owner, Nomination) else None,
        domain_request=owner if isinstance(owner, DomainRequest) else None,
        name=upload.name,
        media_type=upload.media_type,
        size=len(upload.content),
        sha256=upload.sha256,
        uploaded_by=by,
    )
    evidence.file.save("", ContentFile(upload.content), save=False)
    evidence.save()
    return evidence


def may_recommend(user: User, dialogue: str) -> bool:
    """Whoever came by a recommendation makes none before being renewed once.

    So a stolen or careless account opens the door to a few people, not to a chain.
    """
    own = Membership.objects.of(dialogue).filter(user=user)
    came_by_one = own.filter(
        registration__recommendations__verdict=Recommendation.Verdict.RECOMMEND
    )
    return not came_by_one.exists() or own.filter(renewed_at__isnull=False).exists()


def not_yet() -> str:
    return _(
        "You came to this i-Map by a recommendation yourself. You may recommend others"
        " once your access has been renewed."
    )


@transaction.atomic
def recommend(
    registration: Registration, verdict: str, text: str, *, by: User
) -> Recommendation:
    """Say as contact point of the applicant's state what one thinks; it may change."""
    if not permissions.is_contact_point(
        by, registration.dialogue_id, registration.country_id
    ) or permissions.is_own(by, registration):
        raise PermissionDenied
    row = take_up_any(registration, Step.RECOMMEND)
    if row.confirmed_at is None:  # named in a letter: nobody asked for it yet
        raise TransitionError(_("This person was named in a letter."))
    is_for = verdict == Recommendation.Verdict.RECOMMEND
    if is_for and not may_recommend(by, row.dialogue_id):
        raise TransitionError(not_yet())
    said = row.recommendations.filter(by=by, verdict=verdict, text=text).first()
    if said is not None:
        return said  # pressed again: what was decided meanwhile stays
    given, _is_new = Recommendation.objects.update_or_create(
        registration=row, by=by, defaults={"verdict": verdict, "text": text}
    )
    back_to_queue(
        row, Step.RECOMMEND, Note(by=by, text=text, data={"verdict": verdict})
    )
    return given
