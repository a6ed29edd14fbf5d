"""Five wrong codes, and the password is asked for again."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from imap.core.audit.models import AuditEvent
from tests.factories import PASSWORD, code_of, give_second_factor, make_member

LOGIN = "/en/accounts/login/"
CODE = "/en/accounts/2fa/authenticate/"


@pytest.fixture
def user() -> User:
    member = make_member()
    give_second_factor(member)
    return member


def _password(client: Client, user: User, **fields: str) -> None:
    client.post(LOGIN, {"login": user.email, "password": PASSWORD, **fields})


def _wrong(client: Client, times: int) -> list[str]:
    answers = [client.post(CODE, {"code": "000000x"}) for _ in range(times)]
    return [answer.get("Location", "") for answer in answers]


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_after_five_wrong_codes_the_password_is_asked_for_again(
    client: Client, user: User
) -> None:
    _password(client, user)

    assert _wrong(client, 5) == [""] * 4 + [LOGIN]

    client.post(CODE, {"code": code_of(user)})
    assert not _is_in(client)
    assert "Five codes were wrong" in client.get(LOGIN).content.decode()


def test_with_the_password_again_the_code_is_taken(client: Client, user: User) -> None:
    _password(client, user)
    _wrong(client, 5)

    _password(client, user)
    client.post(CODE, {"code": code_of(user)})

    assert _is_in(client)


def test_the_fifth_code_may_be_the_right_one(client: Client, user: User) -> None:
    _password(client, user)
    _wrong(client, 4)

    client.post(CODE, {"code": code_of(user)})

    assert _is_in(client)


def test_where_one_was_going_is_kept(client: Client, user: User) -> None:
    _password(client, user, next="/en/bmp/countries/")

    assert _wrong(client, 5)[-1] == f"{LOGIN}?next=%2Fen%2Fbmp%2Fcountries%2F"


def test_a_copy_of_the_browser_gets_no_more_tries(client: Client, user: User) -> None:
    _password(client, user)
    copy = Client()
    kept = dict(client.session)
    _wrong(client, 5)
    copy.cookies = client.cookies
    session = copy.session
    session.update(kept)
    session.save()

    answer = copy.post(CODE, {"code": code_of(user)})

    assert answer["Location"] == LOGIN
    assert not _is_in(copy)


def test_twenty_wrong_codes_are_recorded_once(user: User) -> None:
    for _ in range(6):
        browser = Client()
        _password(browser, user)
        _wrong(browser, 4)

    events = AuditEvent.objects.filter(action="account.blocked")
    assert [event.data["kind"] for event in events] == ["codes"]
