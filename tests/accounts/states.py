"""A contact point, colleagues and requests of a state, as several tests need them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.inviting import Invited
from accounts.models import Membership, Registration, User
from imap.core.access import Role
from tests.factories import make_membership, make_registration, make_user

STATE = "/en/bmp/state/"
COLLEAGUE = Invited("Lena Orn", "lena@mfa.example", "en", "She follows our work.")


def make_request(country: str = "ARM", **fields: Any) -> Registration:
    return make_registration(country_id=country, other_organisation="", **fields)


def make_colleague(country: str = "ARM", **fields: Any) -> Membership:
    """A reader of the state: the request says whose, the membership does not."""
    row = make_request(
        country,
        state=Registration.State.APPROVED,
        ministry=f"Ministry {country}",
        decided_at=timezone.now(),
        decided_by=make_user(),
    )
    return make_membership(make_user(**fields), registration=row)


def own_of(point: User) -> Membership:
    return Membership.objects.get(user=point, role=Role.CONTACT_POINT)
