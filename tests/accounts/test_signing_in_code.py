"""A code by mail opens what members read, and nothing more."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import Mails
from tests.factories import code_of, give_second_factor, make_member, make_membership

ASK = "/en/accounts/login/code/"
CONFIRM = "/en/accounts/login/code/confirm/"
_CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def _code_in(mail: OutgoingMail) -> str:
    found = _CODE.search(mail.text)
    assert found is not None, mail.text
    return found[0]


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_member_signs_in_with_the_code_of_the_mail(
    client: Client, mails: Mails
) -> None:
    make_member(email="ada@ministry.example")

    client.post(ASK, {"email": " ADA@ministry.example"})
    answer = client.post(CONFIRM, {"code": _code_in(mails()[0]).lower()})

    assert answer["Location"] == "/en/bmp/map/"
    assert _is_in(client)


def test_the_mail_is_in_the_person_s_language_from_the_platform(
    client: Client, mails: Mails
) -> None:
    make_member(email="ada@ministry.example", language="ru")

    client.post(ASK, {"email": "ada@ministry.example"})

    [mail] = mails()
    assert mail.language == "ru"
    assert mail.sender == "i-Map <platform@i-map.example>"
    assert _code_in(mail) in mail.html
    assert 'lang="ru"' in mail.html


@pytest.mark.parametrize(
    "role", ["contributor", "editor", "contact_point", "secretariat"]
)
def test_other_roles_get_no_code_but_are_told_how_to_sign_in(
    client: Client, mails: Mails, role: str
) -> None:
    make_member(email="ada@ministry.example", role=role)

    client.post(ASK, {"email": "ada@ministry.example"})
    client.post(CONFIRM, {"code": "BCDF-GHJK"})

    [mail] = mails()
    assert _CODE.search(mail.text) is None
    assert "sign in with the password" in mail.text
    assert not _is_in(client)


def test_a_role_on_the_other_i_map_is_enough_to_need_more(
    client: Client, mails: Mails
) -> None:
    member = make_member("bmp", email="ada@ministry.example")
    make_membership(member, "mtm", role="secretariat")

    client.post(ASK, {"email": "ada@ministry.example"})

    assert _CODE.search(mails()[0].text) is None


def test_a_member_with_a_second_step_is_still_asked_for_it(
    client: Client, mails: Mails
) -> None:
    member = make_member(email="ada@ministry.example")
    give_second_factor(member)
    client.post(ASK, {"email": "ada@ministry.example"})

    answer = client.post(CONFIRM, {"code": _code_in(mails()[0])})

    assert answer["Location"] == "/en/accounts/2fa/authenticate/"
    assert not _is_in(client)
    client.post(answer["Location"], {"code": code_of(member)})
    assert _is_in(client)


def test_a_code_works_once_and_for_fifteen_minutes(
    client: Client, mails: Mails
) -> None:
    make_member(email="ada@ministry.example")
    client.post(ASK, {"email": "ada@ministry.example"})
    code = _code_in(mails()[0])

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        client.post(CONFIRM, {"code": code})

    assert not _is_in(client)
    assert not _is_in(_other_browser(code))


def _other_browser(code: str) -> Client:
    """Type the code where it was not asked for."""
    other = Client()
    other.post(CONFIRM, {"code": code})
    return other


def test_three_wrong_codes_end_the_try(client: Client, mails: Mails) -> None:
    make_member(email="ada@ministry.example")
    client.post(ASK, {"email": "ada@ministry.example"})
    for _try in range(3):
        client.post(CONFIRM, {"code": "BCDF-GHJK"})

    client.post(CONFIRM, {"code": _code_in(mails()[0])})

    assert not _is_in(client)


@pytest.mark.parametrize("email", ["ada@ministry.example", "nobody@ministry.example"])
def test_who_asks_often_waits_and_others_do_not(
    client: Client, mails: Mails, email: str
) -> None:
    make_member(email="ada@ministry.example")

    answers = [Client().post(ASK, {"email": email}) for _try in range(6)]
    elsewhere = client.post(ASK, {"email": email}, REMOTE_ADDR="198.51.100.7")

    assert [each.status_code for each in answers] == [302] * 5 + [200]
    assert "Too many codes" in answers[-1].content.decode()
    assert elsewhere.status_code == 302
    assert len(mails()) == 6


def test_a_mailbox_gets_ten_codes_an_hour_whoever_asks(mails: Mails) -> None:
    make_member(email="ada@ministry.example")

    for number in range(12):
        address = f"198.51.100.{number}"
        answer = Client().post(
            ASK, {"email": "ada@ministry.example"}, REMOTE_ADDR=address
        )
        assert answer.status_code == 302

    assert len(mails()) == 10


def test_whoever_asked_for_a_code_may_still_take_the_password(client: Client) -> None:
    make_member(email="ada@ministry.example")
    client.post(ASK, {"email": "ada@ministry.example"})

    answer = client.post("/en/accounts/logout/", {"next": "/en/accounts/login/"})

    assert answer["Location"] == "/en/accounts/login/"
    assert client.get("/en/accounts/login/").status_code == 200
