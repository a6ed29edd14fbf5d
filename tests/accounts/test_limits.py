from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Registration
from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import Mails
from tests.accounts.forms import FORM, SENT, typed
from tests.factories import make_member

HERE, ELSEWHERE = "192.0.2.10", "198.51.100.7"


def test_a_busy_network_is_slowed_with_everything_kept_and_others_are_not(
    client: Client, settings: Settings
) -> None:
    settings.REGISTRATION_LIMIT_NETWORK = "2/h"
    for number in range(2):
        form = typed(email=f"a{number}@ministry.example")
        client.post(FORM, form, REMOTE_ADDR=HERE)

    slowed = client.post(FORM, typed(), REMOTE_ADDR=HERE)
    elsewhere = client.post(FORM, typed(), REMOTE_ADDR=ELSEWHERE)

    page = slowed.content.decode()
    assert slowed.status_code == 429
    assert "bmp@icmpd.org" in page
    assert 'value="anna.h@migration.example"' in page
    assert elsewhere["Location"] == SENT
    assert Registration.objects.count() == 3


def test_what_was_slowed_can_be_sent_an_hour_later(
    client: Client, settings: Settings
) -> None:
    settings.REGISTRATION_LIMIT_NETWORK = "1/h"
    form = typed()
    client.post(FORM, typed(email="first@ministry.example"))
    client.post(FORM, form)

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        later = client.post(FORM, form)

    assert later["Location"] == SENT


def test_one_address_gets_three_mails_an_hour_and_no_others_later(
    client: Client, mails: Mails
) -> None:
    answers = [client.post(FORM, typed()) for _ in range(5)]

    assert {(a.status_code, a["Location"]) for a in answers} == {(302, SENT)}
    now = timezone.now()
    assert [mail.not_before <= now for mail in mails()] == [True] * 3


def test_one_address_gets_few_mails_in_a_day_whatever_causes_them(
    client: Client, mails: Mails
) -> None:
    now = timezone.now()
    for hour in range(12):
        with time_machine.travel(now + timedelta(minutes=61 * hour)):
            for path in ("register", "resend"):
                client.post(f"/en/bmp/{path}/", typed())
            for form in ("password/reset", "login/code", "username"):
                address = {"email": typed()["email"]}
                Client().post(f"/en/accounts/{form}/", address)

    assert len(mails()) == 20


def test_a_day_later_mails_go_again(client: Client, settings: Settings) -> None:
    settings.MAILS_OF_AN_ADDRESS = "1/d"
    for _ in range(2):
        client.post("/en/accounts/password/reset/", {"email": "ada@ministry.example"})

    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        client.post("/en/accounts/password/reset/", {"email": "ada@ministry.example"})

    assert OutgoingMail.objects.count() == 2


def test_the_limit_of_an_address_counts_for_each_i_map(
    client: Client, mails: Mails
) -> None:
    for _ in range(4):
        client.post(FORM, typed())

    client.post("/en/mtm/register/", typed(office="TUN"))

    assert len(mails(dialogue="mtm")) == 1


def test_strangers_of_a_network_keep_nobody_from_a_new_password(
    client: Client, mails: Mails
) -> None:
    make_member(email="ada@ministry.example")
    form = "/en/accounts/password/reset/"

    for number in range(25):
        client.post(form, {"email": f"stranger{number}@nowhere.example"})
    answer = client.post(form, {"email": "ada@ministry.example"})

    assert answer["Location"] == f"{form}done/"
    assert len(mails(to="ada@ministry.example")) == 1
    assert len(mails()) == 21


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_one_network_of_many_addresses_counts_as_one(
    client: Client, settings: Settings, first: str, second: str, *, same: bool
) -> None:
    settings.REGISTRATION_LIMIT_NETWORK = "1/h"
    client.post(FORM, typed(email="a@ministry.example"), REMOTE_ADDR=first)

    answer = client.post(FORM, typed(), REMOTE_ADDR=second)

    assert (answer.status_code == 429) is same
