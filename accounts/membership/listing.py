"""What the secretariat's lists of members show, found in few queries.

One entry is one membership of this i-Map. The name is the one given here, the last use
is that of this i-Map: nothing on these pages tells of the other one.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.membership.marks import FLAGS, having, marks_of
from accounts.models import Membership, MembershipQuerySet, RoleProposal
from imap.core.access import Role
from imap.core.language import search_key
from imap.core.outbox.models import OutgoingMail

PAGE = 50
SOON_DAYS = 60
# As often as mails came back before the list suggests to pause the access.
BOUNCES = 2

STANDINGS = {
    "live": _("With access or paused"),
    "active": _("With access"),
    "suspended": _("Paused"),
    "ended": _("Ended"),
    "all": _("All"),
}
SORTS = {
    "name": (_("Name"), ("sort_key", "pk")),
    "until": (_("End, the next first"), ("valid_until", "sort_key", "pk")),
    "new": (_("Newest first"), ("-created_at", "pk")),
}


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; anything unknown is as if it were not there."""

    words: str = ""
    role: str = ""
    state: str = ""
    standing: str = "live"
    soon: bool = False
    flag: str = ""
    sort: str = "name"

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Filters:
        return cls(
            words=data.get("q", "")[:100].strip(),
            role=_one_of(data.get("role"), [r.value for r in Role], ""),
            state=data.get("state", "")[:3],
            standing=_one_of(data.get("standing"), STANDINGS, "live"),
            soon=data.get("soon") == "1",
            flag=_one_of(data.get("flag"), FLAGS, ""),
            sort=_one_of(data.get("sort"), SORTS, "name"),
        )

    def as_query(self) -> dict[str, str]:
        """Return them as the address and the form of the list carry them."""
        chosen = {
            "q": self.words,
            "role": self.role,
            "state": self.state,
            "standing": self.standing if self.standing != "live" else "",
            "soon": "1" if self.soon else "",
            "flag": self.flag,
            "sort": self.sort if self.sort != "name" else "",
        }
        return {name: value for name, value in chosen.items() if value}


@dataclass(frozen=True)
class Entry:
    """One membership as a line, with what is worth telling about it."""

    membership: Membership
    office: str
    state: str
    marks: list[str]


@dataclass(frozen=True)
class Progress:
    looked_at: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.looked_at


def select(dialogue: str, filters: Filters) -> MembershipQuerySet:
    today = timezone.localdate()
    rows = _standing(Membership.objects.of(dialogue), filters.standing, today)
    for word in search_key(filters.words).split():
        rows = rows.filter(search_key__contains=word)
    if filters.role:
        rows = rows.filter(role=filters.role)
    if filters.state:
        works_for = Q(country__isnull=True, registration__country=filters.state)
        rows = rows.filter(Q(country=filters.state) | works_for)
    if filters.soon:
        until = today + timedelta(days=SOON_DAYS)
        rows = rows.filter(valid_until__gte=today, valid_until__lte=until)
    if filters.flag:
        rows = rows.filter(having(filters.flag, today))
    return with_people(rows).order_by(*SORTS[filters.sort][1])


def with_people(rows: MembershipQuerySet) -> MembershipQuerySet:
    return rows.select_related("user", "registration__organisation")


def flagged(dialogue: str, name: str) -> MembershipQuerySet:
    """Return who has access and this flag, the name first in the alphabet first."""
    return select(dialogue, Filters(flag=name))


def progress(dialogue: str) -> Progress:
    """Say how many with access were looked at within the year."""
    today = timezone.localdate()
    live = _standing(Membership.objects.of(dialogue), "live", today)
    total = live.count()
    left = live.filter(having("review", today)).count()
    return Progress(total - left, total)


def proposals(dialogue: str) -> list[RoleProposal]:
    rows = RoleProposal.objects.filter(
        dialogue=dialogue, state=RoleProposal.State.PROPOSED
    )
    return list(rows.select_related("user", "proposed_by", "first_by", "replaces"))


def entries(rows: list[Membership]) -> list[Entry]:
    """Make lines of a page of members; their office is the one they registered with."""
    names = offices.names()
    return [
        Entry(
            row,
            offices.name_of(row.registration, names) if row.registration else "",
            names.get(row.country_id or "", ""),
            marks_of(row),
        )
        for row in rows
    ]


def bounces(dialogue: str, rows: list[Membership]) -> dict[str, int]:
    """Count the mails that came back from each address, all in one query."""
    keys = {row.user.email for row in rows if row.undelivered_at}
    if not keys:
        return {}
    back = Q(bounced_at__isnull=False) | Q(state=OutgoingMail.State.FAILED)
    mails = OutgoingMail.objects.filter(back, dialogue=dialogue, to_key__in=keys)
    counted = mails.order_by().values("to_key").annotate(count=Count("pk"))
    return {row["to_key"]: row["count"] for row in counted}


def _standing(
    rows: MembershipQuerySet, standing: str, today: date
) -> MembershipQuerySet:
    if standing == "live":
        return rows.kept(today)
    if standing == "active":
        return rows.on(today)
    if standing == "suspended":
        return rows.kept(today).filter(suspended_at__isnull=False)
    if standing == "ended":
        return rows.filter(Q(ended_at__isnull=False) | Q(valid_until__lt=today))
    return rows


def _one_of(value: str | None, known: Container[str], otherwise: str) -> str:
    return value if value and value in known else otherwise
