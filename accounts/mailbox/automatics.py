"""Which letters no person wrote, and whom an automatic answer may go to (RFC 3834)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.flags.mailboxes import mailbox_key
from accounts.mailbox import config, headers, mails
from accounts.mailbox.marks import NO_ANSWER
from accounts.mailbox.models import Enquiry, Letter, Receipt
from accounts.mailbox.parsing import Parsed
from imap.reference.models import Dialogue

_ANSWERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply")
_LISTS = ("List-Id", "List-Post", "List-Unsubscribe", "List-Help", "Mailing-List")
_MANY = ("Feedback-ID", "X-Loop")
_BULK = {"bulk", "list", "junk"}
_NOBODY = {
    *("mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "daemon"),
    *("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce"),
    *("bounces", "root", "nobody", "www-data", "majordomo", "listserv"),
}


def is_automatic(parsed: Parsed) -> bool:
    """Say whether a program wrote the letter, so that nobody waits for an answer."""
    submitted = _value(parsed, "Auto-Submitted").partition(";")[0].strip()
    local = _local(parsed)
    return any(
        (
            submitted not in ("", "no"),
            _value(parsed, "Precedence") == "auto_reply",
            any(_has(parsed, name) for name in _ANSWERS),
            _has(parsed, "Return-Path") and _value(parsed, "Return-Path") == "<>",
            parsed.head.get_content_type() == "multipart/report",
            local in _NOBODY or local.startswith(("owner-", "bounce-", "bounces-")),
            local.endswith("-bounces"),
        )
    )


def _wants_no_receipt(parsed: Parsed) -> bool:
    """Say whether it came over a list, or asks for no automatic answer.

    A person may have written it all the same: many lists and offices do so.
    """
    return any(
        (
            _value(parsed, "Precedence") in _BULK,
            any(_has(parsed, name) for name in (*_LISTS, *_MANY)),
            bool(_value(parsed, "X-Auto-Response-Suppress").replace("none", "")),
            _local(parsed).endswith(("-request", "-owner")),
        )
    )


def may_answer(letter: Letter, dialogue: Dialogue, parsed: Parsed) -> bool:
    """Say whether the sender may get an automatic answer to this very letter."""
    own = addresses_of(dialogue)
    everybody = set(Dialogue.objects.values_list("mailbox", flat=True))
    late = timezone.now() - timedelta(hours=settings.MAILBOX_RECEIPT_HOURS)
    return (
        config.of(dialogue.pk).answers_by_itself
        and letter.nature == Letter.Nature.LETTER
        and not _wants_no_receipt(parsed)
        and letter.from_key != ""
        and letter.from_key not in own | {each.casefold() for each in everybody}
        and bool(own & headers.addresses_in(f"{parsed.to}, {parsed.cc}"))
        and letter.received_at > late
        and not NO_ANSWER & {each["code"] for each in letter.flags}
    )


def send_receipt(letter: Letter, enquiry: Enquiry, dialogue: Dialogue) -> bool:
    """Say that the letter came, once for a sender and day; inside the intake's lock."""
    today = timezone.localdate()
    receipts = Receipt.objects.filter(dialogue=dialogue, day=today)
    if receipts.count() >= settings.MAILBOX_RECEIPTS_A_DAY:
        return False
    with transaction.atomic():
        _receipt, is_new = Receipt.objects.get_or_create(
            dialogue=dialogue, mailbox_key=mailbox_key(letter.from_key), day=today
        )
    if is_new:
        mails.receipt(letter, enquiry)
    return is_new


def addresses_of(dialogue: Dialogue) -> set[str]:
    """Return the addresses under which letters reach this i-Map."""
    named = (dialogue.mailbox, *config.of(dialogue.pk).aliases)
    return {headers.key_of(address) for address in named} - {""}


def _local(parsed: Parsed) -> str:
    return parsed.sender.key.partition("@")[0].partition("+")[0]


def _has(parsed: Parsed, name: str) -> bool:
    return parsed.head.get(name) is not None


def _value(parsed: Parsed, name: str) -> str:
    return headers.raw(parsed.head, name).casefold()
