"""Letters, the enquiries they belong to, and how mailboxes are read."""

from __future__ import annotations

from accounts.mailbox.models.enquiries import (
    Attachment,
    Draft,
    Enquiry,
    EnquiryEvent,
    EnquiryQuerySet,
    Forwarding,
    Kind,
    Letter,
    LetterQuerySet,
    Note,
    Receipt,
    ReplyTemplate,
    State,
    attachment_path,
)
from accounts.mailbox.models.reading import Fault, Folder, Reading, Taken

__all__ = [
    "Attachment",
    "Draft",
    "Enquiry",
    "EnquiryEvent",
    "EnquiryQuerySet",
    "Fault",
    "Folder",
    "Forwarding",
    "Kind",
    "Letter",
    "LetterQuerySet",
    "Note",
    "Reading",
    "Receipt",
    "ReplyTemplate",
    "State",
    "Taken",
    "attachment_path",
]
