"""Mails that an applicant asks for again, and an address somebody else gave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import registration
from accounts.membership.giving import Grant
from accounts.models import Registration, User
from imap.core.access import Role
from tests.accounts.applicant import in_state, page_of
from tests.accounts.conftest import Mails
from tests.accounts.forms import link_in, typed
from tests.factories import make_member, make_registration

State = Registration.State


@pytest.fixture
def staff() -> User:
    return make_member(role="secretariat", full_name="Jana Novotná")


@pytest.fixture
def row() -> Registration:
    return make_registration(name="Petar Dovin")


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("waiting", "registration-received"),
        ("in_review", "registration-received"),
        ("cosign", "registration-received"),
        ("held", "registration-received"),
        ("needs_info", "registration-question"),
        ("invited", "registration-invited"),
        ("refused", "registration-refused"),
    ],
)
def test_the_mail_of_the_state_is_sent_again(
    client: Client, staff: User, mails: Mails, state: str, kind: str
) -> None:
    row = in_state(state, staff)

    client.post(f"{page_of(row)}resend/")

    assert [(mail.name, mail.to) for mail in mails()] == [(kind, row.email)]


def test_a_new_link_to_the_sign_in_is_mailed_while_access_holds(
    client: Client, staff: User, mails: Mails
) -> None:
    row = make_registration()
    until = timezone.localdate() + timedelta(days=90)
    registration.approve(row, Grant(Role.READER, until), by=staff, version=1)
    assert "Send me a new link" in client.get(page_of(row)).content.decode()

    client.post(f"{page_of(row)}resend/")

    assert len(mails("registration-approved")) == 2
    row.memberships.update(ended_at=timezone.now())
    assert "Your access has ended" in client.get(page_of(row)).content.decode()
    client.post(f"{page_of(row)}resend/")
    assert len(mails("registration-approved")) == 2


def test_pressing_it_again_and_again_fills_no_mailbox(
    client: Client, row: Registration, mails: Mails
) -> None:
    for _press in range(10):
        answer = client.post(f"{page_of(row)}resend/", follow=True)

    assert len(mails()) == 3
    assert "Try again in an hour" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["waits@m.example", "refused@m.example", "new@m.example", "Asked@m.example"],
)
def test_the_screen_for_a_lost_mail_is_the_same_for_every_address(
    client: Client, staff: User, address: str
) -> None:
    in_state("waiting", staff, email="waits@m.example")
    in_state("refused", staff, email="refused@m.example")
    make_registration(state="link_sent", email="asked@m.example")

    answer = client.post("/en/bmp/register/resend/", {"email": address})
    page = client.get(answer["Location"]).content

    assert answer.status_code == 302
    assert answer["Location"] == "/en/bmp/register/resend/sent/"
    assert page == client.get("/en/bmp/register/resend/sent/").content


def test_a_lost_mail_is_sent_to_the_address_of_the_open_request(
    client: Client, staff: User, mails: Mails
) -> None:
    in_state("refused", staff, email="petar@m.example")
    in_state("needs_info", staff, email="petar@m.example")
    make_registration(state="link_sent", email="petar@m.example")
    make_registration("mtm", email="petar@m.example")

    client.post("/en/bmp/register/resend/", {"email": "Petar@M.example"})

    assert [mail.name for mail in mails()] == ["registration-question"]


def test_asking_for_lost_mails_is_limited_to_the_network(client: Client) -> None:
    for number in range(50):
        client.post("/en/bmp/register/resend/", {"email": f"a{number}@m.example"})

    answer = client.post("/en/bmp/register/resend/", {"email": "kept@m.example"})

    assert answer.status_code == 429
    assert "kept@m.example" in answer.content.decode()


# --- the door into it ---


def test_somebody_else_s_address_can_be_freed_at_once(
    client: Client, mails: Mails
) -> None:
    client.post("/en/bmp/register/", typed())
    link = link_in(mails("registration-confirm")[0])

    codes = [client.post(f"{link}delete/").status_code for _press in range(2)]

    assert codes == [302, 302]
    assert Registration.objects.get().email == ""
    assert client.get(link).status_code == 410


def test_a_confirmed_request_is_not_deleted_by_the_first_link(
    client: Client, mails: Mails
) -> None:
    client.post("/en/bmp/register/", typed())
    link = link_in(mails("registration-confirm")[0])
    client.post(link)

    client.post(f"{link}delete/")

    assert Registration.objects.get().state == State.WAITING


def test_after_confirming_the_page_shows_where_a_letter_goes(
    client: Client, mails: Mails
) -> None:
    client.post("/en/bmp/register/", typed())

    page = client.post(link_in(mails("registration-confirm")[0])).content.decode()

    assert "A letter of nomination?" in page
    # Two links made a second apart differ in their time alone.
    assert page_of(Registration.objects.get()).partition(":")[0] in page
