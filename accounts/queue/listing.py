"""The queue: which requests, in which order, a page at a time.

However many requests there are, a page reads its own rows and no more: each order
stands on an index, and what is counted is counted up to a thousand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from statistics import median

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import OrderBy
from django.utils import timezone

from accounts.models import (
    EvidenceFile,
    Registration,
    RegistrationQuerySet,
    User,
)
from imap.core.addresses import readable_key
from imap.core.language import search_key

PAGE = 25
MOST = 1000
OPEN = "open"
SHORTEST_WORD = 3
_RECENT = timedelta(days=30)
_MOST_DECIDED = 500
_MOST_HELD = 30
_DAY = timedelta(days=1)
State = Registration.State
Choose = Callable[[RegistrationQuerySet, User], RegistrationQuerySet]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the queue."""

    state: str = OPEN
    words: str = ""
    country: str = ""
    page: int = 1

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.country or self.state != OPEN)

    @property
    def long_words(self) -> list[str]:
        """Words an index helps to find; shorter ones are in every second name."""
        words = self.words.replace("\0", " ").split()
        return [word for word in words if len(search_key(word)) >= SHORTEST_WORD]

    @property
    def is_too_short(self) -> bool:
        words = self.words.replace("\0", " ").strip()
        return bool(words) and not words.isdigit() and not self.long_words


@dataclass(frozen=True)
class Counters:
    waiting: int
    late: int
    flagged: int
    mine: int
    median_days: float | None


class QueuePage:
    """One page of the chosen requests; counts stop at `MOST`."""

    def __init__(self, rows: RegistrationQuerySet, number: int) -> None:
        self._rows = rows
        self.number = min(max(number, 1), max(self.pages, 1))

    @cached_property
    def count(self) -> int:
        return _up_to(self._rows)

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
    def rows(self) -> list[Registration]:
        start = (self.number - 1) * PAGE
        return list(self._rows[start : start + PAGE])


def select(dialogue: str, wanted: Wanted, user: User) -> RegistrationQuerySet:
    """Return what is due first, first; what was decided last, first."""
    rows = Registration.objects.of(dialogue).confirmed()
    rows = _CHOICES.get(wanted.state, _open)(rows, user)
    if wanted.country:
        rows = rows.filter(country_id=wanted.country)
    rows = _with_words(rows, wanted)
    rows = rows.select_related("organisation", "claimed_by").defer("search_key")
    return rows.order_by(*_ORDERS.get(wanted.state, _DUE_FIRST))


def page_of(dialogue: str, wanted: Wanted, user: User) -> QueuePage:
    return QueuePage(select(dialogue, wanted, user), wanted.page)


def counters(dialogue: str, user: User) -> Counters:
    waiting = Registration.objects.of(dialogue).confirmed().waiting()
    return Counters(
        waiting=_up_to(waiting),
        late=_up_to(_late(waiting, user)),
        flagged=_up_to(waiting.filter(is_flagged=True)),
        mine=_up_to(_mine(Registration.objects.of(dialogue), user)),
        median_days=_median_days(dialogue),
    )


def held(dialogue: str, user: User) -> list[Registration]:
    """Return what this person decided and may still take back, the soonest first."""
    rows = Registration.objects.of(dialogue).confirmed().filter(state=State.HELD)
    rows = rows.filter(Q(decided_by=user) | Q(second_by=user))
    # Those decided alone wait for their day; what must be undone soon stands first.
    return list(rows.order_by("effective_at")[:_MOST_HELD])


def _up_to(rows: RegistrationQuerySet) -> int:
    return rows.order_by()[: MOST + 1].count()


def _with_words(rows: RegistrationQuerySet, wanted: Wanted) -> RegistrationQuerySet:
    number = wanted.words.strip()
    if number.isdecimal() and len(number) < SHORTEST_WORD * 3:
        return rows.filter(number=int(number))
    if wanted.is_too_short:
        return rows.none()
    for word in wanted.long_words:
        rows = rows.filter(_holds(word))
    return rows


def _holds(word: str) -> Q:
    """Match a word anywhere; what stands after @ is a domain, and matched as a whole.

    The domain is compared as it is stored, so that its other spelling finds it too.
    """
    anywhere = Q(search_key__contains=search_key(word))
    domain = readable_key(f"@{word.removeprefix('@')}").removeprefix("@")
    if "." not in domain:
        return anywhere
    return Q(domain=domain) if word.startswith("@") else anywhere | Q(domain=domain)


def _median_days(dialogue: str) -> float | None:
    decided = Registration.objects.of(dialogue).filter(
        decided_at__gte=timezone.now() - _RECENT, confirmed_at__isnull=False
    )
    times = decided.order_by("-decided_at").values_list("confirmed_at", "decided_at")
    days = [
        (end - start) / _DAY
        for start, end in times[:_MOST_DECIDED]
        # People of a letter accept after it was decided: nobody waited for that.
        if start and end and start <= end
    ]
    return median(days) if days else None


def _open(rows: RegistrationQuerySet, _user: User) -> RegistrationQuerySet:
    return rows.waiting()


def _mine(rows: RegistrationQuerySet, user: User) -> RegistrationQuerySet:
    return rows.filter(state=State.IN_REVIEW, claimed_by=user)


def _flagged(rows: RegistrationQuerySet, _user: User) -> RegistrationQuerySet:
    return rows.waiting().filter(is_flagged=True)


def _late(rows: RegistrationQuerySet, _user: User) -> RegistrationQuerySet:
    return rows.waiting().filter(rank_on__lt=timezone.localdate())


def _second(rows: RegistrationQuerySet, user: User) -> RegistrationQuerySet:
    return rows.filter(state=State.COSIGN).exclude(decided_by=user)


def _letters(rows: RegistrationQuerySet, _user: User) -> RegistrationQuerySet:
    files = EvidenceFile.objects.filter(registration=OuterRef("pk"))
    return rows.waiting().filter(Q(nomination__isnull=False) | Exists(files))


def _in(*states: str) -> Choose:
    def choose(rows: RegistrationQuerySet, _user: User) -> RegistrationQuerySet:
        return rows.filter(state__in=states)

    return choose


def _all(rows: RegistrationQuerySet, _user: User) -> RegistrationQuerySet:
    return rows


_CHOICES: dict[str, Choose] = {
    OPEN: _open,
    "mine": _mine,
    "flagged": _flagged,
    "late": _late,
    "second": _second,
    "letter": _letters,
    "asked": _in(State.NEEDS_INFO),
    "held": _in(State.HELD),
    "invited": _in(State.INVITED),
    "approved": _in(State.APPROVED),
    "refused": _in(State.REFUSED),
    "closed": _in(State.LAPSED, State.WITHDRAWN),
    "all": _all,
}
# People of a letter were promised no day: they come last, in every database alike.
_DUE_FIRST = (F("rank_on").asc(nulls_last=True), "id")
_ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "approved": ("-decided_at", "-id"),
    "refused": ("-decided_at", "-id"),
    "closed": ("-number",),
    "all": ("-number",),
}
