"""What somebody typed and has not saved yet, kept for that person alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from profiles.editing import body as limits
from profiles.editing.place import Place, lock, locked
from profiles.models import Autosave

if TYPE_CHECKING:
    from accounts.models import User

# Nobody comes back to words that old; they may tell of what was never agreed.
KEPT = timedelta(days=30)


@transaction.atomic
def keep(place: Place, text: str, *, version: int, sequence: int, by: User) -> bool:
    """Keep words typed on a version; False where this person went on elsewhere.

    The sequence counts up in one window; from a second window it comes too low, or the
    version is one that this person has replaced. Raises BodyError for a text that
    cannot be taken, TransitionError where the edition is no draft any more.
    """
    limits.check(text)
    # One at a time, so that the later of two wins whichever arrives first.
    lock(place)
    row, saved = of(place, by), place.text()
    if row is not None and row.sequence >= sequence:
        return False
    is_replaced = (
        saved is not None and saved.saved_by_id == by.pk and saved.version > version
    )
    # Words that met their own writer's other window are kept on, until both are one.
    is_conflict = row is not None and bool(row.body) and row.version == version
    if is_replaced and not is_conflict:
        return False
    _write(row or _new(place, by), text, version, sequence)
    return True


@transaction.atomic
def hold(place: Place, text: str, *, version: int, by: User) -> None:
    """Keep a text that could not be saved, whatever was kept before it.

    One that is longer than any section may be does not replace what was kept.
    """
    if limits.is_too_long(text):
        return
    locked(place.edition)
    row = of(place, by) or _new(place, by)
    # Words that are still on their way are older than it.
    _write(row, text, version, row.sequence + 1)


def _new(place: Place, by: User) -> Autosave:
    return Autosave(
        edition=place.edition,
        section=place.section,
        language=place.language,
        by=by,
        sequence=0,
    )


def _write(row: Autosave, text: str, version: int, sequence: int) -> None:
    row.body, row.version, row.sequence = text, version, sequence
    row.at = timezone.now()
    row.save()


def of(place: Place, by: User) -> Autosave | None:
    return Autosave.objects.filter(
        edition=place.edition, section=place.section, language=place.language, by=by
    ).first()


def forget(place: Place, by: User) -> None:
    """Take the words away: they were saved, or are not wanted."""
    row = of(place, by)
    if row is not None:
        # The number stays, so that words still on their way do not come back.
        row.body = ""
        row.save(update_fields=["body"])


def delete_old() -> int:
    deleted, _each = Autosave.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return deleted
