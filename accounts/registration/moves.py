"""What is at stake where a member moves to an address elsewhere."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Membership, MembershipQuerySet, Registration
from accounts.models.memberships import NEEDS_TWO


def at_stake(row: Registration) -> MembershipQuerySet:
    """Return the access that a decision on this request keeps or ends; mostly none."""
    rows = Membership.objects.of(row.dialogue_id)
    if row.address_change is None:
        return rows.none()
    rows = rows.filter(user=row.address_change.user_id).kept(timezone.localdate())
    return rows.select_related("user", "dialogue").order_by("pk")


def main(row: Registration) -> Membership | None:
    """Return the one of them that takes most people to decide, if there is any."""
    rows = list(at_stake(row))
    grave = [each for each in rows if each.role in NEEDS_TWO]
    return next(iter(grave or rows), None)
