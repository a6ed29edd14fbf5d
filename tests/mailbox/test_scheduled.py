"""An answer leaves at its moment, unless something happens in the thread before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.mailbox import drafts, scheduled, steps
from accounts.mailbox.drafts import Typed
from accounts.mailbox.models import Draft, Enquiry, State
from accounts.mailbox.steps import Answer
from accounts.models import Membership, User
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db

LIST = "/en/bmp/desk/mailbox/"
DAY = timedelta(days=1)


@pytest.fixture
def question() -> Any:
    return letter()


@pytest.fixture
def enquiry(box: Box, question: Any) -> Enquiry:
    return box.take(question.as_bytes())[0]


def answer(enquiry: Enquiry, **fields: Any) -> Answer:
    enquiry.refresh_from_db()
    usual = (enquiry.sender_key, "en", "Re", "Here it is.", enquiry.version)
    return Answer(*usual, **fields)


def tomorrow() -> datetime:
    return timezone.now() + DAY


def schedule(enquiry: Enquiry, by: User, **fields: Any) -> Draft:
    return scheduled.schedule(
        enquiry, answer(enquiry, **fields), tomorrow(), draft_version=0, by=by
    )


def sent() -> int:
    return OutgoingMail.objects.filter(name="mailbox-answer").count()


def a_day_later() -> int:
    with time_machine.travel(timezone.now() + DAY + timedelta(minutes=1)):
        return scheduled.send_due() + scheduled.send_due()


def test_it_leaves_at_its_moment_once_in_the_name_of_its_writer(
    enquiry: Enquiry, staff: User
) -> None:
    schedule(enquiry, staff, closes=True)
    assert scheduled.send_due() == sent() == 0

    assert a_day_later() == 1

    enquiry.refresh_from_db()
    assert (sent(), enquiry.state) == (1, State.CLOSED)
    assert enquiry.letters.last().by == staff  # type: ignore[union-attr]
    assert not Draft.objects.exists()


def test_a_letter_that_comes_before_keeps_it_as_a_draft(
    box: Box, enquiry: Enquiry, question: Any, staff: User
) -> None:
    schedule(enquiry, staff)
    box.take(raw("I have found it.", In_Reply_To=str(question["Message-ID"])))

    assert a_day_later() == 0

    enquiry.refresh_from_db()
    assert (sent(), enquiry.state) == (0, State.OPEN)
    draft = drafts.of(enquiry)
    assert draft is not None
    assert (draft.text, draft.send_at) == ("Here it is.", None)
    assert enquiry.events.filter(step="stopped").count() == 1


STEPS = {
    "closed": lambda row, by: steps.close(row, by=by),
    "answered": lambda row, by: steps.reply(row, answer(row), by=by),
    "kept back": lambda row, by: scheduled.stop(row, by=by),
    "another text": lambda row, by: drafts.save(
        row, Typed(row.sender_key, "en", "Re", "Something else.", 1), by=by
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_what_a_colleague_does_before_stops_it_too(
    enquiry: Enquiry, staff: User, colleague: User, step: str
) -> None:
    schedule(enquiry, staff)
    STEPS[step](enquiry, colleague)
    before = sent()

    assert a_day_later() == 0
    assert sent() == before


def test_it_leaves_in_the_name_of_nobody_who_has_gone(
    enquiry: Enquiry, staff: User
) -> None:
    schedule(enquiry, staff)
    Membership.objects.filter(user=staff).update(ended_at=timezone.now())

    assert a_day_later() == sent() == 0
    assert drafts.of(enquiry) is not None


def test_only_this_secretariat_lets_answers_leave_or_keeps_them_back(
    enquiry: Enquiry, staff: User, stranger: User
) -> None:
    with pytest.raises(PermissionDenied):
        schedule(enquiry, stranger)
    schedule(enquiry, staff)
    with pytest.raises(PermissionDenied):
        scheduled.stop(enquiry, by=stranger)


@pytest.mark.parametrize("days", [-1, 61])
def test_only_at_a_moment_to_come(enquiry: Enquiry, staff: User, days: int) -> None:
    at = timezone.now() + timedelta(days=days)

    with pytest.raises(TransitionError, match="within two months"):
        scheduled.schedule(enquiry, answer(enquiry), at, draft_version=0, by=staff)
    assert not Draft.objects.exists()


def test_on_the_page_it_is_put_off_shown_and_kept_back(
    client: Client, enquiry: Enquiry, staff: User, settings: Settings
) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(staff)
    address = f"{LIST}{enquiry.number}/"
    at = timezone.localtime(tomorrow()).strftime("%Y-%m-%dT%H:%M")
    sent_form = {
        "to": enquiry.sender,
        "language": "en",
        "subject": "Re",
        "text": "Here it is.",
        "version": str(enquiry.version),
        "send_at": at,
    }

    answered = client.post(f"{address}reply/", sent_form)
    page = client.get(address).content.decode()
    client.post(f"{address}unschedule/")
    after = client.get(address).content.decode()

    assert answered.status_code == 302
    assert "An answer of Jana Novotná leaves on" in page
    assert "leaves on" not in after
    assert "Here it is.</textarea>" in after
    assert sent() == 0
