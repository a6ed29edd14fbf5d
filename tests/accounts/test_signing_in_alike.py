"""Sign-in, code and reset tell nobody whose address is known here.

Every kind of address has the same length, so that pages can be compared to the letter.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import Registration
from imap.core.outbox.models import OutgoingMail
from tests.factories import make_member, make_registration

KINDS = {
    "member": "aaaa@ministry.example",
    "staff": "bbbb@ministry.example",
    "pending": "cccc@ministry.example",
    "refused": "dddd@ministry.example",
    "closed": "eeee@ministry.example",
    "unknown": "ffff@ministry.example",
    "other i-Map": "gggg@ministry.example",
}
FORMS = {
    "sign-in": ("/en/accounts/login/", {"password": "not the password"}, "login"),
    "code": ("/en/accounts/login/code/", {}, "email"),
    "reset": ("/en/accounts/password/reset/", {}, "email"),
    "user name": ("/en/accounts/username/", {}, "email"),
}


@pytest.fixture
def people(reference: None) -> None:
    make_member(email=KINDS["member"])
    make_member(email=KINDS["staff"], role="secretariat")
    make_registration(email=KINDS["pending"])
    staff = make_member(role="secretariat")
    make_registration(
        email=KINDS["refused"],
        state=Registration.State.REFUSED,
        decided_by=staff,
        decided_at="2026-01-01T00:00Z",
    )
    make_member(email=KINDS["closed"], is_active=False)
    make_member("mtm", email=KINDS["other i-Map"])


def _answers(form: str, email: str) -> list[tuple[int, str, bytes]]:
    """Return every answer on the way, without what differs by design."""
    path, others, name = FORMS[form]
    client = Client()
    response = client.post(path, {**others, name: email})
    answers = [_plain(response.status_code, response, email)]
    if response.status_code == 302:
        response = client.get(response["Location"])
        answers.append(_plain(response.status_code, response, email))
    return answers


def _plain(status: int, response: object, email: str) -> tuple[int, str, bytes]:
    content: bytes = response.content  # type: ignore[attr-defined]
    text = re.sub(rb'value="[A-Za-z0-9]{64}"', b"", content)
    headers: dict[str, str] = response.headers  # type: ignore[attr-defined]
    location = headers.get("Location", "")
    return status, location, text.replace(email.encode(), b"ADDRESS")


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_address_gets_the_same_answer(people: None, form: str) -> None:
    answers = {kind: _answers(form, email) for kind, email in KINDS.items()}

    for kind, given in answers.items():
        assert given == answers["unknown"], kind


@pytest.mark.parametrize("form", ["code", "reset", "user name"])
def test_every_kind_of_address_gets_one_mail_through_the_outbox(
    people: None, form: str
) -> None:
    for email in KINDS.values():
        _answers(form, email)

    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == sorted(
        KINDS.values()
    )
    assert all(mail.html for mail in OutgoingMail.objects.all())


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_code_looks_alike(people: None, kind: str) -> None:
    client = Client()
    client.post("/en/accounts/login/code/", {"email": KINDS[kind]})
    confirm = "/en/accounts/login/code/confirm/"

    tries = [client.post(confirm, {"code": code}) for code in ("-", "x", "BCDF-GHJK")]

    assert [each.status_code for each in tries] == [200, 200, 302]
    assert tries[-1]["Location"] == "/en/accounts/login/code/"
