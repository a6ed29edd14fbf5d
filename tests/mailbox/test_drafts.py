"""An answer half written is never lost, and never written over by somebody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import Settings

from accounts.mailbox import drafts, steps
from accounts.mailbox.drafts import Typed
from accounts.mailbox.models import Draft, Enquiry, State
from accounts.models import User
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from tests.factories import make_member
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db

LIST = "/en/bmp/desk/mailbox/"
SCRIPT = {"X-Part": "draft"}


@pytest.fixture
def desk(client: Client, staff: User, settings: Settings) -> Client:
    settings.MFA_REQUIRED = False
    client.force_login(staff)
    return client


@pytest.fixture
def question() -> Any:
    return letter()


@pytest.fixture
def enquiry(box: Box, question: Any) -> Enquiry:
    return box.take(question.as_bytes())[0]


def form(enquiry: Enquiry, **fields: object) -> dict[str, str]:
    typed = {
        "to": enquiry.sender,
        "language": "en",
        "subject": "Re: A question",
        "text": "Half an answer",
        "version": enquiry.version,
        "draft": 0,
        **fields,
    }
    return {name: str(value) for name, value in typed.items()}


def address(enquiry: Enquiry, step: str) -> str:
    return f"{LIST}{enquiry.number}/{step}/"


def shown(page: str, name: str) -> str:
    """Return the value of a hidden field as the page shows it."""
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def typed(text: str, version: int = 0) -> Typed:
    return Typed("p.dovin@mfa-valdoria.example", "en", "Re: A question", text, version)


def test_a_draft_is_kept_shared_and_tells_who_is_writing(
    desk: Client, client: Client, enquiry: Enquiry, colleague: User
) -> None:
    kept = desk.post(address(enquiry, "draft"), form(enquiry), headers=SCRIPT)
    other = Client()
    other.force_login(colleague)
    page = other.get(f"{LIST}{enquiry.number}/").content.decode()

    assert json.loads(kept.content)["draft"] == 1
    assert "Half an answer" in page
    assert "Draft of Jana Novotná" in page
    assert "Jana Novotná is answering until" in page


def test_a_colleague_goes_on_with_it_and_the_draft_goes_with_the_answer(
    enquiry: Enquiry, staff: User, colleague: User
) -> None:
    drafts.save(enquiry, typed("Begun"), by=staff)
    steps.release(enquiry, by=staff)
    drafts.save(enquiry, typed("Begun and ended", 1), by=colleague)

    answer = steps.Answer(
        enquiry.sender_key, "en", "Re", "Begun and ended", enquiry.version
    )
    steps.reply(enquiry, answer, by=colleague)

    assert not Draft.objects.exists()


def test_a_text_is_not_replaced_by_whoever_has_not_seen_it(
    desk: Client, enquiry: Enquiry, staff: User, colleague: User
) -> None:
    drafts.save(enquiry, typed("Of the colleague"), by=colleague)
    steps.release(enquiry, by=colleague)

    refused = desk.post(address(enquiry, "draft"), form(enquiry), headers=SCRIPT)
    page = desk.post(address(enquiry, "draft"), form(enquiry))

    assert refused.status_code == page.status_code == 409
    assert "Ivo Kral saved another text" in json.loads(refused.content)["message"]
    assert "Half an answer" in page.content.decode()
    assert Draft.objects.get().text == "Of the colleague"


def test_the_same_text_again_is_the_same_draft(enquiry: Enquiry, staff: User) -> None:
    first = drafts.save(enquiry, typed("Begun"), by=staff)
    again = drafts.save(enquiry, typed("Begun"), by=staff)

    assert first.version == again.version == 1


def test_while_a_colleague_answers_no_draft_of_another_is_kept(
    enquiry: Enquiry, staff: User, colleague: User
) -> None:
    steps.claim(enquiry, by=colleague)

    with pytest.raises(TransitionError, match="is answering until"):
        drafts.save(enquiry, typed("Begun"), by=staff)


def test_signs_that_no_database_stores_are_left_out_of_it(
    desk: Client, enquiry: Enquiry
) -> None:
    sent = form(
        enquiry, text="Half\0 an answer", subject="\0Re", to="\0", language="\0"
    )

    assert desk.post(address(enquiry, "draft"), sent).status_code == 302

    draft = Draft.objects.get()
    assert (draft.text, draft.subject) == ("Half an answer", "Re")


def test_nobody_else_keeps_a_draft(enquiry: Enquiry, stranger: User) -> None:
    for person in (stranger, make_member()):
        with pytest.raises(PermissionDenied):
            drafts.save(enquiry, typed("Begun"), by=person)


def test_after_a_new_letter_the_next_press_sends_the_answer(
    desk: Client, box: Box, enquiry: Enquiry, question: Any
) -> None:
    box.take(raw("One thing more.", In_Reply_To=question["Message-ID"]))
    mails = OutgoingMail.objects.filter(name="mailbox-answer")

    late = desk.post(address(enquiry, "reply"), form(enquiry))
    page = late.content.decode()
    again = form(enquiry, version=shown(page, "version"), draft=shown(page, "draft"))
    sent = desk.post(address(enquiry, "reply"), again)

    assert late.status_code == 409
    assert "One thing more." in page
    assert "Half an answer" in page
    assert sent.status_code == 302
    assert [mail.text.count("Half an answer") for mail in mails] == [1]


@pytest.mark.parametrize("step", ["claim", "reply"])
def test_help_with_the_answer_tells_of_a_letter_that_came_meanwhile(
    desk: Client, box: Box, enquiry: Enquiry, question: Any, step: str
) -> None:
    box.take(raw("One thing more.", In_Reply_To=question["Message-ID"]))

    answer = desk.post(address(enquiry, step), form(enquiry, insert="1"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Something came meanwhile." in page
    assert "Half an answer" in page


def test_what_was_typed_while_a_colleague_closed_waits_for_the_next_opening(
    desk: Client, enquiry: Enquiry, staff: User, colleague: User
) -> None:
    steps.close(enquiry, by=colleague)

    refused = desk.post(address(enquiry, "reply"), form(enquiry))
    steps.reopen(enquiry, by=staff)
    page = desk.get(f"{LIST}{enquiry.number}/").content.decode()

    assert refused.status_code == 409
    assert "Half an answer" in refused.content.decode()
    assert ">Half an answer</textarea>" in page.replace("\n", "")


def test_while_one_answers_nobody_else_closes_or_fills_in_a_request(
    desk: Client, enquiry: Enquiry, staff: User, colleague: User
) -> None:
    steps.claim(enquiry, by=colleague)

    with pytest.raises(TransitionError, match="is answering until"):
        steps.close(enquiry, by=staff)

    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.answering_by) == (State.OPEN, colleague)


def test_an_absurd_version_is_a_message_and_no_fault(
    desk: Client, enquiry: Enquiry
) -> None:
    for step in ("reply", "draft", "other"):
        sent = form(enquiry, version="9" * 5000, draft="9" * 5000)
        assert desk.post(address(enquiry, step), sent).status_code in (200, 302, 409)
