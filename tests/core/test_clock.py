"""What need not be done at each turn is done when its time has come again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.core.cache import cache

from imap.core import clock

pytestmark = pytest.mark.django_db


def _note(done: list[str], word: str) -> int:
    done.append(word)
    return 1


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let the clock do two things alone, and list what it did."""
    found: list[str] = []
    # It would close the connection that holds this test's own transaction.
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)
    monkeypatch.setattr(clock, "autodiscover_modules", lambda _name: None)
    monkeypatch.setattr(clock, "_actions", {})
    monkeypatch.setattr(clock, "_pauses", {})
    cache.clear()
    clock.does("at each turn")(partial(_note, found, "turn"))
    clock.does("now and then", every=timedelta(hours=1))(partial(_note, found, "hour"))
    yield found
    cache.clear()


def test_what_is_not_due_waits_for_its_time(done: list[str]) -> None:
    with time_machine.travel("2026-11-23T12:00:00+00:00", tick=False) as now:
        clock.tick()
        clock.tick()
        now.shift(timedelta(hours=1, minutes=1))
        clock.tick()

    assert done == ["turn", "hour", "turn", "turn", "hour"]


def test_a_sweep_does_everything(done: list[str]) -> None:
    clock.tick()
    assert set(clock.tick(everything=True)) == {"at each turn", "now and then"}
    assert done.count("hour") == 2


def test_one_action_that_fails_does_not_stop_the_others(done: list[str]) -> None:
    def fail() -> int:
        raise RuntimeError

    clock.does("first")(fail)
    clock.does("last")(partial(_note, done, "last"))

    assert clock.tick()["first"] == 0
    assert "last" in done
