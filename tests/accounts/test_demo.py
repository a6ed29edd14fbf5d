from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts import demo
from accounts.models import DomainRequest, Registration, User
from imap.core import dev_views
from imap.reference import demo as fictitious_state
from tests.accounts.conftest import Mails

KEYS = {
    "email",
    "username",
    "password",
    "role",
    "dialogue",
    "country",
    "totp_secret",
}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path
    settings.DEMONSTRATION = True
    fictitious_state.load()
    return tmp_path


def _record(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "demo-accounts.json").read_text(encoding="utf-8")
    record: list[dict[str, Any]] = json.loads(text)
    return record


def test_the_record_names_a_sign_in_for_each_role(folder: Path) -> None:
    demo.load()

    record = _record(folder)
    own = [entry for entry in record if entry["country"] == "XAA"]
    roles = [(entry["dialogue"], entry["role"]) for entry in record if entry not in own]
    for slug in ("bmp", "mtm"):
        assert roles.count((slug, "secretariat")) == 2
        for role in ("reader", "editor", "contact_point"):
            assert roles.count((slug, role)) == 1
    assert roles.count((None, "administrator")) == 1
    assert [entry["role"] for entry in own] == [
        "editor",
        "contact_point",
        "reviewer",
    ]
    assert all(set(entry) == KEYS for entry in record)
    assert all(entry["email"].endswith(".example") for entry in record)
    assert all(len(entry["password"]) >= 15 for entry in record)


def test_a_second_run_keeps_passwords_and_doubles_nothing(
    folder: Path, mails: Mails
) -> None:
    demo.load()
    before = (_record(folder), User.objects.count(), Registration.objects.count())
    sent = len(mails())

    demo.load()

    after = (_record(folder), User.objects.count(), Registration.objects.count())
    assert before == after
    assert len(mails()) == sent


def test_every_account_signs_in_with_the_recorded_password(
    folder: Path, settings: Settings
) -> None:
    settings.MFA_REQUIRED = False
    demo.load()

    for entry in _record(folder):
        client = Client()
        client.post(
            "/en/accounts/login/",
            {"login": entry["email"], "password": entry["password"]},
        )
        assert "_auth_user_id" in client.session
        if entry["dialogue"]:
            page = client.get(f"/en/{entry['dialogue']}/countries/")
            assert page.status_code == 200


def test_requests_wait_on_both_i_maps(folder: Path) -> None:
    demo.load()

    for slug in ("bmp", "mtm"):
        rows = Registration.objects.of(slug).waiting()
        assert rows.count() >= 3
        assert all(row.email.endswith(".example") for row in rows)


def test_an_installation_for_real_loads_no_people(settings: Settings) -> None:
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError):
        call_command("load_demo")

    assert not User.objects.exists()


def test_mails_are_read_as_text_only(
    folder: Path, settings: Settings, client: Client
) -> None:
    settings.OUTBOX_FILE_DIR = folder
    settings.ROOT_URLCONF = "tests.accounts.urls_with_mails"
    (folder / "000007-x.eml").write_bytes(
        b"From: a@a.example\nTo: b@b.example\nSubject: <b>Hello</b>\n"
        b"MIME-Version: 1.0\n"
        b"Content-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nSee http://testserver/en/\n"
        b"--x\nContent-Type: text/html\n\n<script>alert(1)</script>\n--x--\n"
    )

    listed = client.get("/dev/mail/").content.decode()
    page = client.get("/dev/mail/7/").content.decode()

    assert "&lt;b&gt;Hello" in listed
    assert 'href="http://testserver/en/"' in page
    assert "<script>alert" not in page
    assert client.get("/dev/mail/8/").status_code == 404


def test_an_installation_for_real_shows_no_mails(
    settings: Settings, client: Client
) -> None:
    settings.ROOT_URLCONF = "tests.accounts.urls_with_mails"

    assert client.get("/dev/mail/").status_code == 404
    assert dev_views.MOST > 0


def test_the_fictitious_state_asks_for_a_domain_once(folder: Path) -> None:
    for _time in range(2):
        demo.load()

    row = DomainRequest.objects.get()
    assert (row.country_id, row.state) == ("XAA", DomainRequest.State.WAITING)
    assert row.evidence.get().name == "letter.pdf"
