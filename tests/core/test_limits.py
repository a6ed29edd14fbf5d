from __future__ import annotations

import pytest
import time_machine

from imap.core import limits

pytestmark = pytest.mark.django_db


def test_a_limit_holds_until_its_window_ends() -> None:
    with time_machine.travel(1_000_000, tick=False) as clock:
        assert [limits.count_within("t", "a", "2/h") for _ in range(3)] == [
            True,
            True,
            False,
        ]
        clock.shift(3000)
        assert not limits.count_within("t", "a", "2/h")
        clock.shift(700)
        assert limits.count_within("t", "a", "2/h")


def test_one_key_does_not_use_up_the_limit_of_another() -> None:
    limits.count_within("t", "a", "1/h")

    assert limits.count_within("t", "b", "1/h")
    assert not limits.count_within("t", "a", "1/h")


def test_the_first_beyond_a_limit_is_told_once_in_a_window() -> None:
    counts = [limits.count("t", "a", "2/h") for _ in range(5)]

    assert [each.is_last for each in counts].index(True) == 1
    assert [each.is_first_beyond for each in counts] == [False, False, True] + [
        False
    ] * 2


def test_what_is_given_back_may_be_done_again() -> None:
    limits.count("t", "a", "1/h")
    limits.give_back("t", "a")
    limits.give_back("t", "a")

    assert limits.count_within("t", "a", "1/h")
    assert not limits.count_within("t", "a", "1/h")


def test_counts_go_when_their_window_has_ended() -> None:
    with time_machine.travel(1_000_000, tick=False) as clock:
        limits.count("t", "short", "1/m")
        limits.count("t", "long", "1/h")
        clock.shift(61)

        assert limits.delete_ended() == 1
        assert not limits.count_within("t", "long", "1/h")
