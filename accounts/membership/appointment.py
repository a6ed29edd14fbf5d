"""Give access without a request: the first member of staff, from the server."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.mails import registrations as notifications
from accounts.membership import giving
from accounts.membership.giving import Grant, Person
from accounts.models import Membership, User
from imap.core.access import Standing
from imap.core.audit import log as audit


@dataclass(frozen=True)
class Appointment:
    membership: Membership
    is_new: bool


@transaction.atomic
def appoint(
    dialogue: str, person: Person, grant: Grant, *, by: User | None = None
) -> Appointment:
    """Give the role and mail the access link; a second time change nothing."""
    user = giving.account_of(person)
    memberships = Membership.objects.of(dialogue).filter(
        user=user, role=grant.role, country_id=grant.country
    )
    membership = memberships.first()
    if membership is not None and _holds(membership, grant):
        return Appointment(membership, is_new=False)
    membership = giving.give_membership(user, dialogue, grant, by=by)
    audit.record(
        "membership.appoint",
        membership,
        by=by,
        chain=dialogue,
        role=grant.role,
        until=grant.until.isoformat(),
        country=grant.country or "",
    )
    notifications.appointed(membership)
    return Appointment(membership, is_new=True)


def _holds(membership: Membership, grant: Grant) -> bool:
    is_live = membership.standing is Standing.ACTIVE
    return is_live and membership.valid_until >= grant.until
