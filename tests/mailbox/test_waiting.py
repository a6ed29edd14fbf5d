"""Put off to a day, noted for colleagues, helped back in: the work beside an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.mailbox import notes, queue, steps, waiting
from accounts.mailbox.models import Enquiry, Note, State
from accounts.mailbox.thanks import is_thanks
from accounts.models import User
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import begin_anew
from tests.factories import make_member, make_registration
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db

LIST = "/en/bmp/desk/mailbox/"


@pytest.fixture
def desk(client: Client, staff: User, settings: Settings) -> Client:
    begin_anew(settings)
    settings.MFA_REQUIRED = False
    client.force_login(staff)
    return client


@pytest.fixture
def question() -> Any:
    return letter()


@pytest.fixture
def enquiry(box: Box, question: Any) -> Enquiry:
    return box.take(question.as_bytes())[0]


def in_days(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def address(enquiry: Enquiry, step: str) -> str:
    return f"{LIST}{enquiry.number}/{step}/"


def waits(staff: User) -> bool:
    return queue.select("bmp", queue.OPEN, staff).exists()


def test_what_is_put_off_waits_elsewhere_and_comes_back_on_its_day(
    desk: Client, enquiry: Enquiry, staff: User
) -> None:
    desk.post(address(enquiry, "put-off"), {"until": in_days(7).isoformat()})

    assert not waits(staff)
    assert queue.counters("bmp", staff).waiting == 0
    assert queue.select("bmp", queue.LATER, staff).get() == enquiry
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        assert waits(staff)
        assert [waiting.bring_back_due() for _run in range(2)] == [1, 0]
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.put_off_until) == (State.OPEN, None)


def test_an_answered_enquiry_waits_again_on_that_day(
    enquiry: Enquiry, staff: User
) -> None:
    answer = steps.Answer(enquiry.sender_key, "en", "Re", "Tell us.", enquiry.version)
    steps.reply(enquiry, answer, by=staff)
    waiting.put_off(enquiry, in_days(7), by=staff)

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        waiting.bring_back_due()

        assert waits(staff)


@pytest.mark.parametrize(
    ("text", "wakes"),
    [
        ("Dear Jana,\n\nThank you very much!\n\nBest regards,\nPetar\n", False),
        ("Thank you, but the link does not work.\n", True),
    ],
)
def test_a_letter_brings_it_back_unless_it_only_says_thanks(
    box: Box, enquiry: Enquiry, question: Any, staff: User, text: str, *, wakes: bool
) -> None:
    waiting.put_off(enquiry, in_days(7), by=staff)

    box.take(raw(text, In_Reply_To=str(question["Message-ID"])))

    assert waits(staff) is wakes
    assert enquiry.letters.count() == 2


def test_thanks_with_a_file_are_looked_at(
    box: Box, enquiry: Enquiry, question: Any, staff: User
) -> None:
    waiting.put_off(enquiry, in_days(7), by=staff)
    message = letter("Thank you.\n", In_Reply_To=str(question["Message-ID"]))
    message.add_attachment(b"x", maintype="text", subtype="plain", filename="a.txt")

    box.take(message.as_bytes())

    assert waits(staff)


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо большое за быстрый ответ!",
        "Уважаемая Яна!\nБлагодарю вас.\nС уважением,\nПётр Довин",
        "Bonjour Madame,\nMerci beaucoup pour votre réponse.\nCordialement\nP. D.",
        "شكرا جزيلا لكم",
        "Many thanks!\n\nOn 23 Nov 2026 Jana <j@x.example> wrote:\n> The link is 5.",
    ],
)
def test_thanks_are_known_in_four_languages(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Best regards,\nPetar",
        "Thank you for the link, it is not valid.",
        "Спасибо, когда будет решение?",
        "Thanks, 2 more colleagues need access.",
        "Received.",
    ],
)
def test_anything_more_than_thanks_is_read(text: str) -> None:
    assert not is_thanks(text)


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_only_to_a_day_within_a_year(enquiry: Enquiry, staff: User, days: int) -> None:
    with pytest.raises(TransitionError, match="within a year"):
        waiting.put_off(enquiry, in_days(days), by=staff)


def test_it_is_brought_back_by_hand_and_nothing_twice(
    enquiry: Enquiry, staff: User
) -> None:
    for _press in range(2):
        waiting.put_off(enquiry, in_days(7), by=staff)
    for _press in range(2):
        waiting.bring_back(enquiry, by=staff)

    done = enquiry.events.values_list("step", flat=True)
    assert [step for step in done if step != "open"] == ["put_off", "bring_back"]
    assert waits(staff)


def test_only_this_secretariat_puts_off_notes_and_sends(
    enquiry: Enquiry, stranger: User
) -> None:
    for person in (stranger, make_member()):
        with pytest.raises(PermissionDenied):
            waiting.put_off(enquiry, in_days(3), by=person)
        with pytest.raises(PermissionDenied):
            waiting.bring_back(enquiry, by=person)
        with pytest.raises(PermissionDenied):
            notes.write(enquiry, "x", by=person)


def test_a_note_passes_the_letter_on_within_the_house_and_mails_nobody(
    desk: Client, enquiry: Enquiry, staff: User, colleague: User
) -> None:
    mails = OutgoingMail.objects.count()
    sent = {"note": "You know him, please.", "to": str(colleague.pk)}

    for _press in range(2):
        desk.post(address(enquiry, "note"), sent)

    page = desk.get(f"{LIST}{enquiry.number}/").content.decode()
    enquiry.refresh_from_db()
    assert "You know him, please." in page
    assert enquiry.assigned_to == colleague
    assert Note.objects.count() == 1
    assert OutgoingMail.objects.count() == mails


def test_a_note_goes_to_nobody_of_the_other_i_map(
    enquiry: Enquiry, staff: User, stranger: User
) -> None:
    with pytest.raises(PermissionDenied):
        notes.write(enquiry, "x", by=staff, to=stranger)
    assert not Note.objects.exists()


def _send(desk: Client, enquiry: Enquiry, to: str) -> tuple[str, list[OutgoingMail]]:
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    answer = desk.post(address(enquiry, "link"), {"address": to})
    new = OutgoingMail.objects.exclude(pk__in=before)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    desk.get(f"{LIST}{enquiry.number}/")  # shows what was said, once
    return f"{answer.status_code} {said}", list(new)


def test_a_member_who_lost_access_gets_the_link_at_the_address_on_file(
    desk: Client, enquiry: Enquiry
) -> None:
    make_member(email="ada@ministry.example")

    _said, [mail] = _send(desk, enquiry, "Ada@Ministry.example")

    assert mail.to == "ada@ministry.example"
    assert "/password/reset/key/" in mail.text
    assert enquiry.events.filter(step="link").exists()


def test_whoever_still_waits_gets_the_mail_of_the_request(
    desk: Client, enquiry: Enquiry
) -> None:
    row = make_registration(email="ada@ministry.example")

    _said, [mail] = _send(desk, enquiry, row.email)

    assert (mail.name, mail.to) == ("registration-received", row.email)


def test_of_an_address_that_is_not_on_file_here_nothing_is_told(
    desk: Client, enquiry: Enquiry
) -> None:
    make_member("mtm", email="south@ministry.example")
    make_member(email="ada@ministry.example")

    here, _mails = _send(desk, enquiry, "ada@ministry.example")
    there, none = _send(desk, enquiry, "south@ministry.example")
    nowhere, still_none = _send(desk, enquiry, "nobody@ministry.example")

    assert here == there == nowhere
    assert none == still_none == []


def test_the_automatic_answer_can_be_put_off_for_an_i_map(
    box: Box, settings: Settings
) -> None:
    settings.MAILBOXES["bmp"]["answers_by_itself"] = False

    box.take(raw())

    assert not OutgoingMail.objects.filter(name="mailbox-receipt").exists()
