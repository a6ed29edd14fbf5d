"""A whole conversation over real servers: letters in by IMAP, answers out by SMTP."""

from __future__ import annotations

from datetime import timedelta
from email.message import Message

import pytest
from django.utils import timezone

from accounts.mailbox import reading, steps
from accounts.mailbox.models import Enquiry, State
from accounts.models import User
from imap.core.outbox import send
from tests.core.conftest import Sink
from tests.mailbox.conftest import Server
from tests.mailbox.letters import TO, letter
from tests.mailbox.test_steps import answer

pytestmark = [pytest.mark.django_db, pytest.mark.imap]

# A server's clock knows whole seconds: what comes after an answer of this very second
# has to bear the next one.
SOON = timedelta(seconds=1)


def arrives(server: Server, message: Message, folder: str = "INBOX") -> Enquiry:
    """Let a letter come and be read; return the one enquiry there is."""
    server.put(message.as_bytes(), folder, timezone.now() + SOON)
    assert reading.read("bmp").error == ""
    return Enquiry.objects.get()


def sent_answer(sink: Sink, text: str) -> Message:
    """Return the mail with these words as the SMTP server got it."""
    send.drain()
    [mail] = [
        mail
        for mail in sink.mails
        for part in mail.walk()
        if part.get_content_type() == "text/plain" and text in _words(part)
    ]
    return mail


def _words(part: Message) -> str:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


def number(message: Message) -> str:
    return str(message["Message-ID"])


def test_five_letters_with_one_of_a_mail_program_are_one_thread(
    server: Server, sink: Sink, staff: User
) -> None:
    first = letter("The first letter.")
    enquiry = arrives(server, first)
    assert enquiry.state == State.OPEN

    steps.reply(enquiry, answer(enquiry, text="The portal’s answer."), by=staff)
    second = sent_answer(sink, "The portal’s answer.")
    assert second["In-Reply-To"] == number(first)
    enquiry.refresh_from_db()
    assert enquiry.state == State.ANSWERED

    third = letter("Their answer to it.", In_Reply_To=number(second))
    assert arrives(server, third).state == State.OPEN

    fourth = letter(
        "An answer from a mail program.",
        From=TO,
        To="p.dovin@mfa-valdoria.example",
        In_Reply_To=number(third),
        Return_Path="",
    )
    assert arrives(server, fourth, "Sent").state == State.ANSWERED

    # Their program names the last letter alone.
    fifth = letter("The last letter.", In_Reply_To=number(fourth))
    enquiry = arrives(server, fifth)

    letters = list(enquiry.letters.all())
    assert enquiry.state == State.OPEN
    assert [each.direction for each in letters] == ["in", "out", "in", "out", "in"]
    numbers = [number(each) for each in (first, second, third, fourth, fifth)]
    assert [each.message_id for each in letters] == numbers
    assert not enquiry.is_flagged
    assert reading.read("bmp").taken == 0
