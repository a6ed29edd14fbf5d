"""The mails that go out about a letter: from the i-Map's address, in its thread.

An automatic mail holds nothing of what the sender wrote; an answer is what a member of
staff typed.
"""

from __future__ import annotations

from email.utils import formataddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accounts import tokens
from accounts.mailbox import languages, threads
from accounts.mailbox.models import Enquiry, Forwarding, Letter
from imap.core.audit.log import target_id
from imap.core.outbox import write
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import Thread
from imap.reference.models import Dialogue


def receipt(letter: Letter, enquiry: Enquiry) -> OutgoingMail:
    """Tell the sender that the letter came; a program's answer, marked as one."""
    thread = _thread(letter, auto_submitted="auto-replied")
    return _write(
        "mailbox-receipt", letter, letter.language, thread, number=enquiry.number
    )


def answer(
    letter: Letter, to: str, language: str, subject: str, text: str
) -> OutgoingMail:
    thread = _thread(letter, auto_submitted="no")
    return _write(
        "mailbox-answer", letter, language, thread, to=to, words=text, subject=subject
    )


def other_i_map(letter: Letter, forwarding: Forwarding) -> OutgoingMail:
    """Name the other i-Map's address, and offer to pass the letter on."""
    dialogue = letter.dialogue
    language = languages.offered(letter.language, dialogue.pk)
    other = forwarding.to_dialogue
    token = tokens.make(tokens.Purpose.FORWARD, dialogue.pk, forwarding.key)
    with override(language):
        path = reverse("mailbox:pass-on", args=[dialogue.pk, token])
    return _write(
        "mailbox-other",
        letter,
        language,
        _thread(letter, auto_submitted="no"),
        other=other.names.text(language),
        other_mailbox=other.mailbox,
        link=f"{settings.SITE_URL}{path}",
        days=settings.ACCESS_LINK_DAYS,
    )


def _thread(letter: Letter, auto_submitted: str) -> Thread:
    return Thread(
        in_reply_to=letter.message_id,
        references=threads.references(letter),
        auto_submitted=auto_submitted,
        about=target_id(letter.enquiry) if letter.enquiry else "",
    )


def _write(
    kind: str,
    letter: Letter,
    language: str,
    thread: Thread,
    *,
    to: str = "",
    **context: object,
) -> OutgoingMail:
    dialogue: Dialogue = letter.dialogue
    language = languages.offered(language, dialogue.pk)
    i_map = dialogue.names.text(language)
    return write.write(
        kind,
        to or letter.from_key,
        language=language,
        dialogue=dialogue.pk,
        sender=formataddr((i_map, dialogue.mailbox)),
        thread=thread,
        i_map=i_map,
        mailbox=dialogue.mailbox,
        **context,
    )
