"""Own sessions: seen, ended one by one or all, and ended by the portal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from accounts.sign_in import sessions
from tests.factories import PASSWORD, make_member, make_membership, make_user

LIST = "/en/accounts/sessions/"
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Safari/537.36"


def _open(user: User, **headers: Any) -> Client:
    client = Client(**headers)
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert _is_in(client)
    return client


def _is_in(client: Client) -> bool:
    return client.get("/en/me/").status_code == 200


def test_the_list_says_browser_network_and_times(client: Client) -> None:
    user = make_member()
    here = _open(user)
    _open(user, HTTP_USER_AGENT=CHROME, REMOTE_ADDR="198.51.100.7")

    page = here.get(LIST).content.decode()

    assert "Chrome on Android" in page
    assert "198.51.100.7" in page
    assert "Last used" in page
    assert page.count("End this session") == 1


def test_one_session_is_ended_and_the_others_live_on() -> None:
    user = make_member()
    here, stolen, phone = _open(user), _open(user), _open(user)
    row = UserSession.objects.get(session_key=stolen.session.session_key)

    here.post(f"{LIST}{row.pk}/end/")

    assert [_is_in(each) for each in (here, stolen, phone)] == [True, False, True]


def test_nobody_ends_a_session_of_somebody_else() -> None:
    ada, ben = _open(make_member()), _open(make_member())
    row = UserSession.objects.get(session_key=ben.session.session_key)

    answer = ada.post(f"{LIST}{row.pk}/end/")

    assert answer.status_code == 404
    assert _is_in(ben)


def test_all_sessions_end_at_once() -> None:
    user = make_member()
    open_ones = [_open(user), _open(user)]
    other = _open(make_member())

    assert sessions.end_all(user) == 2
    assert not any(_is_in(each) for each in open_ones)
    assert _is_in(other)


def test_sessions_end_with_the_last_access_and_not_before() -> None:
    user = make_member("bmp")
    make_membership(user, "mtm")
    client = _open(user)

    Membership.objects.filter(dialogue="bmp").update(suspended_at=timezone.now())
    assert sessions.end_unless_member(user) == 0
    Membership.objects.filter(dialogue="mtm").update(suspended_at=timezone.now())
    assert sessions.end_unless_member(user) == 1

    assert not _is_in(client)


def test_an_administrator_needs_no_membership_to_stay() -> None:
    administrator = make_user(is_superuser=True, is_staff=True)

    assert sessions.end_unless_member(administrator) == 0


def test_an_account_switched_off_is_out_at_the_next_request() -> None:
    user = make_member()
    client = _open(user)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert not _is_in(client)


def test_suspension_shuts_the_i_map_at_the_next_request() -> None:
    user = make_member()
    client = _open(user)
    assert client.get("/en/bmp/countries/").status_code == 200

    Membership.objects.update(suspended_at=timezone.now())

    assert client.get("/en/bmp/countries/").status_code == 403


def test_last_use_is_noted_now_and_then_and_a_change_of_network_at_once() -> None:
    user = make_member()
    client = _open(user)
    first = UserSession.objects.get().last_seen_at

    client.get("/en/me/")
    assert UserSession.objects.get().last_seen_at == first
    client.get("/en/me/", REMOTE_ADDR="198.51.100.7")
    assert UserSession.objects.get().ip == "198.51.100.7"
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        client.get("/en/me/", REMOTE_ADDR="198.51.100.7")
    assert UserSession.objects.get().last_seen_at > first + timedelta(minutes=19)


def test_a_session_ends_after_twelve_hours_however_busy() -> None:
    user = make_member()
    start = timezone.now()
    with time_machine.travel(start):
        client = _open(user)

    for hours in (4, 8, 11.9):
        with time_machine.travel(start + timedelta(hours=hours)):
            client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
            assert _is_in(client)

    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert not _is_in(client)
