"""Take one letter from a folder: exactly once, in one transaction, whatever it is.

The i-Map's reading is locked, so that two runs at once take turns. A letter that cannot
be dealt with becomes an enquiry that says so.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import OperationalError, transaction
from django.utils import timezone

from accounts.mailbox import (
    authenticity,
    automatics,
    bounced,
    config,
    enquiries,
    files,
    headers,
    parsing,
    suspicions,
    threads,
)
from accounts.mailbox.marks import Mark
from accounts.mailbox.models import Attachment, Folder, Letter, Reading, Taken
from accounts.mailbox.parsing import Parsed
from accounts.mailbox.sources import RawLetter
from imap.core.addresses import readable_key
from imap.core.outbox.models import OutgoingMail
from imap.reference.models import Dialogue

_AHEAD = timedelta(days=1)
Direction, Nature = Letter.Direction, Letter.Nature

logger = logging.getLogger(__name__)


def take(folder: Folder, raw: RawLetter, *, is_sent: bool) -> bool:
    """Take the letter; False when it was dealt with before."""
    # Before the lock: a letter made to be slow shall not keep others waiting.
    parsed = parsing.parse(raw.content, size=raw.size, is_head_only=raw.is_head_only)
    with transaction.atomic():
        return _take(folder, raw, parsed, is_sent=is_sent)


def _take(folder: Folder, raw: RawLetter, parsed: Parsed, *, is_sent: bool) -> bool:
    Reading.objects.select_for_update().get(dialogue_id=folder.dialogue_id)
    seen = Taken.objects.filter(folder=folder, validity=folder.validity, key=raw.key)
    if seen.exists():
        return False
    letter = _attempt(folder, raw, parsed, is_sent=is_sent)
    Taken.objects.create(
        folder=folder,
        validity=folder.validity,
        key=raw.key,
        letter=letter,
        fingerprint=parsed.fingerprint,
    )
    return letter is not None


def _attempt(
    folder: Folder, raw: RawLetter, parsed: Parsed, *, is_sent: bool
) -> Letter | None:
    try:
        with transaction.atomic():
            return _store(folder.dialogue, raw, parsed, is_sent=is_sent)
    except (OperationalError, OSError):
        raise  # the database is away, or a disk is full: a later run may have it all
    except Exception:
        if is_sent:
            raise  # without its thread it is nothing; the reader lists it
        logger.exception("letter %s of folder %s", raw.key, folder.pk)
    with transaction.atomic():
        bare = parsing.unreadable(raw.content, raw.size)
        bare.files, bare.bounce = [], None
        return _store(folder.dialogue, raw, bare, is_sent=False)


def _store(
    dialogue: Dialogue, raw: RawLetter, parsed: Parsed, *, is_sent: bool
) -> Letter | None:
    if is_sent and (copy := _copy_to_ourselves(dialogue, parsed)):
        enquiries.turn_out(copy)
        return copy
    if _is_known(dialogue, parsed, is_sent=is_sent):
        return None
    if parsed.bounce and not is_sent and bounced.settle(dialogue, parsed):
        return None
    letter = _letter(dialogue, raw, parsed, is_sent=is_sent)
    if is_sent:
        enquiries.sent_elsewhere(letter, threads.parent_of(dialogue.pk, parsed))
        return letter
    _look_at(letter, dialogue, parsed)
    enquiry, is_new = enquiries.join_or_open(letter, parsed)
    if is_new and automatics.may_answer(letter, dialogue, parsed):
        automatics.send_receipt(letter, enquiry, dialogue)
    return letter


def _copy_to_ourselves(dialogue: Dialogue, parsed: Parsed) -> Letter | None:
    """Find what came in as a letter and is, by the folder of sent ones, our own.

    It went in copy to the mailbox itself. By its sender alone one could not tell.
    """
    incoming = Letter.objects.of(dialogue.pk).filter(direction=Direction.IN)
    return incoming.filter(fingerprint=parsed.fingerprint).first()


def _is_known(dialogue: Dialogue, parsed: Parsed, *, is_sent: bool) -> bool:
    """Find the same letter taken before, from another folder or numbering."""
    letters = Letter.objects.of(dialogue.pk)
    taken = Taken.objects.filter(folder__dialogue=dialogue)
    for rows in (letters, taken):
        if rows.filter(fingerprint=parsed.fingerprint).exists():
            return True
    if not parsed.message_id:
        return False
    ours = OutgoingMail.objects.filter(
        message_id=parsed.message_id, dialogue=dialogue.pk
    )
    if not is_sent:
        # Others know the numbers of mails to them; of this one only we do.
        ours = ours.filter(to_key=readable_key(dialogue.mailbox))
    same = letters.filter(message_id=parsed.message_id, direction=Direction.OUT)
    return ours.exists() or (is_sent and same.exists())


def _letter(
    dialogue: Dialogue, raw: RawLetter, parsed: Parsed, *, is_sent: bool
) -> Letter:
    letter = Letter(
        dialogue=dialogue,
        direction=Direction.OUT if is_sent else Direction.IN,
        nature=_nature(parsed),
        message_id=parsed.message_id[:255],
        in_reply_to=parsed.in_reply_to[:255],
        references=" ".join(parsed.references),
        fingerprint=parsed.fingerprint,
        from_name=parsed.sender.name,
        from_address=parsed.sender.address,
        from_key=parsed.sender.key,
        reply_to=parsed.reply_to.address,
        to=parsed.to,
        cc=parsed.cc,
        subject=parsed.subject,
        text=parsed.text,
        language=parsed.language,
        sent_at=parsed.sent_at,
        received_at=_received(raw, parsed),
        size=raw.size,
        head=parsed.head_text,
    )
    letter.flags = parsed.marks
    letter.save()
    for file in parsed.files:
        _attach(letter, file)
    return letter


def _nature(parsed: Parsed) -> str:
    if parsed.bounce:
        return Nature.BOUNCE
    return Nature.AUTOMATIC if automatics.is_automatic(parsed) else Nature.LETTER


def _received(raw: RawLetter, parsed: Parsed) -> datetime:
    """Trust the own server's clock, before what the letter says."""
    now = timezone.now()
    return min(raw.received_at or parsed.sent_at or now, now)


def _attach(letter: Letter, file: files.File) -> None:
    checked = files.check(file)
    attachment = Attachment(
        letter=letter,
        name=checked.name,
        media_type=checked.media_type,
        size=checked.size,
        sha256=checked.sha256,
        problem=checked.problem,
    )
    if checked.content:
        attachment.file.save(checked.name, ContentFile(checked.content), save=False)
    attachment.save()


def _look_at(letter: Letter, dialogue: Dialogue, parsed: Parsed) -> None:
    """Ask the receiving server's finding and everything else about the sender."""
    finding = authenticity.judge(
        headers.raws(parsed.head, "Authentication-Results"),
        config.of(dialogue.pk).authserv_id,
        suspicions.domain_of(parsed),
    )
    suspicions.mark(parsed, dialogue, finding)
    if parsed.sent_at and parsed.sent_at > letter.received_at + _AHEAD:
        parsed.mark(Mark.FUTURE)
    letter.authentication = finding.as_json()
    letter.flags = parsed.marks
    letter.save(update_fields=["authentication", "flags"])
