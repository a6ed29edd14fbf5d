"""With a real Redis: whoever asks for the PDF of a draft wakes the worker for it."""

from __future__ import annotations

import json

import pytest
from redis import Redis

from imap.celery import app
from profiles.models import DraftFile, Edition
from profiles.publication import draft_papers
from tests.core.test_queue import redis
from tests.profiles_apart.test_draft_paper_races import draft, editor

__all__ = ["draft", "editor", "redis"]

pytestmark = [
    pytest.mark.redis,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_the_queue_names_the_task_that_makes_it(draft: Edition, redis: Redis) -> None:
    draft_papers.ask(draft, "en")

    [message] = redis.lrange("celery", 0, -1)
    name = json.loads(message)["headers"]["task"]
    app.loader.import_default_modules()
    assert app.tasks[name]() == 1
    assert DraftFile.objects.get().state == DraftFile.State.READY


def test_a_queue_that_is_emptied_loses_no_file(draft: Edition, redis: Redis) -> None:
    draft_papers.ask(draft, "en")
    redis.flushdb()

    assert draft_papers.drain() == 1


def test_who_asks_again_wakes_a_worker_that_forgot(
    draft: Edition, redis: Redis
) -> None:
    draft_papers.ask(draft, "en")
    redis.flushdb()

    draft_papers.ask(draft, "en")

    assert redis.llen("celery") == 1
