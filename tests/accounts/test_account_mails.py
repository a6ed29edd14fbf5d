"""The mails about signing in, in English and Russian, to the letter.

A changed text shows here; `SNAPSHOTS=write` writes the files anew.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.test import RequestFactory
from django.utils.translation import override

from imap.core.outbox.models import OutgoingMail
from tests.factories import make_member

SNAPSHOTS = Path(__file__).parent / "snapshots"
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:115.0) Gecko/20100101 Firefox/115.0"
LINK = "http://testserver/en/accounts/password/reset/key/1-abc/"

MAILS: dict[str, dict[str, Any]] = {
    "account/email/login_code": {"code": "BCDF-GHJK"},
    "account/email/login_code_refused": {},
    "account/email/unknown_account": {},
    "account/email/password_reset_key": {
        "password_reset_url": LINK,
        "username": "im-1a2b3c4d",
    },
}
NOTICES: dict[str, dict[str, Any]] = {
    "account/email/new_device": {},
    "account/email/password_changed": {},
    "account/email/password_reset": {},
    "account/email/email_changed": {
        "from_email": "anna.h@migration.example",
        "to_email": "anna@migration.example",
    },
    "mfa/email/totp_activated": {},
    "mfa/email/totp_deactivated": {},
    "mfa/email/webauthn_added": {},
    "mfa/email/webauthn_removed": {},
    "mfa/email/recovery_codes_generated": {},
    "mfa/email/recovery_code_used": {"left": 9},
}


def _send(kind: str, language: str) -> OutgoingMail:
    user = make_member(email="anna.h@migration.example", language=language)
    request = RequestFactory(HTTP_USER_AGENT=FIREFOX).get("/en/accounts/login/")
    with time_machine.travel(NOON, tick=False), request_context(request):
        adapter = get_adapter(request)
        if kind in NOTICES:
            adapter.send_notification_mail(kind, user, NOTICES[kind])
        elif kind == "account/email/unknown_account":
            # A stranger has no language of one's own: that of the page is taken.
            EmailAddress.objects.filter(user=user).delete()
            with override(language):
                adapter.send_mail(kind, user.email, MAILS[kind])
        else:
            adapter.send_mail(kind, user.email, MAILS[kind])
    return OutgoingMail.objects.get()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", [*MAILS, *NOTICES])
def test_the_mail_reads_as_it_was_agreed(kind: str, language: str) -> None:
    mail = _send(kind, language)

    text = f"From: {mail.sender}\nTo: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}"
    path = SNAPSHOTS / f"{kind.rpartition('/')[2]}.{language}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        path.write_text(f"{text.rstrip()}\n", encoding="utf-8")
    assert f"{text.rstrip()}\n" == path.read_text(encoding="utf-8")
    assert mail.language == language


@pytest.mark.parametrize("kind", [*MAILS, *NOTICES])
def test_the_html_part_says_the_same_with_whole_links_and_no_styles(kind: str) -> None:
    mail = _send(kind, "en")

    links = re.findall(r"https?://\S+", mail.text)
    assert links
    assert all(f'href="{link}"' in mail.html for link in links)
    assert "style" not in mail.html
    assert "\n" not in mail.subject
