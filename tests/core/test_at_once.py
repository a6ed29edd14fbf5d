"""Two at once: recorders of one chain, and senders of one outbox."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, transaction
from pytest_django import Settings

from imap.core.audit import log as audit
from imap.core.audit.models import AuditEvent, AuditHead
from imap.core.audit.verification import verify
from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail
from tests.core.conftest import HOST, Sink, free_port
from tests.core.test_outbox import write_mail
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 50
MAILS = 30
# How long a sender of a test may hang on another before the test fails.
PATIENCE = 5


@dataclass
class SlowSink(Sink):
    """A mail server that answers the first sender only when a second one is there."""

    meeting: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.taken) == 2:
            self.meeting.set()
        await asyncio.wait_for(self.meeting.wait(), PATIENCE)
        return answer


@pytest.fixture
def slow_sink(settings: Settings) -> Iterator[SlowSink]:
    sink = SlowSink(port=free_port())
    controller = Controller(sink, hostname=HOST, port=sink.port)
    controller.start()
    settings.OUTBOX_TRANSPORT = {"host": HOST, "port": sink.port, "timeout": PATIENCE}
    yield sink
    controller.stop()


def test_two_recorders_of_one_chain_number_their_events_without_a_gap() -> None:
    for _round in range(ROUNDS):
        results = at_once(*[lambda: audit.record("test.step", chain="bmp")] * 2)

        assert all(isinstance(each, AuditEvent) for each in results), results

    numbers = AuditEvent.objects.filter(chain="bmp").order_by("number")
    assert list(numbers.values_list("number", flat=True)) == list(
        range(1, 2 * ROUNDS + 1)
    )
    assert AuditHead.objects.get(chain="bmp").number == 2 * ROUNDS
    assert list(verify()) == []


def test_recorders_of_two_chains_do_not_wait_for_each_other() -> None:
    for chain in ("bmp", "mtm"):
        audit.record("test.step", chain=chain)

    with transaction.atomic():
        audit.record("test.step", chain="bmp")
        [result] = at_once(_impatient(lambda: audit.record("test.step", chain="mtm")))

    assert isinstance(result, AuditEvent), result


def test_two_senders_hand_over_each_mail_once(slow_sink: SlowSink) -> None:
    written = [write_mail(f"a{number}@ministry.example") for number in range(MAILS)]

    sent = at_once(send.drain, send.drain)

    taken = Counter(str(mail["Message-ID"]) for mail in slow_sink.mails)
    assert taken == Counter(mail.message_id for mail in written)
    assert all(isinstance(count, int) and count > 0 for count in sent), sent
    assert sum(OutgoingMail.objects.values_list("tries", flat=True)) == MAILS


def test_a_sender_passes_by_what_another_is_taking_in_hand(sink: Sink) -> None:
    first, *others = [write_mail(f"a{number}@ministry.example") for number in range(3)]

    with transaction.atomic():
        claimed = send._claim()
        results = at_once(_impatient(send.drain))

    assert claimed == first
    assert results == [len(others)]
    taken = [mail["Message-ID"] for mail in sink.mails]
    assert taken == [mail.message_id for mail in others]


def _impatient(step: Callable[[], object]) -> Callable[[], object]:
    """Fail where the step would wait for the lock of another."""

    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        return step()

    return run
