"""What was decided is mailed, whatever happens to queue, sender or mail server."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from imap.celery import app as celery_app
from imap.core import worker
from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import store
from tests.core.conftest import HOST, Sink

pytestmark = pytest.mark.django_db


def write_mail(to: str = "a@ministry.example", **fields: object) -> OutgoingMail:
    defaults = {
        "name": "test",
        "to": to,
        "sender": "BMP i-Map <bmp@icmpd.org>",
        "language": "en",
        "subject": "Subject",
        "text": "Text\n",
        "html": "<p>Text</p>",
    }
    return store(OutgoingMail(**{**defaults, **fields}))


def test_a_mail_leaves_once_with_its_own_message_id(sink: Sink) -> None:
    mail = write_mail()

    assert send.drain() == 1
    assert send.drain() == 0

    [taken] = sink.mails
    mail.refresh_from_db()
    assert taken["Message-ID"] == mail.message_id
    assert taken["To"] == "a@ministry.example"
    assert mail.state == OutgoingMail.State.SENT
    assert {part.get_content_type() for part in taken.walk()} >= {
        "text/plain",
        "text/html",
    }


def test_a_mail_of_a_step_that_fails_never_leaves(sink: Sink) -> None:
    with transaction.atomic():
        write_mail()
        transaction.set_rollback(True)

    send.drain()

    assert sink.taken == []


@pytest.mark.parametrize("answer", ["451 try later", "421 closing"])
def test_a_passing_refusal_is_tried_again_later(sink: Sink, answer: str) -> None:
    mail = write_mail()
    sink.answers = [answer]

    send.drain()

    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.WAITING
    assert mail.not_before > timezone.now()
    OutgoingMail.objects.update(not_before=timezone.now())
    assert send.drain() == 1
    assert [taken["Message-ID"] for taken in sink.mails] == [mail.message_id]


def test_the_pause_doubles_and_has_an_upper_bound(sink: Sink) -> None:
    mail = write_mail()
    pauses = []

    for _ in range(12):
        sink.answers = ["451 try later"]
        OutgoingMail.objects.update(not_before=timezone.now())
        send.drain()
        mail.refresh_from_db()
        pauses.append(mail.not_before - timezone.now())

    assert pauses[0] <= send.FIRST_PAUSE
    assert pauses[1] > pauses[0] * 1.5
    assert max(pauses) <= send.LONGEST_PAUSE


@pytest.mark.parametrize("where", ["recipients", "answers"])
def test_a_final_refusal_is_kept_with_its_reason(sink: Sink, where: str) -> None:
    mail = write_mail()
    setattr(sink, where, ["550 no such mailbox"])

    send.drain()

    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.FAILED
    assert "550" in mail.error


def test_one_refused_mail_does_not_hold_up_the_next(sink: Sink) -> None:
    write_mail("gone@ministry.example")
    write_mail("here@ministry.example")
    sink.recipients = ["550 no such mailbox"]

    send.drain()

    assert [taken["To"] for taken in sink.mails] == ["here@ministry.example"]


def test_a_server_that_is_away_loses_nothing(settings: Settings) -> None:
    settings.OUTBOX_TRANSPORT = {"host": HOST, "port": 9, "timeout": 1}
    mail = write_mail()

    send.drain()

    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.WAITING
    assert "Refused" in mail.error


def test_a_mail_left_in_hand_leaves_again_under_the_same_message_id(sink: Sink) -> None:
    mail = write_mail()
    OutgoingMail.objects.update(
        state=OutgoingMail.State.IN_HAND, claimed_at=timezone.now() - send.LEASE * 2
    )

    assert send.drain() == 0
    assert send.give_back() == 1
    assert send.drain() == 1
    assert sink.mails[0]["Message-ID"] == mail.message_id


def test_a_mail_in_hand_is_left_alone_while_its_sender_may_live(sink: Sink) -> None:
    write_mail()
    OutgoingMail.objects.update(
        state=OutgoingMail.State.IN_HAND,
        claimed_at=timezone.now() - send.LEASE + timedelta(minutes=1),
    )

    assert send.give_back() == 0


def test_a_repeat_is_the_same_to_the_byte(sink: Sink) -> None:
    write_mail()
    send.drain()
    OutgoingMail.objects.update(state=OutgoingMail.State.WAITING)
    send.drain()

    first, second = sink.taken
    assert first == second


def test_mails_that_django_sends_become_rows_too(sink: Sink) -> None:
    django_mail.get_connection("imap.core.outbox.backend.OutboxBackend").send_messages(
        [django_mail.EmailMessage("One\nTwo", "Text", None, ["a@ministry.example"])]
    )

    mail = OutgoingMail.objects.get()
    assert mail.subject == "One Two"
    assert mail.state == OutgoingMail.State.WAITING


def test_waking_a_queue_that_is_away_loses_nothing(
    settings: Settings, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDIS_URL = f"redis://{HOST}:9/0"
    monkeypatch.setattr(celery_app.conf, "broker_url", settings.REDIS_URL)
    write_mail()

    worker.wake()

    assert send.drain() == 1
