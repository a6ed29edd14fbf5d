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
from django.dispatch import Signal, receiver

from accounts.sign_in import sessions
from imap.core.audit import log as audit

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.http import HttpRequest

    from accounts.models import User


_FACTOR = {
    authenticator_added: "account.factor_added",
    authenticator_removed: "account.factor_removed",
    authenticator_reset: "account.factor_reset",
}
_PASSWORD = {
    password_changed: "account.password_changed",
    password_set: "account.password_set",
    password_reset: "account.password_reset",
}


@receiver(list(_FACTOR))
def _factor(
    signal: Signal,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_: Any,
) -> None:
    _record(_FACTOR[signal], user, kind=authenticator.type)
    sessions.end_all(user, but=request.session.session_key)


@receiver(list(_PASSWORD))
def _password(signal: Signal, user: User, **_: Any) -> None:
    _record(_PASSWORD[signal], user)


def _record(action: str, user: User, **data: str) -> None:
    audit.record(action, user, by=user, chain=audit.PLATFORM, **data)
