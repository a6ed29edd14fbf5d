"""Write a mail into the outbox, in the caller's transaction."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from imap.core.addresses import readable_key
from imap.core.outbox import holding
from imap.core.outbox.models import OutgoingMail
from imap.core.worker import wake

_SUBJECT = 200
# What a name could bring along to steer a terminal; no mail has a use for it.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Thread:
    """Where a mail belongs: what it answers, and whether a person wrote it."""

    in_reply_to: str = ""
    references: str = ""
    reply_to: str = ""
    auto_submitted: str = "auto-generated"
    # What it tells of, as `audit.log.target_id` names it: erased with that.
    about: str = ""


NO_THREAD = Thread()


def write(
    name: str,
    to: str,
    *,
    language: str,
    dialogue: str = "",
    sender: str = "",
    thread: Thread = NO_THREAD,
    **context: Any,
) -> OutgoingMail:
    """Render templates/emails/<name>-{subject,text,html} and store the mail.

    `context` is only ever the data of a template, never a template itself.
    """
    mail = draft(name, to, language=language, dialogue=dialogue, **context)
    mail.sender = " ".join((sender or mail.sender).split())
    mail.reply_to = thread.reply_to
    mail.in_reply_to, mail.references = thread.in_reply_to, thread.references
    mail.auto_submitted = thread.auto_submitted
    mail.about = thread.about
    return store(mail)


def draft(
    name: str, to: str, *, language: str, dialogue: str = "", **context: Any
) -> OutgoingMail:
    """Return the mail as it would leave, without storing it: for a look beforehand."""
    with override(language):
        parts = {part: _render(name, part, context) for part in _PARTS}
    return OutgoingMail(
        name=name,
        to=to,
        language=language,
        dialogue=dialogue,
        sender=settings.DEFAULT_FROM_EMAIL,
        subject=one_line(parts["subject"]),
        text=parts["text"].strip() + "\n",
        html=parts["html"],
    )


def store(mail: OutgoingMail) -> OutgoingMail:
    """Save the mail under a Message-ID of its own and wake the sender on commit.

    To an address that does not take mails it is only kept.
    """
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    mail.message_id = f"<{uuid.uuid4()}@{host}>"
    mail.to_key = readable_key(mail.to)
    if holding.holds(mail):
        mail.state = OutgoingMail.State.HELD
    mail.save()
    transaction.on_commit(wake)
    return mail


def conceal(mail: OutgoingMail, words: str) -> None:
    """Let these words reach the reader only: staff who look at the mail see a mask."""
    mail.concealed = words
    mail.save(update_fields=["concealed"])


def one_line(text: str) -> str:
    return " ".join(text.split())[:_SUBJECT]


_PARTS = {"subject": "subject.txt", "text": "text.txt", "html": "html.html"}


def _render(name: str, part: str, context: dict[str, Any]) -> str:
    site = {"site_url": settings.SITE_URL}
    text = render_to_string(f"emails/{name}-{_PARTS[part]}", {**site, **context})
    return _CONTROLS.sub("", text)
