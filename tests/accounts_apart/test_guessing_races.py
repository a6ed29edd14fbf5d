"""Passwords and codes that are tried at the very same moment are counted one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.models import User
from imap.core import limits
from tests.factories import PASSWORD, give_second_factor, make_member
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

LOGIN = "/en/accounts/login/"
AT_ONCE = 40


def _noting(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> list[object]:
    """Note each call of a method, and let it run."""
    noted: list[object] = []
    method: Callable[..., object] = getattr(owner, name)

    def noting(*args: object, **kwargs: object) -> object:
        noted.append(args)
        return method(*args, **kwargs)

    monkeypatch.setattr(owner, name, noting)
    return noted


def test_of_forty_passwords_at_once_ten_are_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    email = make_member().email
    checked = _noting(monkeypatch, User, "check_password")

    def guess() -> int:
        form = {"login": email, "password": "wrong"}
        return Client().post(LOGIN, form).status_code

    assert at_once(*[guess] * AT_ONCE) == [200] * AT_ONCE
    assert len(checked) == 10


def test_of_forty_codes_at_once_five_are_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = make_member()
    give_second_factor(user)
    first = Client()
    first.post(LOGIN, {"login": user.email, "password": PASSWORD})
    checked = _noting(monkeypatch, TOTP, "validate_code")

    def guess() -> int:
        client = Client()
        client.cookies = first.cookies
        code = {"code": "000000x"}
        return client.post("/en/accounts/2fa/authenticate/", code).status_code

    assert set(at_once(*[guess] * AT_ONCE)) <= {200, 302}
    assert len(checked) <= 5


def test_of_forty_at_once_a_limit_lets_its_number_through() -> None:
    def count() -> bool:
        return limits.count_within("t", "a", "10/h")

    assert at_once(*[count] * AT_ONCE).count(True) == 10
