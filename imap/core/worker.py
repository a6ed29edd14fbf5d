"""What runs beside the requests: Celery where Redis is set, else one thread.

Both only wake and repeat; every piece of work is a row that the next turn finds again.
"""

from __future__ import annotations

import logging
import threading

from celery import current_app
from celery.exceptions import CeleryError
from django.conf import settings
from django.db import connections
from kombu.exceptions import KombuError
from redis import Redis
from redis.exceptions import RedisError

PAUSE = 30.0
SENDER = "imap.core.tasks.drain"

logger = logging.getLogger(__name__)
_bell = threading.Event()
_started = threading.Lock()


def wake(task: str = SENDER) -> None:
    """Tell whoever does a task that something waits.

    Failing to is no loss, only a delay.
    """
    if not settings.REDIS_URL:
        _bell.set()
        return
    try:
        current_app.send_task(task, retry=False)
    except (CeleryError, KombuError, OSError):
        logger.warning("the queue is away; the clock will do it")


def state() -> str:
    """Return what works beside the requests: a thread, or the queue where it is."""
    if not settings.REDIS_URL:
        return "a thread"
    try:
        Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1).ping()
    except RedisError:
        return "away"
    return "there"


def start() -> bool:
    """Start the worker thread once per process; False where Celery does the work."""
    if settings.REDIS_URL or not _started.acquire(blocking=False):
        return False
    threading.Thread(target=_run, name="portal-worker", daemon=True).start()
    return True


def _run() -> None:
    from imap.core.clock import tick

    while True:
        tick()
        connections.close_all()
        _bell.wait(PAUSE)
        _bell.clear()
