"""Save the text of a section: on the version it was written on, as a new revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core.exceptions import TransitionError
from profiles.editing import body as limits
from profiles.editing import comments, languages
from profiles.editing.place import Place, lock
from profiles.models import (
    Revision,
    SectionProgress,
    SectionText,
)
from profiles.text.ids import named, names
from profiles.text.tree import parse

if TYPE_CHECKING:
    from accounts.models import User

State = SectionProgress.State


class ConflictError(Exception):
    """Somebody else has saved since `version`; `current` is what is kept now."""

    def __init__(self, current: SectionText | None, version: int) -> None:
        super().__init__("saved on another version")
        self.current, self.version = current, version


@transaction.atomic
def save(
    place: Place,
    body: str,
    *,
    version: int,
    by: User,
    is_minor: bool = False,
    origin: str = Revision.Origin.SAVED,
) -> SectionText | None:
    """Keep a text that was written on `version`; None where there is none yet.

    A text equal to the one that is kept makes no revision. Raises BodyError for one
    that cannot be taken, ConflictError where the version is not the last one, and
    TransitionError where the edition is no draft any more.
    """
    limits.check(body)
    lock(place)
    current = place.text()
    current_body = current.body if current else ""
    tree = parse(body)
    if tree.is_flat:
        raise limits.malformed()
    # A paragraph that comes back, undone or restored, is the one they speak of.
    known = set(names(parse(current_body))) | comments.paragraphs(place)
    kept = named(tree, known)
    if kept == current_body:
        return current
    if version != (current.version if current else 0):
        raise ConflictError(current, version)
    return _keep(place, current, kept, by=by, is_minor=is_minor, origin=origin)


def _keep(
    place: Place,
    current: SectionText | None,
    body: str,
    *,
    by: User,
    is_minor: bool,
    origin: str,
) -> SectionText:
    now = timezone.now()
    key = {
        "edition": place.edition,
        "section": place.section,
        "language": place.language,
    }
    text = current or SectionText(**key, version=0)
    text.version += 1
    text.body, text.saved_at, text.saved_by = body, now, by
    text.save()
    Revision.objects.create(
        **key,
        version=text.version,
        body=body,
        origin=origin,
        is_minor=is_minor,
        by=by,
        at=now,
    )
    _begin_again(place, body, by, is_minor=is_minor)
    languages.follow(place, text, is_first=current is None)
    return text


def _begin_again(place: Place, body: str, by: User, *, is_minor: bool) -> None:
    """Take back that a section is ready; it is empty when the texts of all are.

    A minor correction leaves it as ready as it was.
    """
    progress, _is_new = SectionProgress.objects.get_or_create(
        edition=place.edition, section=place.section
    )
    texts = SectionText.objects.filter(edition=place.edition, section=place.section)
    is_empty = not body and not texts.exclude(body="").exists()
    state = State.EMPTY if is_empty else State.DRAFTING
    is_kept = is_minor and progress.state in (State.READY, State.AGREED)
    if progress.state != state and not (is_kept and not is_empty):
        progress.state, progress.changed_by = state, by
        progress.changed_at = timezone.now()
        progress.save()


@transaction.atomic
def mark(place: Place, state: str, *, by: User) -> None:
    """Say how far a section is. Raises TransitionError where nothing is written."""
    lock(place)
    progress, _is_new = SectionProgress.objects.get_or_create(
        edition=place.edition, section=place.section
    )
    if progress.state == State.EMPTY:
        raise TransitionError(_("This section has no text yet."))
    progress.state, progress.changed_by = state, by
    progress.changed_at = timezone.now()
    progress.save()
