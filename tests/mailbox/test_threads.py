"""Letters find their thread by numbers; nobody slips into one unseen."""

from __future__ import annotations

from typing import cast

import pytest
from django.forms import ChoiceField

from accounts.mailbox.models import Enquiry, Letter
from accounts.mailbox.page import answer_form
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db


def codes(row: Letter) -> set[str]:
    return {mark["code"] for mark in row.flags}


def test_an_answer_joins_and_opens_a_closed_enquiry_again(box: Box) -> None:
    first = letter()
    [enquiry] = box.take(first.as_bytes())
    Enquiry.objects.update(state=Enquiry.State.CLOSED)

    box.take(raw("One more thing.", In_Reply_To=str(first["Message-ID"])))

    enquiry.refresh_from_db()
    assert enquiry.state == Enquiry.State.OPEN
    assert enquiry.letters.count() == 2


def test_a_thread_is_found_by_its_references_alone(box: Box) -> None:
    first = letter()
    references = f"<unknown@x.example> {first['Message-ID']} <lost@x.example>"

    found = box.take(first.as_bytes(), raw(References=references))

    assert len(found) == 1


def test_the_same_subject_is_not_the_same_thread(box: Box) -> None:
    assert len(box.take(raw(Subject="Access"), raw(Subject="Re: Access"))) == 2


def test_a_writer_new_to_the_thread_is_named(box: Box) -> None:
    first = letter()

    [enquiry] = box.take(
        first.as_bytes(),
        raw(From="Eve <eve@else.example>", In_Reply_To=str(first["Message-ID"])),
    )

    assert codes(enquiry.letters.all()[1]) >= {"other_sender"}
    assert enquiry.is_flagged


def test_a_number_used_again_by_somebody_else_stays_apart(box: Box) -> None:
    first = letter()

    mine, other = box.take(
        first.as_bytes(),
        raw("Forget it.", From="eve@else.example", Message_ID=str(first["Message-ID"])),
    )

    assert mine.letters.count() == 1
    assert codes(other.letters.get()) >= {"repeated_id"}
    assert other.is_flagged


def test_an_answer_sent_before_the_question_was_read_still_joins_it(box: Box) -> None:
    question = letter()
    box.put(
        raw(From="bmp@icmpd.org", In_Reply_To=str(question["Message-ID"])), sent=True
    )
    assert box.take() == []

    [enquiry] = box.take(question.as_bytes())

    assert {each.direction for each in enquiry.letters.all()} == {"in", "out"}


def test_a_letter_from_a_mail_program_is_there_when_it_is_answered(box: Box) -> None:
    ours = letter(From="bmp@icmpd.org", To="p.dovin@mfa-valdoria.example")
    box.put(ours.as_bytes(), sent=True)
    box.take()

    [enquiry] = box.take(raw(In_Reply_To=str(ours["Message-ID"])))

    assert enquiry.letters.count() == 2


def test_enquiries_of_two_i_maps_never_meet(
    box: Box, settings, tmp_path_factory
) -> None:
    first = letter()
    box.take(first.as_bytes())
    there = Box(tmp_path_factory.mktemp("mtm"))
    settings.MAILBOXES = {"mtm": {"maildir": there.root}}

    [enquiry] = there.take(raw(In_Reply_To=str(first["Message-ID"])), dialogue="mtm")

    assert enquiry.number == 1
    assert enquiry.letters.count() == 1
    assert Enquiry.objects.of("bmp").get().letters.count() == 1


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("I forgot my password", "lost_access"),
        ("Прошу предоставить доступ", "registration"),
        ("An error in the profile", "correction"),
        ("Note verbale", "document"),
        ("Season's greetings", "other"),
        ("Demande d'inscription", "registration"),
        ("نسيت كلمة المرور", "lost_access"),
    ],
)
def test_the_kind_is_guessed_from_the_words(box: Box, subject: str, kind: str) -> None:
    [enquiry] = box.take(raw("", Subject=subject))

    assert enquiry.kind == kind


def test_whoever_repeats_a_number_draws_no_later_letters(box: Box) -> None:
    first = letter()
    box.take(first.as_bytes())
    number = str(first["Message-ID"])
    eve = {"From": "Eve <eve@elsewhere.example>", "Message_ID": number}
    box.take(raw("Mine now.", **eve))

    box.take(raw("And another thing.", In_Reply_To=number))

    own, other = Enquiry.objects.order_by("number")
    assert (own.letters.count(), other.letters.count()) == (2, 1)


@pytest.mark.parametrize("sent_first", [True, False])
def test_a_copy_of_our_answer_to_ourselves_waits_for_nobody(
    box: Box, *, sent_first: bool
) -> None:
    question = letter()
    box.take(question.as_bytes())
    answer = raw(
        "Done.\n",
        From="bmp@icmpd.org",
        To="p.dovin@mfa-valdoria.example",
        Cc="bmp@icmpd.org",
        In_Reply_To=str(question["Message-ID"]),
    )

    for is_sent in (sent_first, not sent_first):
        box.put(answer, sent=is_sent)
        box.take()

    [enquiry] = Enquiry.objects.all()
    assert enquiry.state == enquiry.State.ANSWERED
    assert [each.direction for each in enquiry.letters.all()] == ["in", "out"]
    assert not enquiry.is_flagged


def test_an_answer_goes_to_whoever_wrote_last(box: Box) -> None:
    question = letter()
    box.take(question.as_bytes())
    [enquiry] = box.take(
        raw(
            "I take over from Petar.",
            From="Ada Lind <ada@mfa-valdoria.example>",
            In_Reply_To=str(question["Message-ID"]),
        )
    )

    form = answer_form(enquiry)

    assert form is not None
    to = cast(ChoiceField, form.fields["to"])
    assert [address for address, _name in cast(list[tuple[str, str]], to.choices)] == [
        "ada@mfa-valdoria.example",
        "p.dovin@mfa-valdoria.example",
    ]
