"""Attacks that were tried and must keep failing."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from accounts import permissions
from imap.core import limits
from imap.core.addresses import clean_address
from imap.core.forms.fields import TextField
from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import store
from tests.factories import make_dialogue, make_member, make_registration
from tests.trust.test_headers import ENVIRONMENT

pytestmark = pytest.mark.django_db

TRICKS = [
    "//en/bmp/map/",
    "/en//bmp/map/",
    "/en/bmp//map/",
    "/en-gb/bmp/map/",
    "/EN/bmp/map/",
    "/en/BMP/map/",
    "/en/mtm/../bmp/map/",
    "/en/mtm/%2e%2e/bmp/map/",
    "/en/mtm/%252e%252e/bmp/map/",
    "/en/bmp%2fmap/",
    "/en/bmp/%2fmap/",
    "/en/bmp/map/%00",
    "/en/bmp./map/",
    "/en/bmp%0a/map/",
    "/en/bmp/register/%2e%2e/map/",
    "/en/bmp/register;/map/",
    "/fr/bmp/map/",
    "/zz/bmp/map/",
    "/bmp/map/",
    "/bmp//data/status.csv",
    "/bmp/data//status.csv",
    "/bmp/DATA/status.csv",
    "/en/bmp/Desk/registrations/",
]


@pytest.mark.parametrize("path", TRICKS)
def test_no_spelling_of_an_address_gets_round_the_gate(path: str) -> None:
    make_dialogue("bmp")
    stranger = Client()
    stranger.force_login(make_member("mtm"))
    for client in (Client(), stranger):
        for method in ("GET", "HEAD", "OPTIONS", "POST"):
            assert client.generic(method, path).status_code in {302, 403, 404}


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https:evil.example", "///evil"]
)
def test_signing_in_leads_nowhere_else(client: Client, target: str) -> None:
    client.force_login(make_member("bmp"))

    answer = client.get("/en/accounts/login/", {"next": target})

    assert answer["Location"].startswith("/en/")


def test_a_flood_of_other_names_wipes_out_no_count() -> None:
    cache.clear()
    for _try in range(10):
        limits.count_within("sign-in", "one pair", "10/h")

    for number in range(400):
        limits.count_within("user-name-address", f"name{number}", "3/h")

    assert not limits.count_within("sign-in", "one pair", "10/h")


@pytest.mark.parametrize(
    "address",
    ["\u017fam@gov.example", "ad\u0131n@gov.example", '"kate"@gov.example'],
)
def test_an_address_that_folds_to_another_mailbox_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        clean_address(address)


@pytest.mark.parametrize("name", ["\u200c\u200d", "\u3164", "\u2800", "\u202eAnna"])
def test_a_name_that_cannot_be_seen_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        TextField().clean(name)


def test_nobody_decides_on_a_request_under_the_own_sub_address() -> None:
    staff = make_member("bmp", role="secretariat", email="staff@icmpd.example")
    own = make_registration("bmp", email="staff+2@icmpd.example")

    assert permissions.is_own(staff, own)
    assert not permissions.can_decide(staff, own)


def test_a_mail_that_cannot_be_written_holds_up_no_other(
    settings: Settings, tmp_path: Path
) -> None:
    settings.OUTBOX_FILE_DIR = tmp_path
    for address in ("a@b.example\nBcc: c@d.example", "b@b.example"):
        store(
            OutgoingMail(
                name="test",
                to=address,
                language="en",
                sender="imap@imap.example",
                subject="Subject",
                text="Text",
            )
        )

    assert send.drain() == 1
    states = OutgoingMail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [OutgoingMail.State.FAILED, OutgoingMail.State.SENT]


@pytest.mark.parametrize(
    "path", ["/en/", "/en/legal/notice/", "/en/accounts/2fa/", "/nowhere"]
)
def test_pages_with_a_name_in_the_frame_are_kept_by_no_cache(
    client: Client, path: str
) -> None:
    client.force_login(make_member("bmp"))

    assert "private" in client.get(path)["Cache-Control"]


def test_the_admin_shows_no_secrets_of_signing_in() -> None:
    rooms = {model._meta.app_label for model in admin.site._registry}

    assert rooms.isdisjoint({"account", "mfa", "usersessions", "auth"})


def test_the_log_of_requests_holds_no_key_of_a_mailed_link(
    settings: Settings,
) -> None:
    loaded = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))

    for path in (
        "/en/bmp/register/confirm/KEY/",
        "/en/bmp/register/access/KEY/",
        "/en/accounts/password/reset/key/1-KEY/",
        "/en/accounts/confirm-email/KEY/",
    ):
        assert "KEY" not in loaded["_KEYS"].sub("-", f"GET {path} HTTP/1.1")
    assert "atoms" in vars(loaded["logger_class"])


@pytest.mark.once
def test_production_counts_limits_by_the_address_before_the_proxy() -> None:
    answer = _production_setting("ALLAUTH_TRUSTED_PROXY_COUNT")

    assert answer == "1"


def _production_setting(name: str) -> str:
    code = f"from django.conf import settings; print(settings.{name})"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            **os.environ,
            **ENVIRONMENT,
            "DJANGO_SETTINGS_MODULE": "imap.settings.production",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
