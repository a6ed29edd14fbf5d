"""What an applicant types, and where the mailed links are."""

from __future__ import annotations

import re
import uuid
from urllib.parse import urlsplit

from imap.core.outbox.models import OutgoingMail

FORM = "/en/bmp/register/"
SENT = "/en/bmp/register/sent/"


def typed(**changes: str) -> dict[str, str]:
    """Return the form filled in by an official of Armenia."""
    return {
        "form_id": uuid.uuid4().hex,
        "name": "Anna Hakobyan",
        "email": "anna.h@migration.example",
        "office": "ARM",
        "other_organisation": "",
        "ministry": "Migration Service",
        "post": "Head of unit",
        "purpose": "Preparing a meeting.\r\nReading profiles.",
        "language": "en",
        "notice": "on",
        "website": "",
    } | changes


def link_in(mail: OutgoingMail) -> str:
    """Return the path of the first link in a mail."""
    found = re.search(r"https?://\S+", mail.text)
    assert found is not None, mail.text
    return urlsplit(found[0]).path
