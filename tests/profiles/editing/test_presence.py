"""Who else has a section open: told to those who may open the draft, soon forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from profiles.editing import presence
from profiles.editing.place import Place
from tests.factories import make_member
from tests.profiles.editing.conftest import SECTION

SignIn = Callable[[User], Client]
HERE = f"{SECTION}here/"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], datetime]:
    """Let seconds pass."""

    def pass_by(seconds: int) -> datetime:
        now = timezone.now() + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    return pass_by


def others(client: Client, address: str = HERE, **fields: str) -> list[str]:
    lines: list[str] = client.post(address, fields).json()["others"]
    return lines


def test_two_at_a_section_are_told_of_one_another(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    one, other = signed_in(editor), signed_in(staff)

    assert others(one, writing="on") == []

    (line,) = others(other)
    assert re.fullmatch(r"Anahit Editor is here, writing since \d\d:\d\d\.", line)
    assert others(one) == ["Sven Staff has this section open."]


def test_since_when_somebody_writes_stays_until_they_only_read(
    editor: User, staff: User, place: Place, later: Callable[[int], datetime]
) -> None:
    began = later(0)
    presence.note(place, editor, is_writing=True)
    later(30)
    presence.note(place, editor, is_writing=True)
    assert presence.note(place, staff, is_writing=False)[0].writing_since == began

    presence.note(place, editor, is_writing=False)
    assert presence.note(place, staff, is_writing=False)[0].writing_since is None


def test_who_gave_no_sign_for_ninety_seconds_is_gone(
    editor: User, staff: User, place: Place, later: Callable[[int], datetime]
) -> None:
    presence.note(place, editor, is_writing=True)
    later(89)
    assert len(presence.note(place, staff, is_writing=False)) == 1

    later(2)

    assert presence.note(place, staff, is_writing=False) == []


def test_another_section_or_language_is_another_place(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    others(signed_in(editor), writing="on")
    client = signed_in(staff)

    for address in (HERE.replace("/en/here", "/ru/here"), HERE.replace("C4", "C2.1")):
        assert others(client, address) == []


def test_nobody_else_asks(signed_in: SignIn, editor: User, place: Place) -> None:
    others(signed_in(editor))
    stranger = signed_in(make_member(role="editor", country="UKR"))

    assert stranger.post(HERE).status_code == 404


def test_it_is_not_kept_beyond_its_time(
    editor: User, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[float] = []
    monkeypatch.setattr(cache, "set", lambda _key, _value, pause: kept.append(pause))

    presence.note(place, editor, is_writing=False)

    assert kept == [90]


def test_a_page_without_script_says_nothing_of_it(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    others(signed_in(staff))

    answer = signed_in(editor).get(SECTION)

    assert b"Sven Staff" not in answer.content
