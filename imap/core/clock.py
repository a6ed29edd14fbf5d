"""What time does: rooms say it in their `clock.py`, `sweep` and the worker do it.

Each action is idempotent, returns how many things it changed, and may run anywhere, any
number of times.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import close_old_connections
from django.utils.module_loading import autodiscover_modules

from imap.core.outbox import send

Action = Callable[[], int]

logger = logging.getLogger(__name__)
_actions: dict[str, Action] = {
    "mails given back": send.give_back,
    "mails sent": send.drain,
}


def does(name: str) -> Callable[[Action], Action]:
    """Register a function as something that time does."""

    def register(action: Action) -> Action:
        _actions[name] = action
        return action

    return register


def tick() -> dict[str, int]:
    """Do everything once; one action that fails does not stop the others."""
    autodiscover_modules("clock")
    close_old_connections()
    return {name: _attempt(name, action) for name, action in _actions.items()}


def _attempt(name: str, action: Action) -> int:
    try:
        return action()
    except Exception:
        logger.exception("the clock failed at: %s", name)
        return 0
