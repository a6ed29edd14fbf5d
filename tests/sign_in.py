"""How tests open sessions.

`client.force_login(user)` stands for somebody who has just signed in with everything
the person has: the password, and the second step if there is one. `sign_in` says
otherwise where a test needs it.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from accounts.models import User

_OF = "account_authentication_methods_user"


def sign_in(
    client: Client, user: User, *, second_factor: bool = True, ago: float = 0
) -> None:
    """Open a session `ago` seconds ago, with or without the second step."""
    client.force_login(user)
    write_records(client, user, second_factor=second_factor, at=time.time() - ago)


def write_records(
    client: Client, user: User, *, second_factor: bool, at: float
) -> None:
    """Say how and when the session of the client was signed in."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = _records(second_factor, at)
    session[_OF] = str(user.pk)
    session.save()


def _records(second_factor: bool, at: float) -> list[dict[str, Any]]:  # noqa: FBT001
    records: list[dict[str, Any]] = [{"method": "password", "at": at}]
    if second_factor:
        records.append({"method": "mfa", "type": "totp", "id": 0, "at": at})
    return records


def _as_after_signing_in(
    sender: object, request: HttpRequest, user: User, **kwargs: object
) -> None:
    if "REQUEST_METHOD" in request.META:
        return  # a real sign-in: allauth writes what happened
    has_second = Authenticator.objects.filter(user=user).exists()
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = _records(
        has_second, time.time()
    )
    request.session[_OF] = str(user.pk)
    # As of somebody who has opened the i-Maps just now: no page writes that they were.
    request.session["used_at"] = time.time()
    for dialogue in settings.DIALOGUES:
        request.session[f"used_{dialogue}"] = timezone.localdate().isoformat()
    request.session.save()  # a session that was another person's has no key yet
    UserSession.objects.get_or_create(
        session_key=request.session.session_key,
        defaults={"user": user, "ip": "127.0.0.1", "user_agent": "test"},
    )


def teach_force_login() -> None:
    user_logged_in.connect(_as_after_signing_in, dispatch_uid="tests.sign_in")
