"""A mail that came back is shown on the mail, the request and the membership."""

from __future__ import annotations

import pytest

from accounts.mailbox import steps
from accounts.mailbox.models import Enquiry, State
from accounts.models import Membership, User
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import store
from tests.factories import make_member, make_membership, make_registration
from tests.mailbox.conftest import Box
from tests.mailbox.corpus import CASES, reports
from tests.mailbox.letters import bounce, raw
from tests.mailbox.test_steps import answer

pytestmark = pytest.mark.django_db

ADDRESS = "ada@office.example"


def mail(to: str = ADDRESS, dialogue: str = "bmp") -> OutgoingMail:
    return store(
        OutgoingMail(dialogue=dialogue, name="x", to=to, sender="bmp@icmpd.org")
    )


def test_a_bounce_marks_mail_request_and_membership_of_this_i_map(box: Box) -> None:
    user = make_member("bmp", email=ADDRESS)
    make_member("mtm")
    make_membership(user, "mtm")
    here = make_registration("bmp", email=ADDRESS)
    there = make_registration("mtm", email=ADDRESS)
    other = make_registration("bmp")
    sent = mail()

    box.take(bounce(sent.message_id, ADDRESS))

    for row in (sent, here, there, other):
        row.refresh_from_db()
    assert sent.bounced_at
    assert "550 no such mailbox" in sent.bounce_reason
    assert here.undelivered_at
    assert here.is_flagged
    assert not there.undelivered_at
    assert not other.undelivered_at
    marked = Membership.objects.filter(undelivered_at__isnull=False)
    assert [(row.dialogue_id, row.user_id) for row in marked] == [("bmp", user.pk)]
    assert Enquiry.objects.count() == 0


def test_a_bounce_of_the_other_i_map_marks_nothing_and_is_kept(box: Box) -> None:
    sent = mail(dialogue="mtm")

    [enquiry] = box.take(bounce(sent.message_id, ADDRESS))

    sent.refresh_from_db()
    assert sent.bounced_at is None
    assert enquiry.letters.get().nature == "bounce"


@pytest.mark.parametrize("name", ["failure of old Exim", "failure of qmail"])
def test_a_failure_told_in_words_alone_marks_the_mail(box: Box, name: str) -> None:
    sent = mail()
    [case] = [each for each in CASES if each.name == name]
    ours = reports.OURS.encode()

    box.take(case.content.replace(ours, sent.message_id.encode()))

    sent.refresh_from_db()
    assert sent.bounced_at
    assert "5.1.1" in sent.bounce_reason
    assert Enquiry.objects.count() == 0


def test_a_delay_is_no_bounce(box: Box) -> None:
    sent = mail()

    box.take(bounce(sent.message_id, ADDRESS, action="delayed"))

    sent.refresh_from_db()
    assert sent.bounced_at is None


def test_a_made_up_bounce_marks_nobody(box: Box) -> None:
    user = make_member("bmp", email=ADDRESS)
    mail()

    box.take(bounce("<made-up@testserver>", ADDRESS))

    assert user.memberships.get().undelivered_at is None


def test_a_bounce_read_twice_is_one(box: Box) -> None:
    sent = mail()
    report = bounce(sent.message_id, ADDRESS)
    box.take(report)
    sent.refresh_from_db()
    first = sent.bounced_at

    box.take(report, bounce(sent.message_id, ADDRESS))

    sent.refresh_from_db()
    assert sent.bounced_at == first


def test_an_answer_that_came_back_waits_again(box: Box, staff: User) -> None:
    [enquiry] = box.take(raw())
    letter = steps.reply(enquiry, answer(enquiry), by=staff)

    [enquiry] = box.take(bounce(letter.message_id, enquiry.sender))

    assert enquiry.state == State.OPEN
    letter.refresh_from_db()
    assert [mark["code"] for mark in letter.flags] == ["not_sent_on"]
