"""Decisions ask for a recent proof of identity, and nothing typed is lost by that."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.sign_in import step_up
from tests.factories import PASSWORD, code_of, make_member
from tests.sign_in import sign_in

pytestmark = pytest.mark.urls("tests.accounts.urls_with_step_up")

DECIDE, EXPORT = "/en/bmp/desk/decide/", "/en/bmp/desk/export/"
REASON = 'Первая строка.\r\n"Кавычки" & <знаки>'
MINUTE = 60


@pytest.fixture
def staff(reference: None) -> User:
    return make_member(role="secretariat", email="staff@icmpd.example")


def _form(**changes: str) -> dict[str, str]:
    return {"reason": REASON, "version": "1", "country": ""} | changes


def _hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    values = {unescape(name): unescape(value) for name, value in found}
    values.pop("csrfmiddlewaretoken")
    return values


def _is_asked(answer: Any) -> bool:
    return answer.status_code == 302 and "/reauthenticate/" in answer["Location"]


def test_a_decision_soon_after_signing_in_is_just_taken(
    client: Client, staff: User
) -> None:
    sign_in(client, staff, ago=14 * MINUTE)

    assert not _is_asked(client.post(DECIDE, _form()))


def test_a_decision_later_asks_again_before_anything_is_done(
    client: Client, staff: User
) -> None:
    sign_in(client, staff, ago=16 * MINUTE)

    answer = client.post(DECIDE, _form())

    assert _is_asked(answer)
    assert "reason" not in answer["Location"]
    assert REASON not in answer.content.decode()


def test_what_was_typed_waits_and_is_sent_on(client: Client, staff: User) -> None:
    sign_in(client, staff, ago=16 * MINUTE)
    asked = client.post(DECIDE, _form())

    back = client.post(asked["Location"], {"password": PASSWORD}, follow=True)

    page = back.content.decode()
    assert f'action="{DECIDE}"' in page
    assert _hidden(page) == _form()
    sent = client.post(DECIDE, _hidden(page))
    assert sent.content.decode() == REASON
    assert client.get("/en/accounts/step-up/")["Location"] == "/en/me/"


def test_a_code_of_the_app_confirms_as_well(client: Client, staff: User) -> None:
    sign_in(client, staff, ago=16 * MINUTE)
    client.post(DECIDE, _form())

    client.post(
        "/en/accounts/2fa/reauthenticate/?next=/en/accounts/step-up/",
        {"code": code_of(staff)},
    )

    assert not _is_asked(client.post(DECIDE, _form()))


def test_a_wrong_password_confirms_nothing(client: Client, staff: User) -> None:
    sign_in(client, staff, ago=16 * MINUTE)
    asked = client.post(DECIDE, _form())

    client.post(asked["Location"], {"password": "wrong"})

    assert _is_asked(client.post(DECIDE, _form()))


def test_each_decision_prolongs_the_proof(client: Client, staff: User) -> None:
    now = timezone.now()
    with time_machine.travel(now):
        sign_in(client, staff)

    for minutes in (10, 20, 34):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            assert not _is_asked(client.post(DECIDE, _form())), minutes
    with time_machine.travel(now + timedelta(minutes=50)):
        assert _is_asked(client.post(DECIDE, _form()))


def test_an_export_comes_back_to_the_same_address_query_and_all(
    client: Client, staff: User
) -> None:
    sign_in(client, staff, ago=6 * MINUTE)
    address = f"{EXPORT}?role=editor&q=ann"

    asked = client.get(address)
    back = client.post(asked["Location"], {"code": code_of(staff)})

    assert _is_asked(asked)
    assert back["Location"] == address
    assert client.get(address).content == b"rows"


def test_looking_at_pages_prolongs_nothing(client: Client, staff: User) -> None:
    now = timezone.now()
    with time_machine.travel(now):
        sign_in(client, staff)
    with time_machine.travel(now + timedelta(minutes=14)):
        client.get(EXPORT)

    with time_machine.travel(now + timedelta(minutes=16)):
        assert _is_asked(client.post(DECIDE, _form()))


@pytest.mark.parametrize(
    ("kind", "minutes", "is_fresh"),
    [
        ("decide", 14, True),
        ("decide", 16, False),
        ("roles", 4, True),
        ("roles", 6, False),
    ],
)
def test_the_minutes_are_those_of_the_settings(
    client: Client, staff: User, kind: step_up.Kind, minutes: int, *, is_fresh: bool
) -> None:
    sign_in(client, staff, ago=minutes * MINUTE)

    assert step_up.is_fresh(_request(client, staff), kind) is is_fresh


def test_a_role_asks_for_the_second_step_itself(client: Client, staff: User) -> None:
    sign_in(client, staff, ago=6 * MINUTE)

    asked = client.get(EXPORT)
    assert "/2fa/reauthenticate/" in asked["Location"]
    assert (
        "/accounts/reauthenticate/"
        not in client.get(asked["Location"]).content.decode()
    )
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    assert _is_asked(client.get(EXPORT))

    client.post(asked["Location"], {"code": code_of(staff)})

    assert not _is_asked(client.get(EXPORT))


def test_a_decision_takes_the_password_again_after_that(
    client: Client, staff: User
) -> None:
    sign_in(client, staff, ago=20 * MINUTE)
    client.get(EXPORT)

    asked = client.post(DECIDE, _form())

    assert "/accounts/reauthenticate/" in client.get(asked["Location"]).content.decode()


def test_whoever_has_no_second_step_proves_it_with_the_password(
    client: Client, reference: None
) -> None:
    member = make_member()
    sign_in(client, member, second_factor=False, ago=6 * MINUTE)

    assert not step_up.is_fresh(_request(client, member), "roles")
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})

    assert step_up.is_fresh(_request(client, member), "roles")


def test_decisions_prolong_no_proof_for_roles(client: Client, staff: User) -> None:
    sign_in(client, staff, ago=10 * MINUTE)
    client.post(DECIDE, _form())

    request = _request(client, staff)

    assert step_up.is_fresh(request, "decide")
    assert not step_up.is_fresh(request, "roles")


def _request(client: Client, user: User) -> Any:
    answer = client.get("/en/me/")
    request = answer.wsgi_request
    assert request.user == user
    return request


def test_a_new_password_from_a_mail_is_no_proof(client: Client, staff: User) -> None:
    sign_in(client, staff)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password_reset", "at": time.time()}
    ]
    session.save()

    assert not step_up.is_fresh(_request(client, staff), "decide")


def test_a_fragment_is_led_to_confirm_with_the_whole_page(
    client: Client, staff: User
) -> None:
    sign_in(client, staff, ago=16 * MINUTE)

    answer = client.post(DECIDE, _form(), HTTP_HX_REQUEST="true")

    assert answer.status_code == 204
    assert "/reauthenticate/" in answer["HX-Redirect"]


def test_nobody_else_finds_what_was_typed(client: Client, staff: User) -> None:
    sign_in(client, staff, ago=16 * MINUTE)
    client.post(DECIDE, _form())
    client.post("/en/accounts/logout/")

    client.force_login(make_member(role="secretariat"))

    assert client.get("/en/accounts/step-up/")["Location"] == "/en/me/"


def test_what_was_typed_is_forgotten_after_an_hour(client: Client, staff: User) -> None:
    sign_in(client, staff, ago=16 * MINUTE)
    client.post(DECIDE, _form())

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.get("/en/accounts/step-up/")["Location"] == "/en/me/"
