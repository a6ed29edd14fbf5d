"""What the secretariat of one i-Map sees of its requests, and of no other's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, Registration, RegistrationQuerySet
from imap.core.language import search_key

PAGE = 25
OPEN, ALL = "open", "all"
_RECENT = timedelta(days=30)
_DAY = timedelta(days=1)
_STATES = {
    OPEN: [Registration.State.WAITING],
    "approved": [Registration.State.APPROVED],
    "refused": [Registration.State.REFUSED],
}


@dataclass(frozen=True)
class Counters:
    waiting: int
    late: int
    median_days: float | None


@dataclass(frozen=True)
class Background:
    """What this i-Map knows of an applicant's address and its domain."""

    earlier: list[Registration]
    memberships: list[Membership]
    domain_requests: int
    domain_approved: int


def select(dialogue: str, state: str, words: str) -> RegistrationQuerySet:
    """Return requests, the longest waiting first, decided ones latest first."""
    rows = Registration.objects.of(dialogue).confirmed()
    rows = rows.select_related("organisation")
    if state != ALL:
        rows = rows.filter(state__in=_STATES.get(state, _STATES[OPEN]))
    for word in search_key(words.replace("\0", " ")).split():
        rows = rows.filter(search_key__contains=word)
    if state in ("approved", "refused"):
        return rows.order_by("-decided_at", "-pk")
    return rows.order_by("confirmed_at", "pk")


def counters(dialogue: str) -> Counters:
    rows = Registration.objects.of(dialogue)
    waiting = list(rows.waiting())
    decided = rows.filter(decided_at__gte=timezone.now() - _RECENT).values_list(
        "confirmed_at", "decided_at"
    )
    days = [(end - start) / _DAY for start, end in decided if start and end]
    return Counters(
        waiting=len(waiting),
        late=sum(row.is_late for row in waiting),
        median_days=median(days) if days else None,
    )


def background(registration: Registration) -> Background:
    dialogue, key = registration.dialogue_id, registration.email_key
    rows = Registration.objects.of(dialogue).confirmed().exclude(pk=registration.pk)
    same_domain = rows.filter(email_key__endswith=f"@{registration.domain}")
    of_address = Q(user__email__iexact=key) | Q(
        user__emailaddress__email__iexact=key, user__emailaddress__verified=True
    )
    return Background(
        earlier=list(rows.filter(email_key=key)),
        memberships=list(Membership.objects.of(dialogue).filter(of_address).distinct()),
        domain_requests=same_domain.count(),
        domain_approved=same_domain.filter(state=Registration.State.APPROVED).count(),
    )
