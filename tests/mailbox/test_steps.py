"""The steps of an enquiry: not for others, not in a wrong state, not twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.mailbox import steps
from accounts.mailbox.models import Enquiry, Letter, State
from accounts.mailbox.steps import Answer
from accounts.models import Registration, User
from accounts.registration import Application
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail
from tests.core.conftest import Sink
from tests.factories import make_country, make_member
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db


def answer(enquiry: Enquiry, **fields: Any) -> Answer:
    defaults = {
        "to": enquiry.sender_key,
        "language": "en",
        "subject": "Re: A question",
        "text": "Here is the answer.",
        "version": enquiry.version,
    }
    return Answer(**{**defaults, **fields})


def application(**fields: Any) -> Application:
    defaults: dict[str, Any] = {
        "name": "Petar Dovin",
        "email": "p.dovin@mfa-valdoria.example",
        "country": make_country("ARM").pk,
        "organisation": None,
        "other_organisation": "",
        "office_name": "Armenia",
        "ministry": "Ministry of Foreign Affairs",
        "post": "Attaché",
        "purpose": "As said in the letter.",
        "language": "en",
        "notice_version": "",
    }
    return Application(**{**defaults, **fields})


@pytest.fixture
def enquiry(box: Box) -> Enquiry:
    return box.take(raw())[0]


STEPS: dict[str, Callable[[Enquiry, User], object]] = {
    "claim": lambda row, by: steps.claim(row, by=by),
    "reply": lambda row, by: steps.reply(row, answer(row), by=by),
    "other": lambda row, by: steps.to_other(row, by=by, version=row.version),
    "convert": lambda row, by: steps.convert(row, application(), by=by),
    "sort": lambda row, by: steps.sort(row, "document", by=by),
    "assign": lambda row, by: steps.assign(row, by, by=by),
    "close": lambda row, by: steps.close(row, by=by),
}
NOT_WHEN_CLOSED = [name for name in STEPS if name != "sort"]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_written_into_the_audit_log(
    enquiry: Enquiry, staff: User, step: str
) -> None:
    STEPS[step](enquiry, staff)

    event = AuditEvent.objects.get(chain="bmp", action=f"enquiry.{step}")
    assert event.actor_id == str(staff.pk)
    assert enquiry.events.filter(step=step, by=staff).exists()


@pytest.mark.parametrize("step", [*STEPS, "reopen", "release"])
@pytest.mark.parametrize("role", ["stranger", "reader"])
def test_no_step_for_others(
    enquiry: Enquiry, stranger: User, step: str, role: str
) -> None:
    other = stranger if role == "stranger" else make_member("bmp")
    do = STEPS.get(step) or (lambda row, by: getattr(steps, step)(row, by=by))

    with pytest.raises(PermissionDenied):
        do(enquiry, other)

    enquiry.refresh_from_db()
    assert enquiry.state == State.OPEN


@pytest.mark.parametrize("step", NOT_WHEN_CLOSED)
def test_no_step_on_a_closed_enquiry(enquiry: Enquiry, staff: User, step: str) -> None:
    steps.close(enquiry, by=staff)
    enquiry.refresh_from_db()
    mails = OutgoingMail.objects.count()

    with pytest.raises(TransitionError):
        STEPS[step](enquiry, staff)

    assert OutgoingMail.objects.count() == mails


def test_an_answer_leaves_from_the_i_maps_address_in_the_thread(
    box: Box, staff: User, sink: Sink
) -> None:
    question = letter()
    [enquiry] = box.take(question.as_bytes())
    send.drain()
    sink.taken.clear()

    sent = steps.reply(enquiry, answer(enquiry), by=staff)

    send.drain()
    [mail] = sink.mails
    assert mail["From"] == "BMP i-Map <bmp@icmpd.org>"
    assert mail["In-Reply-To"] == question["Message-ID"]
    assert question["Message-ID"] in mail["References"]
    assert mail["Auto-Submitted"] == "no"
    assert mail["Message-ID"] == sent.message_id
    enquiry.refresh_from_db()
    assert enquiry.state == State.ANSWERED
    assert enquiry.letters.last() == sent
    assert "Here is the answer." in sent.text


def test_the_sent_copy_of_our_answer_is_not_taken_again(
    box: Box, enquiry: Enquiry, staff: User
) -> None:
    sent = steps.reply(enquiry, answer(enquiry), by=staff)
    box.put(raw(From="bmp@icmpd.org", Message_ID=sent.message_id), sent=True)

    box.take()

    assert enquiry.letters.count() == 2


def test_an_answer_to_our_answer_comes_back_into_the_thread(
    box: Box, enquiry: Enquiry, staff: User
) -> None:
    sent = steps.reply(enquiry, answer(enquiry), by=staff)

    [found] = box.take(raw("Thank you.", In_Reply_To=sent.message_id))

    assert found.letters.count() == 3
    assert found.state == State.OPEN


def test_two_answers_at_once_are_one(enquiry: Enquiry, staff: User) -> None:
    given = answer(enquiry)
    steps.reply(enquiry, given, by=staff)

    with pytest.raises(TransitionError):
        steps.reply(enquiry, given, by=staff)

    assert OutgoingMail.objects.filter(name="mailbox-answer").count() == 1


def test_an_answer_rests_on_the_letters_that_were_shown(box: Box, staff: User) -> None:
    first = letter()
    [shown] = box.take(first.as_bytes())
    box.take(raw("Wait!", In_Reply_To=str(first["Message-ID"])))

    with pytest.raises(TransitionError):
        steps.reply(shown, answer(shown), by=staff)


def test_while_one_answers_the_others_are_told(
    enquiry: Enquiry, staff: User, colleague: User
) -> None:
    steps.claim(enquiry, by=staff)

    for step in ("claim", "reply", "other"):
        with pytest.raises(TransitionError, match="Jana Novotná"):
            STEPS[step](enquiry, colleague)


def test_a_lease_runs_out(enquiry: Enquiry, staff: User, colleague: User) -> None:
    steps.claim(enquiry, by=staff)
    Enquiry.objects.update(answering_until=timezone.now() - timedelta(seconds=1))

    assert steps.claim(enquiry, by=colleague).answering_by == colleague


def test_only_who_answers_puts_it_aside(
    enquiry: Enquiry, staff: User, colleague: User
) -> None:
    steps.claim(enquiry, by=staff)

    with pytest.raises(TransitionError):
        steps.release(enquiry, by=colleague)
    assert not steps.release(enquiry, by=staff).is_being_answered


def test_an_enquiry_is_handed_to_staff_of_this_i_map_only(
    enquiry: Enquiry, staff: User, colleague: User, stranger: User
) -> None:
    assert steps.assign(enquiry, colleague, by=staff).assigned_to == colleague
    with pytest.raises(PermissionDenied):
        steps.assign(enquiry, stranger, by=staff)
    assert steps.assign(enquiry, None, by=staff).assigned_to is None


def test_open_again_and_not_twice(enquiry: Enquiry, staff: User) -> None:
    steps.close(enquiry, by=staff)

    assert steps.reopen(enquiry, by=staff).state == State.OPEN
    with pytest.raises(TransitionError):
        steps.reopen(enquiry, by=staff)


def test_a_request_filled_in_waits_for_the_sender(
    enquiry: Enquiry, staff: User
) -> None:
    request = steps.convert(enquiry, application(), by=staff)

    assert request.state == Registration.State.LINK_SENT
    assert request.source == Registration.Source.MAILBOX
    assert request.notice_version == ""
    mail = OutgoingMail.objects.get(name="registration-confirm")
    assert mail.to == "p.dovin@mfa-valdoria.example"
    with pytest.raises(TransitionError):
        steps.convert(enquiry, application(), by=staff)


def test_an_answer_holds_no_words_of_the_letter(box: Box, staff: User) -> None:
    [enquiry] = box.take(raw("Secret words of a stranger."))

    sent = steps.reply(enquiry, answer(enquiry), by=staff)

    assert sent.mail is not None
    assert "stranger" not in sent.mail.text + sent.mail.html


def test_template_words_in_an_answer_stay_words(enquiry: Enquiry, staff: User) -> None:
    text = "{{ mailbox }} {% now 'Y' %} <b>bold</b>"

    sent = steps.reply(enquiry, answer(enquiry, text=text), by=staff)

    assert sent.mail is not None
    assert text in sent.mail.text
    assert "&lt;b&gt;" in sent.mail.html
    assert Letter.objects.filter(direction="out").count() == 1
