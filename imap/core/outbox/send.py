"""Send what waits in the outbox, one mail at a time.

Claim (own transaction), send, mark. A sender that is killed leaves one mail in hand;
the clock gives it back after `LEASE` and it leaves again under the same Message-ID.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils import timezone

from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.signals import address_refused

LEASE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)
FIRST_PAUSE = timedelta(seconds=30)
# Two days of tries, after which staff are shown that the mail did not leave.
MOST_TRIES = 56
_PERMANENT = 500

logger = logging.getLogger(__name__)


def drain() -> int:
    """Send every mail that is due; return how many left."""
    sent = 0
    while (mail := _claim()) is not None:
        sent += _deliver(mail)
    return sent


def give_back() -> int:
    """Make mails wait again that a sender took in hand and never finished."""
    late = timezone.now() - LEASE
    return OutgoingMail.objects.filter(
        state=OutgoingMail.State.IN_HAND, claimed_at__lt=late
    ).update(state=OutgoingMail.State.WAITING, claimed_at=None)


@transaction.atomic
def _claim() -> OutgoingMail | None:
    mail = OutgoingMail.objects.due().select_for_update(skip_locked=True).first()
    if mail is None:
        return None
    mail.state = OutgoingMail.State.IN_HAND
    mail.claimed_at = timezone.now()
    mail.tries += 1
    mail.save(update_fields=["state", "claimed_at", "tries"])
    return mail


def _deliver(mail: OutgoingMail) -> int:
    try:
        _transmit(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        _refuse(mail, code, f"{code} {text!r}")
    except smtplib.SMTPResponseException as error:
        reason = f"{error.smtp_code} {error.smtp_error!r}"
        _put_off(mail, reason, permanent=error.smtp_code >= _PERMANENT)
    except (OSError, smtplib.SMTPException) as error:
        _put_off(mail, f"{type(error).__name__}: {error}", permanent=False)
    except ValueError as error:
        # Such a mail cannot be written at all; those behind it must not wait for it.
        _put_off(mail, f"{type(error).__name__}: {error}", permanent=True)
    else:
        _finish(mail)
        return 1
    return 0


def _transmit(mail: OutgoingMail) -> None:
    message = _message(mail)
    if settings.OUTBOX_FILE_DIR:
        _to_file(settings.OUTBOX_FILE_DIR, mail, message)
    if settings.OUTBOX_TRANSPORT:
        backend = EmailBackend(fail_silently=False, **settings.OUTBOX_TRANSPORT)
        try:
            backend.send_messages([message])
        finally:
            backend.close()


class _Letter(EmailMultiAlternatives):
    """A mail that is the same to the byte each time it is written."""

    def message(self, *args: Any, **kwargs: Any) -> Any:
        message = super().message(*args, **kwargs)
        if message.is_multipart():
            name = self.extra_headers["Message-ID"].encode()
            message.set_boundary(f"=={hashlib.sha256(name).hexdigest()[:40]}==")
        return message


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    message = _Letter(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.sender,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=_headers(mail),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _headers(mail: OutgoingMail) -> dict[str, str]:
    headers = {
        "Message-ID": mail.message_id,
        "Date": format_datetime(mail.created_at),
        "Content-Language": mail.language,
        "Auto-Submitted": mail.auto_submitted,
        "In-Reply-To": mail.in_reply_to,
        "References": mail.references,
    }
    if mail.auto_submitted == "auto-replied":
        headers["X-Auto-Response-Suppress"] = "All"
    return {name: value for name, value in headers.items() if value}


def _to_file(folder: Path, mail: OutgoingMail, message: EmailMultiAlternatives) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{mail.pk:06d}-{mail.name}.eml").write_bytes(
        message.message().as_bytes()
    )


def _finish(mail: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=OutgoingMail.State.SENT, sent_at=timezone.now(), error=""
    )


def _refuse(mail: OutgoingMail, code: int, reason: str) -> None:
    permanent = code >= _PERMANENT
    _put_off(mail, reason, permanent=permanent)
    if permanent:
        # Whoever listens must not keep the mails behind this one from leaving.
        for receiver, fault in address_refused.send_robust(OutgoingMail, mail=mail):
            if isinstance(fault, Exception):
                logger.error("%s failed on mail %s", receiver, mail.pk, exc_info=fault)


def _put_off(mail: OutgoingMail, reason: str, *, permanent: bool) -> None:
    """Try again later, each time after twice as long; give up on a final answer."""
    over = permanent or mail.tries >= MOST_TRIES
    pause = min(FIRST_PAUSE * 2 ** min(mail.tries - 1, 10), LONGEST_PAUSE)
    logger.warning("mail %s did not leave (try %s)", mail.pk, mail.tries)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=OutgoingMail.State.FAILED if over else OutgoingMail.State.WAITING,
        not_before=timezone.now() + pause,
        claimed_at=None,
        error=reason,
    )
