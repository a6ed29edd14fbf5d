"""The portal's mail backend: whoever sends, allauth included, writes a row."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import one_line, store


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(_store(message) for message in email_messages)


def _store(message: EmailMessage) -> int:
    for address in message.recipients():
        store(
            OutgoingMail(
                name="account",
                to=address,
                language=get_language() or "en",
                sender=message.from_email,
                subject=one_line(str(message.subject)),
                text=str(message.body),
                html=_html(message),
            )
        )
    return 1


def _html(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    pages = [str(part[0]) for part in message.alternatives if part[1] == "text/html"]
    return pages[0] if pages else ""
