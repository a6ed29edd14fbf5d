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
