"""What `load_demo` adds to profiles: two editions to read, and a state to work on."""

from __future__ import annotations

from profiles.demo import demonstria, editions

__all__ = ["load"]


def load() -> None:
    editions.load()
    demonstria.load()
