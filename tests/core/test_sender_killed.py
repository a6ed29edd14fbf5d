"""A sender that is killed repeats at most the mail it had in hand."""

from __future__ import annotations

import signal
from collections import Counter

import pytest
from django.utils import timezone

from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail
from tests.core import processes
from tests.core.conftest import HOST, Sink
from tests.core.test_outbox import write_mail

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("taken_before_the_kill", [1, 4, 9])
def test_a_killed_sender_repeats_at_most_the_mail_in_hand(
    sink: Sink, taken_before_the_kill: int
) -> None:
    mails = [write_mail(f"{number}@ministry.example") for number in range(10)]
    sink.silent_after = taken_before_the_kill

    sender = processes.start(
        "manage.py", "sweep", EMAIL_URL=f"smtp://{HOST}:{sink.port}"
    )
    assert sink.went_silent.wait(60)
    sender.send_signal(signal.SIGKILL)
    sender.wait()
    sink.silent_after = 0
    OutgoingMail.objects.filter(state=OutgoingMail.State.IN_HAND).update(
        claimed_at=timezone.now() - send.LEASE * 2
    )
    send.give_back()
    send.drain()

    seen = Counter(mail["Message-ID"] for mail in sink.mails)
    assert set(seen) == {mail.message_id for mail in mails}
    assert sorted(seen.values(), reverse=True)[:2] == [2, 1]
    assert not OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT).exists()
