from __future__ import annotations

from celery import shared_task

from imap.core import clock, worker
from imap.core.outbox import send


@shared_task(name=worker.SENDER)
def drain() -> int:
    return send.drain()


@shared_task(name="imap.core.tasks.tick")
def tick() -> dict[str, int]:
    return clock.tick()
