"""How long a wrong password takes for a name that is known and one that is not."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.test import Client

from tests.factories import make_member

LOGIN = "/en/accounts/login/"
WARM = 5


@dataclass(frozen=True)
class Times:
    """Seconds of each try, known and unknown in turn."""

    known: list[float]
    unknown: list[float]

    @property
    def ratio(self) -> float:
        return statistics.median(self.known) / statistics.median(self.unknown)

    @property
    def told_apart(self) -> float:
        """Return how often a guess by time alone would be right: 0.5 is chance."""
        middle = statistics.median(self.known + self.unknown)
        slow = sum(each > middle for each in self.known)
        fast = sum(each <= middle for each in self.unknown)
        right = (slow + fast) / (len(self.known) + len(self.unknown))
        return max(right, 1 - right)


def measure(tries: int) -> Times:
    known = make_member("bmp").email
    unknown = f"x{known[1:]}"
    networks = _networks()
    times = Times([], [])
    for number in range(tries + WARM):
        for name, taken in ((known, times.known), (unknown, times.unknown)):
            seconds = _wrong(name, next(networks))
            if number >= WARM:
                taken.append(seconds)
    return times


def _wrong(name: str, network: str) -> float:
    client = Client(REMOTE_ADDR=network)
    begun = time.perf_counter()
    client.post(LOGIN, {"login": name, "password": "not the password"})
    return time.perf_counter() - begun


def _networks() -> Iterator[str]:
    """Name a new network for each try, so that no limit cuts one short."""
    for number in count(int(time.time()) % 100_000 * 100):
        yield f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
