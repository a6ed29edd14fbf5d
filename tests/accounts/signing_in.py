"""Signing in as a person does, and the subjects of the mails that follow."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts.models import User
from imap.core.outbox.models import OutgoingMail
from tests.factories import PASSWORD

LOGIN = "/en/accounts/login/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; rv:115.0) Gecko/2010 Firefox/115.0"


def sign_in(client: Client, user: User, code: str = "") -> None:
    credentials = {"login": user.email, "password": PASSWORD}
    client.post(LOGIN, credentials, HTTP_USER_AGENT=FIREFOX)
    if code:
        client.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" in client.session


def shown_for(secret: str) -> str:
    """Return the code that an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def subjects() -> list[str]:
    rows = OutgoingMail.objects.order_by("pk")
    return [
        subject.removeprefix("i-Map: ")
        for subject in rows.values_list("subject", flat=True)
    ]


def confirm(client: Client) -> None:
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
