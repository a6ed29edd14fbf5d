"""The answer to the access socket: what a person's memberships allow today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.membership import notices
from accounts.models import Membership, User
from accounts.sign_in import factors
from imap.core.access import Access, Role, SecondFactor, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest


# Roles that write whole profiles of their country.
EDITING = frozenset({Role.EDITOR, Role.CONTACT_POINT})


def access_for(user: User | AnonymousUser, dialogue: str) -> Access:
    """Return what the person may do on that i-Map; asked anew on each request."""
    if not isinstance(user, User) or not user.is_active:
        return Access()
    rows = Membership.objects.filter(user=user, dialogue_id=dialogue)
    memberships = [m for m in rows if m.has_begun]
    live = [m for m in memberships if m.standing is Standing.ACTIVE]
    if live:
        return Access(
            standing=Standing.ACTIVE,
            roles=frozenset(Role(m.role) for m in live),
            countries=_countries(live, frozenset(Role)),
            until=max(m.valid_until for m in live),
            assignments=frozenset((m.edition, s) for m in live for s in m.sections),
            terms=frozenset((m.edition, m.valid_until) for m in live if m.sections),
            edited=_countries(live, EDITING),
            reviewed=_countries(live, frozenset({Role.REVIEWER})),
            represented=_countries(live, frozenset({Role.CONTACT_POINT})),
            owes_notice=notices.is_owed(dialogue, live),
        )
    return _without_access(memberships)


def _countries(live: list[Membership], roles: frozenset[Role]) -> frozenset[str]:
    return frozenset(m.country_id for m in live if m.country_id and m.role in roles)


def _without_access(memberships: list[Membership]) -> Access:
    if not memberships:
        return Access()
    until = max(m.valid_until for m in memberships)
    if any(m.suspended_at for m in memberships):
        return Access(Standing.SUSPENDED, until=until)
    return Access(Standing.EXPIRED, until=until)


def people(dialogue: str, role: Role, country: str | None = None) -> Iterable[User]:
    memberships = Membership.objects.of(dialogue).on(timezone.localdate())
    memberships = memberships.filter(role=role)
    if country is not None:
        memberships = memberships.filter(country_id=country)
    return User.objects.filter(
        pk__in=memberships.values("user"), is_active=True
    ).order_by("pk")


def lacks_second_factor(user: User, dialogue: str) -> bool:
    roles = access_for(user, dialogue).roles
    return factors.are_needed(user, dialogue, roles) and not factors.are_set_up(user)


def second_factor(
    request: HttpRequest, dialogue: str, roles: frozenset[Role]
) -> SecondFactor:
    user = request.user
    if not isinstance(user, User) or not factors.are_needed(user, dialogue, roles):
        return SecondFactor.FINE
    if not factors.are_set_up(user):
        return SecondFactor.NOT_SET_UP
    used = factors.were_used(request)
    return SecondFactor.FINE if used else SecondFactor.NOT_USED
