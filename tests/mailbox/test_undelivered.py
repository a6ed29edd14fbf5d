"""A server refuses an address for good: whoever decides on it sees that at once."""

from __future__ import annotations

import logging

import pytest

from accounts.models import Membership, Registration
from imap.core.outbox import send, write
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.signals import address_refused
from tests.core.conftest import Sink
from tests.factories import make_member, make_registration

pytestmark = pytest.mark.django_db

GONE = "gone@ministry.example"


def _write(dialogue: str = "bmp") -> OutgoingMail:
    return write.write("account-erased", GONE, language="en", dialogue=dialogue)


@pytest.fixture
def refused(sink: Sink) -> Sink:
    sink.recipients = ["550 no such mailbox"]
    return sink


def test_a_refused_address_is_marked_and_flagged_on_its_i_map_alone(
    refused: Sink,
) -> None:
    here, there = (make_registration(each, email=GONE) for each in ("bmp", "mtm"))
    other = make_registration()
    held = make_member(email=GONE)
    _write()

    send.drain()

    for row in (here, there, other):
        row.refresh_from_db()
    assert here.undelivered_at
    assert "undelivered" in [flag["code"] for flag in here.flags]
    assert here.is_flagged
    assert (there.undelivered_at, other.undelivered_at) == (None, None)
    assert Membership.objects.get(user=held).undelivered_at


def test_a_passing_refusal_marks_nobody(sink: Sink) -> None:
    row = make_registration(email=GONE)
    sink.recipients = ["450 try again"]
    _write()

    send.drain()

    row.refresh_from_db()
    assert row.undelivered_at is None


def test_a_mail_of_the_account_marks_nobody_on_either_i_map(refused: Sink) -> None:
    row = make_registration(email=GONE)
    _write("")

    send.drain()

    row.refresh_from_db()
    assert row.undelivered_at is None


def test_a_fault_of_whoever_listens_holds_up_no_mail(
    refused: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(**_context: object) -> None:
        raise RuntimeError("out of order")

    address_refused.connect(breaks)
    try:
        _write()
        write.write("account-erased", "here@ministry.example", language="en")
        with caplog.at_level(logging.ERROR):
            send.drain()
    finally:
        address_refused.disconnect(breaks)

    assert [mail["To"] for mail in refused.mails] == ["here@ministry.example"]
    assert "failed on mail" in caplog.text
    assert Registration.objects.count() == 0
