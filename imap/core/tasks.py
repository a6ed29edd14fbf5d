from __future__ import annotations

from celery import shared_task

from imap.core import clock
from imap.core.outbox import send


@shared_task(name="imap.core.tasks.drain")
def drain() -> int:
    return send.drain()


@shared_task(name="imap.core.tasks.tick")
def tick() -> dict[str, int]:
    return clock.tick()
