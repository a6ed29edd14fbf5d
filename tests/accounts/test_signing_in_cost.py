"""What a sign-in costs tells nobody whether a name is known: one run of the hash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import argon2
import pytest
from argon2 import low_level
from django.test import Client
from pytest_django import Settings

from imap.core.passwords import PortalArgon2Hasher
from tests.factories import PASSWORD, make_member

LOGIN = "/en/accounts/login/"
NAMES = {
    "known": "known@ministry.example",
    "unknown": "nobody@ministry.example",
    "without a password": "none@ministry.example",
    "switched off": "off@ministry.example",
    "user name, known": "known",
    "user name, unknown": "nobody",
    "user name, without a password": "none",
    "user name, switched off": "off",
}


@pytest.fixture
def runs(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each run of Argon2, made cheap: how often is asked, not how long."""
    settings.PASSWORD_HASHERS = ["imap.core.passwords.PortalArgon2Hasher"]
    monkeypatch.setattr(PortalArgon2Hasher, "memory_cost", 64)
    noted: list[str] = []

    def noting(name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        def noted_run(*args: Any, **kwargs: Any) -> Any:
            noted.append(name)
            return run(*args, **kwargs)

        return noted_run

    monkeypatch.setattr(low_level, "hash_secret", noting("hash", low_level.hash_secret))
    monkeypatch.setattr(
        argon2.PasswordHasher,
        "verify",
        noting("verify", argon2.PasswordHasher.verify),
    )
    return noted


@pytest.fixture
def people(runs: list[str]) -> None:
    make_member(email=NAMES["known"], username="known")
    make_member(email=NAMES["switched off"], username="off", is_active=False)
    user = make_member(email=NAMES["without a password"], username="none")
    user.set_unusable_password()
    user.save()
    runs.clear()


@pytest.mark.parametrize("password", ["a wrong password", PASSWORD])
@pytest.mark.parametrize("kind", NAMES)
def test_every_kind_of_name_costs_one_run_of_the_hash(
    people: None, runs: list[str], kind: str, password: str
) -> None:
    Client().post(LOGIN, {"login": NAMES[kind], "password": password})

    assert len(runs) == 1


@pytest.mark.parametrize("password", ["a wrong password", PASSWORD])
def test_a_password_typed_again_costs_one_run_too(
    people: None, runs: list[str], password: str
) -> None:
    client = Client()
    client.post(LOGIN, {"login": "known", "password": PASSWORD})
    runs.clear()

    client.post("/en/accounts/reauthenticate/", {"password": password})

    assert len(runs) == 1
