"""Count what people do in a window of time, in the database cache.

A limit is a number and a unit: "50/h". Counting may miss one of several requests that
come at the very same moment; no limit here depends on the last one.
"""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache

_SECONDS = {"m": 60, "h": 3600, "d": 86400}


def count_within(name: str, key: str, limit: str) -> bool:
    """Count one more for `key` and say whether `limit` still holds."""
    number, unit = limit.split("/")
    slot, now = _slot(name, key), time.time()
    count, ends = cache.get(slot) or (0, now + _SECONDS[unit])
    cache.set(slot, (count + 1, ends), max(ends - now, 1))
    return bool(count < int(number))


def is_spent(name: str, key: str, limit: str) -> bool:
    """Say whether `limit` is used up, without counting."""
    count, _ends = cache.get(_slot(name, key)) or (0, 0)
    return bool(count >= int(limit.split("/", maxsplit=1)[0]))


def forget(name: str, key: str) -> None:
    cache.delete(_slot(name, key))


def _slot(name: str, key: str) -> str:
    return f"limit:{name}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
