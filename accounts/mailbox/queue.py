"""What the secretariat of one i-Map sees of its letters, and of no other's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.mailbox.models import Enquiry, EnquiryQuerySet, Kind, Reading
from accounts.models import User
from imap.core.language import search_key

PAGE = 25
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


@dataclass(frozen=True)
class Counters:
    waiting: int
    unassigned: int
    mine: int
    oldest: datetime | None


def select(
    dialogue: str, view: str, user: User, *, kind: str = "", words: str = ""
) -> EnquiryQuerySet:
    """Return enquiries, the longest waiting first, others by their last letter."""
    rows = Enquiry.objects.of(dialogue).select_related("assigned_to", "answering_by")
    if view in (ANSWERED, CLOSED):
        rows = rows.filter(state=view)
    elif view == LATER:
        return _found(rows.put_off(), kind, words).order_by("put_off_until", "pk")
    elif view != ALL:
        rows = rows.waiting()
    if view == MINE:
        rows = rows.filter(assigned_to=user)
    elif view == UNASSIGNED:
        rows = rows.filter(assigned_to__isnull=True)
    rows = _found(rows, kind, words)
    if view in (ANSWERED, CLOSED, ALL):
        return rows.order_by("-last_letter_at", "-pk")
    return rows.order_by("waiting_since", "pk")


def _found(rows: EnquiryQuerySet, kind: str, words: str) -> EnquiryQuerySet:
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    for word in search_key(words.replace("\0", " ")).split():
        rows = rows.filter(search_key__contains=word)
    return rows


def counters(dialogue: str, user: User) -> Counters:
    waiting = Enquiry.objects.of(dialogue).waiting()
    oldest = waiting.order_by("waiting_since").first()
    return Counters(
        waiting=waiting.count(),
        unassigned=waiting.filter(assigned_to__isnull=True).count(),
        mine=waiting.filter(assigned_to=user).count(),
        oldest=oldest.waiting_since if oldest else None,
    )


def last_reading(dialogue: str) -> Reading | None:
    return Reading.objects.filter(dialogue_id=dialogue).first()
