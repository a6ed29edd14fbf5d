"""The sender lets a letter pass on to the other i-Map: only then is it copied there.

The i-Map that received it does not learn of the consent, nor what became of the letter.
"""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from accounts import tokens
from accounts.mailbox import enquiries, suspicions
from accounts.mailbox.marks import KNOWING, Mark, stored
from accounts.mailbox.models import Attachment, Forwarding, Letter, Reading


def behind(dialogue: str, token: str) -> Forwarding:
    """Return what a signed link names; the letter may be gone since."""
    key = tokens.read(tokens.Purpose.FORWARD, dialogue, token)
    rows = Forwarding.objects.select_related("letter", "to_dialogue")
    forwarding = rows.filter(key=key, letter__dialogue_id=dialogue).first()
    if forwarding is None:
        raise tokens.OldLinkError
    return forwarding


@transaction.atomic
def agree(forwarding: Forwarding) -> Forwarding:
    """Copy the letter into the other i-Map's mailbox; again, and nothing more comes."""
    rows = Forwarding.objects.select_for_update(of=("self",))
    row = rows.select_related("letter", "to_dialogue").get(pk=forwarding.pk)
    if row.agreed_at is not None:
        return row
    row.agreed_at = timezone.now()
    row.save(update_fields=["agreed_at"])
    # Where letters enter the i-Map one by one, this one takes its turn.
    Reading.objects.get_or_create(dialogue=row.to_dialogue)
    Reading.objects.select_for_update().get(dialogue=row.to_dialogue)
    there = Letter.objects.of(row.to_dialogue_id)
    if not there.filter(fingerprint=row.letter.fingerprint).exists():
        enquiries.open_for(_copy(row))
    return row


def _copy(row: Forwarding) -> Letter:
    original = row.letter
    attachments = list(original.attachments.all())
    # What the first i-Map knew of the sender is not for the second one, which asks
    # anew; what the letter itself shows goes along.
    kept = [mark for mark in original.flags if mark["code"] not in KNOWING]
    codes = {mark["code"] for mark in kept}
    known = suspicions.of_copy(original, row.to_dialogue, codes)
    letter = Letter.objects.get(pk=original.pk)
    letter.pk, letter.enquiry = None, None
    letter._state.adding = True  # noqa: SLF001
    letter.dialogue = row.to_dialogue
    letter.flags = [*kept, *known, stored(Mark.FORWARDED)]
    letter.received_at = timezone.now()
    letter.save()
    for attachment in attachments:
        _copy_file(attachment, letter)
    return letter


def _copy_file(attachment: Attachment, letter: Letter) -> None:
    content = attachment.file
    copy = Attachment(
        key=uuid.uuid4(),
        letter=letter,
        name=attachment.name,
        media_type=attachment.media_type,
        size=attachment.size,
        sha256=attachment.sha256,
        problem=attachment.problem,
    )
    if content:
        with content.open("rb") as file:
            copy.file.save(attachment.name, file, save=False)
    copy.save()
