"""Rows of the mailbox, made without a mailbox."""

from __future__ import annotations

import uuid
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from accounts.mailbox.models import Attachment, Enquiry, Forwarding, Letter
from imap.reference.models import Dialogue
from tests.factories import make_dialogue

_numbers = count(1)


def make_enquiry(dialogue: str = "bmp", **fields: Any) -> Enquiry:
    """Return an enquiry without letters, of somebody at a ministry."""
    number = next(_numbers)
    defaults = {
        "dialogue": make_dialogue(dialogue),
        "number": number,
        "subject": "A question",
        "sender_name": "Petar Dovin",
        "sender": f"writer{number}@ministry.example",
        "sender_key": f"writer{number}@ministry.example",
    }
    return Enquiry.objects.create(**{**defaults, **fields})


def make_letter(enquiry: Enquiry, **fields: Any) -> Letter:
    defaults = {
        "dialogue_id": enquiry.dialogue_id,
        "enquiry": enquiry,
        "direction": Letter.Direction.IN,
        "message_id": f"<{uuid.uuid4()}@ministry.example>",
        "fingerprint": uuid.uuid4().hex,
        "from_name": enquiry.sender_name,
        "from_address": enquiry.sender,
        "from_key": enquiry.sender_key,
        "subject": enquiry.subject,
        "text": "Good day.",
        "language": "en",
    }
    return Letter.objects.create(**{**defaults, **fields})


def make_attachment(letter: Letter, name: str = "a.txt") -> Attachment:
    attachment = Attachment(letter=letter, name=name, size=4)
    attachment.file.save(name, ContentFile(b"text"), save=False)
    attachment.save()
    return attachment


def make_forwarding(letter: Letter) -> Forwarding:
    other = Dialogue.objects.exclude(pk=letter.dialogue_id).earliest("pk")
    return Forwarding.objects.create(letter=letter, to_dialogue=other)
