"""What follows when somebody changes how the account is signed in to.

Each change is recorded on the platform's chain. A second step that was added, changed
or removed ends the person's other sessions: they were opened by what counted before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.dispatch import receiver

from accounts.sign_in import sessions
from imap.core.audit import log as audit

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.http import HttpRequest

    from accounts.models import User


@receiver(authenticator_added)
def _added(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    _record("account.factor_added", user, kind=authenticator.type)
    _end_others(request, user)


@receiver(authenticator_removed)
def _removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    _record("account.factor_removed", user, kind=authenticator.type)
    _end_others(request, user)


@receiver(authenticator_reset)
def _reset(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    _record("account.factor_reset", user, kind=authenticator.type)
    _end_others(request, user)


@receiver(password_changed)
def _password_changed(user: User, **_: Any) -> None:
    _record("account.password_changed", user)


@receiver(password_set)
def _password_set(user: User, **_: Any) -> None:
    _record("account.password_set", user)


@receiver(password_reset)
def _password_reset(user: User, **_: Any) -> None:
    _record("account.password_reset", user)


def _end_others(request: HttpRequest, user: User) -> None:
    sessions.end_all(user, but=request.session.session_key)


def _record(action: str, user: User, **data: str) -> None:
    audit.record(action, user, by=user, chain=audit.PLATFORM, **data)
