"""Lay a draft before its state, take it back, and record what the state says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core.audit.log import record as write_down
from imap.core.exceptions import TransitionError
from imap.core.uploads import Upload
from profiles.editing.place import locked
from profiles.endorsement import check_code, mails
from profiles.models import Edition, Endorsement, Submission
from profiles.permissions import is_second_person
from profiles.snapshot import canonical
from profiles.snapshot.content import content

if TYPE_CHECKING:
    from accounts.models import User

# What the Senior Officials' Meeting of July 2015 gives a state to answer.
MONTHS = 3
Outcome = Submission.Outcome
State = Endorsement.State


@dataclass(frozen=True)
class Paper:
    """What a state signed, or where it was said: the paper and its scan."""

    basis: str
    office: str
    signed_on: date
    reference: str
    scan: Upload


@transaction.atomic
def submit(edition: Edition, *, by: User) -> Submission:
    """Freeze the draft and lay it before its state; it cannot be written meanwhile.

    Raises TransitionError where it is no draft any more, or has no text at all.
    """
    edition = locked(edition)
    if not edition.is_open:
        raise TransitionError(_("This edition is no longer a draft."))
    submission = freeze(edition, by=by)
    _set_state(edition, Edition.State.SUBMITTED)
    write_down(
        "edition.submit",
        edition,
        by=by,
        chain=edition.profile.dialogue_id,
        number=submission.number,
        sha256=submission.sha256,
    )
    mails.submitted(submission)
    return submission


def freeze(edition: Edition, *, by: User | None) -> Submission:
    """Keep what an edition says now, under a hash and a code.

    Raises TransitionError where it has no text at all.
    """
    frozen = content(edition)
    sections = canonical.section_hashes(frozen)
    if not sections:
        raise TransitionError(_("No section of this draft has a text yet."))
    text, now = canonical.written(frozen), timezone.now()
    return Submission.objects.create(
        edition=edition,
        number=edition.submissions.count() + 1,
        content=text,
        sha256=canonical.sha256(text),
        sections=sections,
        code=check_code.new(),
        submitted_at=now,
        submitted_by=by,
        answer_by=timezone.localdate(now) + relativedelta(months=MONTHS),
    )


@transaction.atomic
def end(submission: Submission, outcome: str, reason: str, *, by: User) -> None:
    """Take a submission back for changes, or close it without endorsement.

    The draft can be written again. Endorsements stay, and go on holding for each
    section that does not change. Raises TransitionError where it has ended already.
    """
    submission = _open(submission)
    submission.outcome, submission.reason = outcome, reason
    submission.closed_at, submission.closed_by = timezone.now(), by
    submission.save()
    _set_state(submission.edition, Edition.State.DRAFTING)
    action = "edition.close" if outcome == Outcome.CLOSED else "edition.take_back"
    _write_down(action, submission, by)


@transaction.atomic
def record(
    submission: Submission,
    seen: str,
    codes: Collection[str],
    paper: Paper,
    *,
    by: User,
) -> Endorsement:
    """Record the endorsement of sections as they were seen, hash by hash.

    Raises TransitionError where the submission has ended, is not the one that was
    seen, or has not all of these sections.
    """
    submission = _open(submission)
    if seen != submission.sha256:
        raise TransitionError(_("The text was replaced meanwhile. Look at it again."))
    unknown = set(codes) - set(submission.sections)
    if unknown or not codes:
        raise TransitionError(_("Choose sections that were submitted."))
    endorsement = Endorsement(
        submission=submission,
        sections={code: submission.sections[code] for code in sorted(codes)},
        basis=paper.basis,
        office=paper.office,
        signed_on=paper.signed_on,
        reference=paper.reference,
        scan_name=paper.scan.name,
        scan_type=paper.scan.media_type,
        scan_sha256=paper.scan.sha256,
        recorded_by=by,
    )
    endorsement.scan.save("", ContentFile(paper.scan.content), save=False)
    endorsement.save()
    _write_down("endorsement.record", submission, by, sections=sorted(codes))
    mails.recorded(endorsement)
    return endorsement


@transaction.atomic
def confirm(endorsement: Endorsement, *, by: User) -> None:
    """Say as a second person that the record says what the paper says."""
    endorsement = _recorded(endorsement, by)
    endorsement.state = State.CHECKED
    endorsement.checked_at, endorsement.checked_by = timezone.now(), by
    endorsement.save()
    _write_down("endorsement.check", endorsement.submission, by)


@transaction.atomic
def refuse(endorsement: Endorsement, reason: str, *, by: User) -> None:
    """Say as a second person that the record does not hold, and why."""
    endorsement = _recorded(endorsement, by)
    endorsement.state, endorsement.refusal = State.REFUSED, reason
    endorsement.checked_at, endorsement.checked_by = timezone.now(), by
    endorsement.save()
    _write_down("endorsement.refuse", endorsement.submission, by)
    mails.refused(endorsement)


def _open(submission: Submission) -> Submission:
    """Wait for others at this edition, and return the submission as it is then."""
    edition = locked(submission.edition)
    submission = Submission.objects.get(pk=submission.pk)
    submission.edition = edition
    if not submission.is_open:
        raise TransitionError(_("This text is no longer with the state."))
    return submission


def _recorded(endorsement: Endorsement, by: User) -> Endorsement:
    edition = locked(endorsement.submission.edition)
    endorsement = Endorsement.objects.select_related("submission").get(
        pk=endorsement.pk
    )
    endorsement.submission.edition = edition
    if endorsement.state != State.RECORDED:
        raise TransitionError(_("Somebody else has checked this record already."))
    if edition.state not in Edition.IN_WORK:
        raise TransitionError(_("This edition is no longer in work."))
    if not is_second_person(endorsement, by):
        raise TransitionError(
            _("Whoever recorded it or wrote the text cannot check it.")
        )
    return endorsement


def _set_state(edition: Edition, state: str) -> None:
    edition.state = state
    edition.save(update_fields=["state"])


def _write_down(
    action: str, submission: Submission, by: User, **data: list[str]
) -> None:
    edition = submission.edition
    write_down(
        action,
        edition,
        by=by,
        chain=edition.profile.dialogue_id,
        number=submission.number,
        **data,
    )
