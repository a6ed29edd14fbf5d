"""The second step of signing in: who needs it, who has it, which session used it.

Each i-Map names the roles that need it (`SECOND_FACTOR_ROLES`); secretariats and
administrators always do. Set up is not enough: the session itself must have seen it, so
that one opened with the password alone, or before there was a second step, opens less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from accounts.models import Membership, User
from imap.core.access import Role

if TYPE_CHECKING:
    from django.http import HttpRequest

_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_PROOFS = {*_KINDS, Authenticator.Type.RECOVERY_CODES}


def are_needed(user: User, dialogue: str, roles: frozenset[Role]) -> bool:
    if not settings.MFA_REQUIRED:
        return False
    return user.is_superuser or bool(roles & needing(dialogue))


def needing(dialogue: str) -> frozenset[Role]:
    """Return the roles that need a second step on that i-Map."""
    named = settings.SECOND_FACTOR_ROLES.get(dialogue, ())
    return frozenset({Role.SECRETARIAT, *map(Role, named)})


def are_set_up(user: User) -> bool:
    return _has(user, *_KINDS)


def have_app(user: User) -> bool:
    return _has(user, Authenticator.Type.TOTP)


def were_used(request: HttpRequest) -> bool:
    """Say whether this very session was proved with a second step."""
    records = get_authentication_records(request, request.user)
    return any(
        record.get("method") == "mfa" and record.get("type") in _PROOFS
        for record in records
    )


def may_use_mailed_code(user: User) -> bool:
    """A code by mail opens what members read; other roles sign in with more."""
    if user.is_superuser or user.is_staff:
        return False
    live = Membership.objects.filter(user=user).on(timezone.localdate())
    return not live.exclude(role=Role.READER).exists()


def _has(user: User, *kinds: Authenticator.Type) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())
