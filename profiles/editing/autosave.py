"""What somebody typed and has not saved yet, kept for that person alone.

Each window keeps its own words: an earlier visit and a second window stay beside it
until their words are saved, taken up or thrown away.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from profiles.editing import body as limits
from profiles.editing.place import Place, lock, locked
from profiles.models import Autosave, Edition, Submission

if TYPE_CHECKING:
    from accounts.models import User

# Nobody comes back to words that old; they may tell of what was never agreed.
KEPT = timedelta(days=30)
# Words that were on their way when a window was saved have long arrived.
SETTLED = timedelta(days=1)
# So many texts of one person are kept in one place, the newest: who comes back to more?
MOST = 20


_NAME = re.compile(r"[A-Za-z0-9_-]{0,32}", re.ASCII)
_MARK = re.compile(r"(\d{1,18})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Window:
    """A page that somebody writes in, and the kept words that it took up.

    `marks` say which, as they were then: what was typed after that is no part of it.
    """

    name: str = ""
    marks: tuple[str, ...] = ()

    @classmethod
    def new(cls) -> Window:
        return cls(secrets.token_urlsafe(12))

    @classmethod
    def sent(cls, name: str, marks: Iterable[str]) -> Window:
        """Return the window that a form names; nonsense is left out."""
        known = tuple(mark for mark in marks if _MARK.fullmatch(mark))
        return cls(name if _NAME.fullmatch(name) else "", known)

    def taking(self, row: Autosave) -> Window:
        return replace(self, marks=(*self.marks, row.mark))


ANY = Window()


@transaction.atomic
def keep(
    place: Place,
    text: str,
    *,
    version: int,
    sequence: int,
    by: User,
    window: Window = ANY,
) -> bool:
    """Keep words typed on a version; False where later ones are kept or saved already.

    The sequence counts up in one window. Raises BodyError for a text that cannot be
    taken, TransitionError where the edition is no draft any more.
    """
    limits.check(text)
    # One at a time, so that the later of two wins whichever arrives first.
    lock(place)
    row = of(place, by, window)
    if row is not None and (row.sequence >= sequence or row.version > version):
        return False
    is_one_more = row is None or not row.body
    _write(row or _new(place, by, window), text, version, sequence)
    # They go on in this window.
    _empty(place, by, window)
    if is_one_more:
        _drop(place, by)
    return True


@transaction.atomic
def hold(
    place: Place, text: str, *, version: int, by: User, window: Window = ANY
) -> None:
    """Keep a text that could not be saved, whatever its window kept before it.

    One that is longer than any section may be does not replace what was kept.
    """
    if limits.is_too_long(text):
        return
    locked(place.edition)
    row = of(place, by, window) or _new(place, by, window)
    # Words that are still on their way are older than it.
    _write(row, text, version, row.sequence + 1)
    _empty(place, by, window)
    _drop(place, by)


def _new(place: Place, by: User, window: Window) -> Autosave:
    return Autosave(
        edition=place.edition,
        section=place.section,
        language=place.language,
        by=by,
        window=window.name,
        sequence=0,
    )


def _write(row: Autosave, text: str, version: int, sequence: int) -> None:
    row.body, row.version, row.sequence = text, version, sequence
    row.at = timezone.now()
    row.save()


def of(place: Place, by: User, window: Window = ANY) -> Autosave | None:
    """Return what one window sent last; its body is empty once it was saved."""
    return _rows(place, by).filter(window=window.name).first()


def sequence(place: Place, by: User, window: Window) -> int:
    """Return the number a window counts on from."""
    row = of(place, by, window)
    return row.sequence if row else 0


def waiting(place: Place, by: User, window: Window = ANY) -> list[Autosave]:
    """Return the words of other windows, but those this one took up, newest first."""
    rows = _held(place, by).exclude(window=window.name)
    return [row for row in rows if row.mark not in window.marks]


def is_full(place: Place, by: User) -> bool:
    """Say whether the oldest words give way to those of one more window.

    Whoever writes is told before it happens, with each text that is kept.
    """
    return _held(place, by).count() >= MOST


def _drop(place: Place, by: User) -> None:
    """Let go of the oldest words beyond those that are kept."""
    newest = list(_held(place, by).values_list("pk", flat=True)[:MOST])
    _held(place, by).exclude(pk__in=newest).delete()


def _held(place: Place, by: User) -> QuerySet[Autosave]:
    """Return the rows that hold words, newest first."""
    return _rows(place, by).exclude(body="").order_by("-at", "-pk")


def _rows(place: Place, by: User) -> QuerySet[Autosave]:
    return Autosave.objects.filter(
        edition=place.edition, section=place.section, language=place.language, by=by
    )


@transaction.atomic
def settle(
    place: Place, by: User, window: Window = ANY, *, version: int | None = None
) -> None:
    """Take the words of a window away: they were suggested, or saved as a version.

    Others that this person typed stay, in other windows and since they were taken up.
    """
    locked(place.edition)
    _empty(place, by, window)
    row = of(place, by, window)
    if row is None and version is None:
        return
    row = row or _new(place, by, window)
    # Number and version stay, so that words still on their way do not come back.
    row.body = ""
    row.version = row.version if version is None else version
    row.at = timezone.now()
    row.save()


@transaction.atomic
def forget(place: Place, by: User, marks: tuple[str, ...]) -> bool:
    """Throw words away; False where more was typed meanwhile, which stays."""
    locked(place.edition)
    wanted = set(marks)
    return bool(wanted) and _empty(place, by, Window(marks=marks)) == len(wanted)


def _empty(place: Place, by: User, window: Window) -> int:
    """Take away what a window took up of others, and say of how many."""
    count = 0
    for mark in set(window.marks):
        key, sequence = map(int, mark.split("-"))
        rows = _rows(place, by).filter(pk=key, sequence=sequence)
        count += rows.update(body="", at=timezone.now())
    return count


def delete_old() -> int:
    """Delete words that nobody came back to while the draft could be written.

    Those of a draft that is with a state stay, and as long again once it is back. Rows
    without words only keep late ones out, and go soon; they are not counted.
    """
    now = timezone.now()
    Autosave.objects.filter(body="", at__lt=now - SETTLED).delete()
    since = now - KEPT
    back = Submission.objects.filter(closed_at__gte=since)
    old = Autosave.objects.filter(at__lt=since)
    old = old.exclude(edition__state=Edition.State.SUBMITTED)
    deleted, _each = old.exclude(edition__in=back.values("edition")).delete()
    return deleted
