"""With a real Redis: it wakes the sender, and losing it loses nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from kombu import pools
from pytest_django import Settings
from redis import Redis

from imap.celery import app
from imap.core import clock, worker
from imap.core.outbox.models import OutgoingMail
from tests.core import processes
from tests.core.conftest import HOST, Sink
from tests.core.test_outbox import write_mail

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def redis(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    settings.REDIS_URL = os.environ["REDIS_URL_TEST"]
    monkeypatch.setattr(app.conf, "broker_url", settings.REDIS_URL)
    _forget_connections()
    client = Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    yield client
    client.flushdb()
    _forget_connections()


def _forget_connections() -> None:
    """Make the next task open a connection to the broker that is set by then."""
    pools.reset()
    vars(app.amqp).pop("_producer_pool", None)


def test_a_mail_wakes_the_sender_through_the_queue(redis: Redis) -> None:
    write_mail()

    assert redis.llen("celery") == 1


def test_an_emptied_queue_loses_nothing(redis: Redis, sink: Sink) -> None:
    write_mail()
    redis.flushdb()

    assert clock.tick()["mails sent"] == 1
    assert len(sink.taken) == 1


@pytest.mark.postgres
def test_a_worker_on_the_queue_sends_the_mail(redis: Redis, sink: Sink) -> None:
    sink.silent_after = 1
    write_mail()

    celery = processes.start(
        *("-m", "celery", "-A", "imap", "worker", "-P", "solo", "--without-heartbeat"),
        REDIS_URL=os.environ["REDIS_URL_TEST"],
        EMAIL_URL=f"smtp://{HOST}:{sink.port}",
    )
    try:
        assert sink.went_silent.wait(60)
    finally:
        celery.kill()
        celery.wait()

    assert len(sink.taken) == 1
    assert OutgoingMail.objects.get().state == OutgoingMail.State.IN_HAND


def test_monitoring_is_told_how_the_queue_is(
    client: Client, settings: Settings, redis: Redis
) -> None:
    assert client.get("/readyz").content == b"ready, queue there\n"

    settings.REDIS_URL = f"redis://{HOST}:9/0"

    assert client.get("/readyz").content == b"ready, queue away\n"


def test_the_thread_stays_away_where_redis_does_the_work(redis: Redis) -> None:
    assert worker.start() is False
