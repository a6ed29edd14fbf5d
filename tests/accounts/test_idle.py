"""A session left alone: what writes and decides asks again who sits there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.factories import PASSWORD, make_member, make_user
from tests.sign_in import sign_in

BACKGROUND = {"X-Background": "yes"}
GUARDED = ("/en/bmp/desk/", "/en/bmp/edit/", "/en/bmp/desk/registrations/")
OPEN = ("/en/bmp/map/", "/en/bmp/countries/", "/en/me/")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def staff(reference: None) -> User:
    return make_member(role="secretariat", email="staff@icmpd.example")


@pytest.fixture
def seated(client: Client, clock: time_machine.Traveller, staff: User) -> Client:
    sign_in(client, staff)
    assert client.get("/en/bmp/desk/").status_code == 200
    return client


def is_asked(answer: Any) -> bool:
    return answer.status_code == 302 and "/reauthenticate/" in answer["Location"]


@pytest.mark.parametrize("path", GUARDED)
def test_desk_and_drafts_ask_after_half_an_hour_and_go_on_after_the_answer(
    seated: Client, clock: time_machine.Traveller, path: str
) -> None:
    clock.shift(timedelta(minutes=31))

    asked = seated.get(path)
    assert is_asked(asked)
    assert is_asked(seated.get(path))
    back = seated.post(asked["Location"], {"password": PASSWORD})

    assert back["Location"] == path
    assert seated.get(path).status_code == 200


def test_a_pause_is_not_forgotten_by_reading_meanwhile(
    seated: Client, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=31))

    for path in OPEN:
        assert seated.get(path).status_code == 200
    assert is_asked(seated.get("/en/bmp/desk/"))


def test_a_proof_after_one_pause_does_not_answer_for_the_next(
    seated: Client, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=31))
    seated.get("/en/me/")
    clock.shift(timedelta(minutes=1))
    seated.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    seated.get("/en/me/")

    clock.shift(timedelta(minutes=31))

    assert is_asked(seated.get("/en/bmp/desk/"))


def test_whoever_works_on_is_never_asked(
    seated: Client, clock: time_machine.Traveller
) -> None:
    for _quarter in range(6):
        clock.shift(timedelta(minutes=20))
        assert seated.get("/en/bmp/edit/").status_code == 200


def test_what_a_page_asks_by_itself_is_no_use(
    seated: Client, clock: time_machine.Traveller
) -> None:
    for _time in range(3):
        clock.shift(timedelta(minutes=11))
        seated.get("/en/bmp/desk/", headers=BACKGROUND)

    assert is_asked(seated.get("/en/bmp/desk/"))


def test_a_form_that_was_filled_in_for_long_waits_for_the_answer(
    seated: Client, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=31))

    asked = seated.post("/en/bmp/edit/ARM/extended/", {"label": "2031 long typed"})
    back = seated.post(asked["Location"], {"password": PASSWORD}, follow=True)

    assert 'action="/en/bmp/edit/ARM/extended/"' in back.content.decode()
    assert "2031 long typed" in back.content.decode()


def test_a_script_is_led_away_and_its_words_are_kept_by_the_page(
    seated: Client, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=31))

    answer = seated.post(
        "/en/bmp/edit/ARM/extended/2031/C4/en/autosave/",
        {"body": "<p>Typed</p>"},
        headers={"Accept": "application/json"},
    )

    assert is_asked(answer)
    assert "Typed" not in str(dict(seated.session))


def test_a_forged_form_is_refused_and_not_kept(
    clock: time_machine.Traveller, staff: User
) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, staff)
    client.get("/en/bmp/desk/")
    clock.shift(timedelta(minutes=31))

    answer = client.post("/en/bmp/edit/ARM/extended/", {"label": "forged"})

    assert answer.status_code == 403
    assert "forged" not in str(dict(client.session))


def test_the_administration_asks_too(
    client: Client, clock: time_machine.Traveller, db: None
) -> None:
    sign_in(client, make_user(is_superuser=True, is_staff=True))
    assert client.get("/admin/").status_code == 200

    clock.shift(timedelta(minutes=31))

    assert is_asked(client.get("/admin/"))


def test_the_pause_is_a_setting(
    seated: Client, clock: time_machine.Traveller, settings: Any
) -> None:
    settings.SESSION_IDLE_MINUTES = 5
    clock.shift(timedelta(minutes=6))

    assert is_asked(seated.get("/en/bmp/desk/"))
