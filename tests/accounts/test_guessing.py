"""Wrong passwords slow a network down, and nobody who signed in from there before."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import User
from imap.core.audit.models import AuditEvent
from imap.core.outbox.models import OutgoingMail
from tests.accounts.forms import link_in
from tests.factories import PASSWORD, code_of, give_second_factor, make_member

LOGIN = "/en/accounts/login/"
CODE = "/en/accounts/2fa/authenticate/"
RESET = "/en/accounts/password/reset/"
ADA = "ada@ministry.example"
HERE = "192.0.2.10"


def _try(client: Client, name: str, password: str = "wrong") -> bool:  # noqa: S107
    client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=HERE)
    return "_auth_user_id" in client.session


@pytest.fixture
def ada() -> User:
    return make_member(email=ADA, username="ada")


@pytest.fixture
def known(client: Client, ada: User) -> Client:
    """A browser that has signed in before, and out again."""
    assert _try(client, ada.email, PASSWORD)
    client.post("/en/accounts/logout/")
    return client


@pytest.mark.parametrize("name", [ADA, "ada"])
def test_a_known_browser_gets_in_whatever_others_in_the_network_tried(
    known: Client, name: str
) -> None:
    for number in range(70):
        _try(Client(), name if number < 12 else f"x{number}@ministry.example")

    assert not _try(Client(), name, PASSWORD)
    assert _try(known, name, PASSWORD)


def test_a_known_browser_gets_in_after_eleven_mistakes_of_its_own(
    known: Client,
) -> None:
    for _ in range(11):
        assert not _try(known, ADA)

    assert _try(known, ADA, PASSWORD)


def test_a_known_browser_does_not_guess_for_ever(known: Client) -> None:
    for _ in range(20):
        _try(known, ADA)

    assert not _try(known, ADA, PASSWORD)


def test_a_browser_is_known_for_those_alone_who_signed_in_there(
    known: Client,
) -> None:
    make_member(email="ben@ministry.example")
    for _ in range(10):
        _try(known, "ben@ministry.example")

    assert not _try(known, "ben@ministry.example", PASSWORD)


def test_signing_in_takes_back_no_failure_of_others(client: Client) -> None:
    make_member(email=ADA)
    guesser = make_member(email="guess@ministry.example")
    give_second_factor(guesser)
    for number in range(49):
        _try(Client(), f"x{number}@ministry.example")
    _try(client, guesser.email, PASSWORD)
    client.post(CODE, {"code": code_of(guesser)}, REMOTE_ADDR=HERE)
    assert "_auth_user_id" in client.session

    _try(Client(), "one.more@ministry.example")

    assert not _try(Client(), ADA, PASSWORD)


def test_a_new_password_by_mail_opens_a_network_that_is_held_up(
    client: Client, ada: User
) -> None:
    for number in range(60):
        _try(Client(), ADA if number < 12 else f"x{number}@ministry.example")
    assert not _try(client, ADA, PASSWORD)
    client.post(RESET, {"email": ADA}, REMOTE_ADDR=HERE)
    form = client.get(link_in(OutgoingMail.objects.get()), follow=True)
    new = "seven slow boats at noon"
    path = form.redirect_chain[-1][0]
    client.post(path, {"password1": new, "password2": new})

    assert _try(client, ADA, new)
    assert not _try(Client(), ADA, new)


def test_a_limit_that_shuts_is_recorded_once(ada: User) -> None:
    for number in range(70):
        _try(Client(), ADA if number < 14 else f"x{number}@ministry.example")

    events = AuditEvent.objects.filter(action="account.blocked").order_by("number")
    assert [(each.data["kind"], each.target_id) for each in events] == [
        ("name", f"accounts.user:{ada.pk}"),
        ("network", ""),
    ]


def test_nobody_is_refused_a_reset_for_what_others_asked(client: Client) -> None:
    make_member(email=ADA)
    for number in range(30):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(RESET, {"email": ADA})

    answer = client.post(RESET, {"email": ADA}, REMOTE_ADDR=HERE)

    assert answer["Location"] == "/en/accounts/password/reset/done/"
    assert OutgoingMail.objects.filter(to=ADA).count() == 10


def test_a_known_browser_gets_its_mail_whatever_others_asked(
    known: Client,
) -> None:
    for number in range(30):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(RESET, {"email": ADA})
    before = OutgoingMail.objects.count()

    known.post(RESET, {"email": ADA}, REMOTE_ADDR=HERE)

    assert OutgoingMail.objects.count() == before + 1


def test_a_wrong_password_from_elsewhere_says_nothing_of_known_browsers(
    known: Client,
) -> None:
    pages = []
    for name in (ADA, "bob@ministry.example"):
        for _ in range(11):
            answer = Client().post(LOGIN, {"login": name, "password": "wrong"})
        page = answer.content.decode().replace(name, "")
        pages.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", page))

    assert pages[0] == pages[1]
