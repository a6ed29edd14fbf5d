"""What time does: rooms say it in their `clock.py`, `sweep` and the worker do it.

Each action is idempotent, returns how many things it changed, and may run anywhere, any
number of times. What need not be done at each turn says how often; `sweep` does it all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import close_old_connections
from django.utils.module_loading import autodiscover_modules
from django.utils.text import slugify

from imap.core import limits, retention
from imap.core.audit import anchor
from imap.core.audit.verification import check
from imap.core.cache_rows import delete_expired
from imap.core.outbox import send

Action = Callable[[], int]

logger = logging.getLogger(__name__)
_actions: dict[str, Action] = {
    "mails given back": send.give_back,
    "mails sent": send.drain,
    "notes that have expired": delete_expired,
    "counts that have ended": limits.delete_ended,
}
_pauses: dict[str, timedelta] = {}


def does(name: str, *, every: timedelta | None = None) -> Callable[[Action], Action]:
    """Register a function as something that time does."""

    def register(action: Action) -> Action:
        _actions[name] = action
        if every is not None:
            _pauses[name] = every
        return action

    return register


def tick(*, everything: bool = False) -> dict[str, int]:
    """Do what is due once; one action that fails does not stop the others."""
    autodiscover_modules("clock")
    close_old_connections()
    return {
        name: _attempt(name, action)
        for name, action in _actions.items()
        if everything or _is_due(name)
    }


def would_do() -> dict[str, int]:
    """Say what would go because it was kept long enough, and change nothing."""
    return retention.report()


def _is_due(name: str) -> bool:
    pause = _pauses.get(name)
    if pause is None:
        return True
    return cache.add(f"clock:{slugify(name)}", 1, pause.total_seconds())


def _attempt(name: str, action: Action) -> int:
    try:
        return action()
    except Exception:
        logger.exception("the clock failed at: %s", name)
        return 0


@does("faults in the audit log", every=timedelta(hours=6))
def _check_audit() -> int:
    faults = check()
    for fault in faults:
        logger.error("audit %s, %s: %s", fault.chain, fault.number, fault.reason)
    return len(faults)


does("heads of the audit log written down")(anchor.write_down)
does("kept long enough", every=timedelta(hours=1))(retention.carry_out)
