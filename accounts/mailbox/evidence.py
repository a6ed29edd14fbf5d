"""Files of letters that may be kept with a request: checked anew, by their content."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from accounts.mailbox.models import Attachment, Enquiry
from imap.core.uploads import ENDINGS, Upload, check_bytes


def files_of(enquiry: Enquiry) -> list[Attachment]:
    """Return the letters of nomination that an enquiry may hold, the newest first."""
    rows = Attachment.objects.filter(letter__enquiry=enquiry, media_type__in=ENDINGS)
    return list(rows.exclude(file="").order_by("-pk"))


def read(attachment: Attachment) -> bytes:
    """Return the content; empty where a disk has lost it."""
    try:
        with attachment.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return b""
    return content


def upload_of(attachment: Attachment) -> Upload | None:
    try:
        return check_bytes(read(attachment), attachment.name)
    except ValidationError:
        return None
