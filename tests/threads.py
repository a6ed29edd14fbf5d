"""Steps that are taken at the same moment, each on a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection

# A thread that another one keeps out goes on alone after so long.
ALONE = 0.5


def at_once(*steps: Callable[[], object]) -> list[object]:
    """Run the steps together and return what each gave, errors included."""
    barrier = threading.Barrier(len(steps))
    results: list[object] = [None] * len(steps)

    def run(place: int, step: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results[place] = step()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[place] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, step))
        for place, step in enumerate(steps)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def meet_in(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
    """Have two threads wait for each other in a method, if both come to it at once."""
    method, meeting = getattr(owner, name), threading.Barrier(2)

    def met(*args: object, **kwargs: object) -> object:
        with suppress(threading.BrokenBarrierError):
            meeting.wait(ALONE)
        return method(*args, **kwargs)

    monkeypatch.setattr(owner, name, met)
