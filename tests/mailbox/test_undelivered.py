"""A server refuses an address for good: whoever decides on it sees that at once."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import registration
from accounts.mails import registrations as notifications
from accounts.models import Membership, Registration
from imap.core.outbox import holding, send, steps, write
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


def test_after_the_second_return_nothing_more_leaves_and_staff_are_told_once(
    refused: Sink,
) -> None:
    make_member(role="secretariat", email="staff@icmpd.example")
    make_registration(email=GONE)
    for _mail in range(3):
        refused.recipients = ["550 no such mailbox"]
        _write()
        send.drain()

    states = list(OutgoingMail.objects.filter(to=GONE).order_by("pk"))
    assert [mail.state for mail in states] == ["failed", "failed", "held"]
    [told] = OutgoingMail.objects.filter(name="mailing-held")
    assert told.to == "staff@icmpd.example"
    assert GONE in told.text


def _hold(dialogue: str = "bmp") -> None:
    for _return in range(2):
        holding.count_return(dialogue, GONE)


def test_the_other_i_map_still_writes_and_so_does_the_account() -> None:
    _hold()

    states = [_write(each).state for each in ("bmp", "mtm", "")]

    assert states == ["held", "waiting", "waiting"]


def test_two_returns_far_apart_hold_nothing() -> None:
    holding.count_return("bmp", GONE)
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert not holding.count_return("bmp", GONE)


def test_what_staff_write_and_what_proves_the_address_still_leave() -> None:
    _hold()
    by_hand = write.Thread(auto_submitted="no")
    proof = make_registration(email=GONE, state="link_sent")

    written = write.write(
        "account-erased", GONE, language="en", dialogue="bmp", thread=by_hand
    )
    link = notifications.confirm_address(proof)

    assert (written.state, link.state) == ("waiting", "waiting")


def test_whoever_confirms_the_address_gets_mails_again() -> None:
    _hold()
    row = make_registration(email=GONE, state="link_sent")

    registration.confirm(row)

    assert OutgoingMail.objects.get(name="registration-received").state == "waiting"


def test_a_member_of_staff_may_send_it_all_the_same() -> None:
    staff = make_member(role="secretariat")
    _hold()
    held = _write()

    again = steps.resend(held, by=staff)

    assert (again.state, _write().state) == ("waiting", "waiting")
