"""For processes that are killed: a clock that comes often enough to be met at work."""

from __future__ import annotations

from datetime import timedelta

from imap.settings.test import *  # noqa: F403

CELERY_BEAT_SCHEDULE = {
    "clock": {"task": "imap.core.tasks.tick", "schedule": timedelta(seconds=2)}
}
