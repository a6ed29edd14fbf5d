"""My data: everything of mine, nothing of anybody else's."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts.mails import registrations as notifications
from accounts.models import EvidenceFile, User
from accounts.privacy import download
from accounts.privacy.erasure import person_of
from imap.core import privacy
from imap.core.audit.models import AuditEvent
from tests.factories import (
    make_dialogue,
    make_member,
    make_membership,
    make_registration,
    make_user,
)
from tests.sign_in import sign_in

FILE = "/en/me/data/file/"
MINE, OTHERS = "Zaunkoenig", "Eisvogel"


@pytest.fixture
def me() -> User:
    make_dialogue("mtm")
    user = make_member(email="me@ministry.example", full_name=f"{MINE} Lind")
    make_membership(user, "mtm", leaver_note=MINE, granted_by=_other())
    row = make_registration(
        "mtm",
        "refused",
        email=user.email,
        name=user.full_name,
        purpose=f"{MINE} Purpose",
        decided_by=_other(),
        decided_at=timezone.now(),
    )
    row.events.create(step="answer", text=f"{MINE} Answer")
    EvidenceFile.objects.create(
        dialogue_id="mtm",
        registration=row,
        file=ContentFile(b"%PDF letter", name="x"),
        name="letter.pdf",
        media_type="application/pdf",
        size=11,
        sha256="0" * 64,
    )
    notifications.received(row)
    notifications.waiting(make_registration(name=OTHERS, ministry=OTHERS))
    return user


def _other() -> User:
    return make_user(full_name=f"{OTHERS} Moor")


def _take(client: Client, kind: str = "json") -> Any:
    answer = client.post(FILE, {"format": kind})
    assert answer.status_code == 200
    return answer


def test_the_file_holds_what_every_room_keeps(client: Client, me: User) -> None:
    client.force_login(me)

    content = json.loads(_take(client).content)

    data = content["data"]
    assert {"bmp i-map", "mtm i-map"} <= {
        each["dialogue"].lower() for each in data["accounts.Membership"]
    }
    assert data["accounts.User"][0]["full_name"] == f"{MINE} Lind"
    assert data["accounts.Registration"][0]["purpose"] == f"{MINE} Purpose"
    assert data["accounts.RegistrationEvent"][0]["text"] == f"{MINE} Answer"
    assert data["core.OutgoingMail"]
    assert data["usersessions.UserSession"]
    assert "secrets of the sign-in" in content["readme"]


def test_every_kind_of_the_register_can_be_told(client: Client, me: User) -> None:
    """Whatever rows there are, telling them fails on none of the registered fields."""
    for entry in privacy.entries():
        if entry.rows is not None:
            list(entry.rows(person_of(me)))


def test_nothing_of_anybody_else_is_in_it(client: Client, me: User) -> None:
    staff = make_member(role="secretariat", email="staff@icmpd.example")
    notifications.waiting(make_registration(name=OTHERS, ministry=OTHERS))

    for person in (me, staff):
        client.force_login(person)
        assert OTHERS not in _take(client).content.decode()


def test_no_secret_is_in_it(client: Client, me: User) -> None:
    client.force_login(me)

    text = _take(client).content.decode()

    assert me.password not in text
    assert client.session.session_key not in text
    assert all(str(m.key) not in text for m in me.memberships.all())


def test_the_zip_holds_the_letters_and_a_readme(client: Client, me: User) -> None:
    client.force_login(me)

    answer = _take(client, "zip")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert set(archive.namelist()) == {
        "README.txt",
        "data.json",
        "letters/1-letter.pdf",
    }
    assert archive.read("letters/1-letter.pdf") == b"%PDF letter"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_the_readme_is_in_the_persons_language(client: Client, me: User) -> None:
    client.force_login(me)

    answer = client.post("/ru/me/data/file/", {"format": "json"})

    with override("ru"):
        assert json.loads(answer.content)["readme"] == download.readme()


def test_taking_it_is_recorded_and_asks_for_a_recent_proof(
    client: Client, me: User
) -> None:
    sign_in(client, me, ago=3600)
    assert client.post(FILE, {"format": "json"}).status_code == 302
    assert not AuditEvent.objects.filter(action="account.download").exists()

    client.force_login(me)
    _take(client)

    assert AuditEvent.objects.get(action="account.download").actor_id == str(me.pk)


def test_a_stranger_is_led_to_the_sign_in(client: Client) -> None:
    assert "/accounts/login/" in client.get("/en/me/data/")["Location"]
    assert "/accounts/login/" in client.post(FILE)["Location"]


def test_the_eleventh_time_in_a_day_is_refused(client: Client, me: User) -> None:
    client.force_login(me)
    for _ in range(10):
        _take(client)

    assert client.post(FILE).status_code == 409


def test_the_page_says_what_is_in_it(client: Client, me: User) -> None:
    client.force_login(me)

    page = client.get("/en/me/data/").content.decode()

    assert "Letters of nomination" in page
    assert "/en/legal/personal-data/" in page
