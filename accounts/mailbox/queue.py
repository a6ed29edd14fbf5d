"""What the secretariat of one i-Map sees of its letters, and of no other's.

However many letters there are, a page reads its own rows and few more: each order
stands on an index, and what is counted is counted up to a thousand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import BooleanField, ExpressionWrapper, Q

from accounts.mailbox.models import Enquiry, EnquiryQuerySet, Kind, Reading
from accounts.models import User
from imap.core.language import search_key

PAGE = 25
MOST = 1000
OPEN, MINE, UNASSIGNED, LATER, ANSWERED, CLOSED, ALL = (
    "open",
    "mine",
    "unassigned",
    "later",
    "answered",
    "closed",
    "all",
)
_WAITING = (OPEN, MINE, UNASSIGNED)
# An index finds groups of three; a shorter word makes one with the sign before it.
_SHORTEST_WORD = 3
_BEFORE = r"(^|[ \n.,;:<(\"'/-])"
_WINDOW = 400


@dataclass(frozen=True)
class Counters:
    """What waits; each number stops behind `MOST`."""

    waiting: int
    unassigned: int
    mine: int
    oldest: datetime | None


class EnquiryPage:
    """One page of the enquiries with these words; counts stop at `MOST`."""

    def __init__(self, rows: EnquiryQuerySet, words: str, number: int) -> None:
        self._rows = rows
        self._words = search_key(words.replace("\0", " ")).split()
        self.number = min(max(number, 1), max(self.pages, 1))

    @cached_property
    def count(self) -> int:
        return _up_to(self._found())

    @property
    def is_more(self) -> bool:
        return self.count > MOST

    @property
    def pages(self) -> int:
        return -(-min(self.count, MOST) // PAGE)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @cached_property
    def rows(self) -> list[Enquiry]:
        start, end = (self.number - 1) * PAGE, self.number * PAGE
        if not (self._words and self.is_more):
            return list(self._found()[start:end])
        return list(self._rows.filter(pk__in=self._walk(end)[start:end]))

    def _found(self) -> EnquiryQuerySet:
        return self._rows.filter(_holding(self._words)) if self._words else self._rows

    def _walk(self, most: int) -> list[int]:
        """Look through the rows in their order until so many have the words.

        The index would have every letter looked into that has a common word, to sort
        them all.
        """
        has_words = ExpressionWrapper(_holding(self._words), BooleanField())
        rows = self._rows.annotate(has_words=has_words)
        found: list[int] = []
        begin, size = 0, _WINDOW
        while len(found) < most:
            window = rows.values_list("pk", "has_words")[begin : begin + size]
            found += [pk for pk, has in window if has]
            if len(window) < size:
                break
            begin, size = begin + size, size * 2
        return found


def select(dialogue: str, view: str, user: User, *, kind: str = "") -> EnquiryQuerySet:
    """Return enquiries, the longest waiting first, others by their last letter."""
    rows = Enquiry.objects.of(dialogue).select_related("assigned_to", "answering_by")
    rows = rows.defer("search_key")
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if view == LATER:
        return rows.put_off().order_by("put_off_until", "pk")
    if view in (ANSWERED, CLOSED):
        rows = rows.filter(state=view)
    elif view != ALL:
        rows = rows.waiting()
    if view == MINE:
        rows = rows.filter(assigned_to=user)
    elif view == UNASSIGNED:
        rows = rows.filter(assigned_to__isnull=True)
    if view in (ANSWERED, CLOSED, ALL):
        return rows.order_by("-last_letter_at", "-pk")
    return rows.order_by("waiting_since", "pk")


def counters(dialogue: str, user: User) -> Counters:
    waiting = Enquiry.objects.of(dialogue).waiting()
    since = waiting.order_by("waiting_since").values_list("waiting_since", flat=True)
    return Counters(
        waiting=_up_to(waiting),
        unassigned=_up_to(waiting.filter(assigned_to__isnull=True)),
        mine=_up_to(waiting.filter(assigned_to=user)),
        oldest=since.first(),
    )


def last_reading(dialogue: str) -> Reading | None:
    return Reading.objects.filter(dialogue_id=dialogue).first()


def _up_to(rows: EnquiryQuerySet) -> int:
    return rows.order_by()[: MOST + 1].count()


def _holding(words: list[str]) -> Q:
    """Match all words: each anywhere, one or two letters where a word begins."""
    wanted = Q()
    for word in words:
        if len(word) >= _SHORTEST_WORD:
            wanted &= Q(search_key__contains=word)
        else:
            wanted &= Q(search_key__regex=_BEFORE + re.escape(word))
    return wanted
