from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import registration, tokens
from accounts.deadlines import due_on, months_later
from accounts.models import Registration
from imap.core import clock
from imap.core.audit.models import AuditEvent
from imap.core.outbox import holding
from imap.core.outbox.models import HeldAddress
from tests.accounts.conftest import Mails
from tests.accounts.forms import FORM, link_in, typed
from tests.factories import make_member, make_registration


def _asked(client: Client, mails: Mails, **changes: str) -> str:
    client.post(FORM, typed(**changes))
    return link_in(mails("registration-confirm")[-1])


def test_opening_the_link_shows_the_request_and_confirms_nothing(
    client: Client, mails: Mails
) -> None:
    link = _asked(client, mails)

    page = client.get(link)

    assert page.status_code == 200
    assert "Anna Hakobyan" in page.content.decode()
    assert Registration.objects.get().state == Registration.State.LINK_SENT


def test_confirming_puts_the_request_into_the_queue_under_a_number(
    client: Client, mails: Mails
) -> None:
    link = _asked(client, mails)

    page = client.post(link).content.decode()

    row = Registration.objects.get()
    assert (row.state, row.number, row.version) == ("waiting", 1, 2)
    assert row.confirmed_at is not None
    assert "the number 1" in page
    assert AuditEvent.objects.filter(action="registration.confirm").count() == 1


def test_the_applicant_and_the_secretariat_of_that_i_map_get_a_mail(
    client: Client, mails: Mails
) -> None:
    staff = make_member(role="secretariat", email="staff@icmpd.example", language="ru")
    make_member("mtm", role="secretariat", email="south@icmpd.example")
    link = _asked(client, mails)

    client.post(link)

    [received] = mails("registration-received")
    [waiting] = mails("registration-waiting")
    assert received.to == "anna.h@migration.example"
    assert (waiting.to, waiting.language) == (staff.email, "ru")
    assert link_in(waiting) == "/ru/bmp/desk/registrations/1/"
    assert "Anna Hakobyan" in waiting.text


def test_the_mailbox_hears_of_it_while_there_is_no_secretariat(
    client: Client, mails: Mails
) -> None:
    client.post(_asked(client, mails))

    [waiting] = mails("registration-waiting")
    assert waiting.to == "bmp@icmpd.org"


def test_pressing_the_button_again_changes_nothing(
    client: Client, mails: Mails
) -> None:
    link = _asked(client, mails)

    first, second = client.post(link), client.post(link)

    assert first.status_code == second.status_code == 200
    assert "the number 1" in second.content.decode()
    assert len(mails("registration-received")) == 1
    assert AuditEvent.objects.filter(action="registration.confirm").count() == 1


def test_a_second_request_of_the_same_mailbox_adds_nothing_and_says_so(
    client: Client, mails: Mails
) -> None:
    first = _asked(client, mails)
    second = _asked(client, mails, email="ANNA.H@migration.example")
    client.post(first)

    page = client.post(second).content.decode()

    assert "your request number 1 is with the Secretariat" in page
    assert sorted(Registration.objects.values_list("state", flat=True)) == [
        "repeated",
        "waiting",
    ]
    assert len(mails("registration-waiting")) == 1


def test_each_i_map_counts_its_own_requests() -> None:
    make_registration("mtm", number=40)
    asked = make_registration(state="link_sent")

    confirmed = registration.confirm(asked)

    assert confirmed.number == 1


def test_a_mailbox_may_wait_on_both_i_maps(client: Client, mails: Mails) -> None:
    make_registration("mtm", email="anna.h@migration.example")

    client.post(_asked(client, mails))

    assert Registration.objects.of("bmp").get().state == Registration.State.WAITING


@pytest.mark.parametrize("change", ["cut", "letter", "other map", "nonsense"])
def test_a_link_that_was_not_made_here_is_not_found(
    client: Client, mails: Mails, change: str
) -> None:
    link = _asked(client, mails)
    broken = {
        "cut": link[:-4] + "/",
        "letter": link[:-2] + ("a/" if link[-2] != "a" else "b/"),
        "other map": link.replace("/bmp/", "/mtm/"),
        "nonsense": "/en/bmp/register/confirm/%00%F0x/",
    }[change]

    answers = client.get(broken), client.post(broken)

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Registration.objects.get().state == Registration.State.LINK_SENT


def test_a_link_for_one_purpose_opens_nothing_else() -> None:
    token = tokens.make(tokens.Purpose.CONFIRM, "bmp", uuid.uuid4())

    with pytest.raises(tokens.BadLinkError):
        tokens.read(tokens.Purpose.ACCESS, "bmp", token)


def test_a_link_works_for_seven_days(client: Client, mails: Mails) -> None:
    link = _asked(client, mails)

    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        late = client.post(link)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        in_time = client.post(link)

    assert (late.status_code, in_time.status_code) == (410, 200)


def test_a_link_of_a_deleted_request_is_gone(client: Client, mails: Mails) -> None:
    link = _asked(client, mails)
    Registration.objects.all().delete()

    answer = client.get(link)

    assert answer.status_code == 410
    assert "no longer works" in answer.content.decode()


def test_the_clock_deletes_what_nobody_confirmed_and_records_only_how_many() -> None:
    old = timezone.now() - timedelta(days=8)
    make_registration(state="link_sent", created_at=old)
    make_registration(state="repeated", created_at=old)
    fresh = make_registration(state="link_sent")
    waiting = make_registration(created_at=old)

    registration.lapse()

    event = AuditEvent.objects.get(action="registration.lapse")
    assert set(Registration.objects.all()) == {fresh, waiting}
    assert (event.chain, event.data) == ("bmp", {"count": 2})


def test_the_clock_knows_this_action() -> None:
    import_module("accounts.clock")

    assert registration.lapse in clock._actions.values()


@pytest.mark.parametrize(
    ("confirmed", "due"),
    [
        ("2026-11-23", "2026-11-30"),
        ("2026-11-27", "2026-12-04"),
        ("2026-11-28", "2026-12-04"),
    ],
)
def test_an_answer_is_due_after_five_working_days(confirmed: str, due: str) -> None:
    at = timezone.make_aware(datetime.fromisoformat(f"{confirmed}T10:00:00"))

    assert due_on(at).isoformat() == due


def test_a_month_that_is_too_short_ends_earlier() -> None:
    day = date(2027, 12, 31)

    assert months_later(day, 2).isoformat() == "2028-02-29"
    assert months_later(day, 12).isoformat() == "2028-12-31"


def test_who_confirms_an_address_whose_mails_came_back_gets_mails_again() -> None:
    row = make_registration(state="link_sent")
    for _return in range(2):
        holding.count_return("bmp", row.email_key)

    registration.confirm(row)

    assert not HeldAddress.objects.exists()
