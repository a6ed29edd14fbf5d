"""Invented letters for trying out: of people and states that do not exist."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.mailbox import intake
from accounts.mailbox.authenticity import Authentication, Verdict
from accounts.mailbox.marks import Mark, is_suspicious
from accounts.mailbox.models import Enquiry, Folder, Letter, Reading
from accounts.mailbox.sources import RawLetter
from imap.reference.models import Dialogue

_LETTERS = Path(__file__).parent / "data" / "demo_letters.json"
_SERVER = "mx.portal.example"
_HOST = "letters.example"
_GENUINE = {"spf": "pass", "dkim": "pass", "dmarc": "pass"}
_DOUBTFUL = {"spf": "neutral", "dkim": "none", "dmarc": "none"}
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def load() -> None:
    """Take each letter once, the way letters are taken from a mailbox."""
    for row in json.loads(_LETTERS.read_text(encoding="utf-8")):
        dialogue = Dialogue.objects.get(pk=row["dialogue"])
        Reading.objects.get_or_create(dialogue=dialogue)
        folder, _is_new = Folder.objects.get_or_create(
            dialogue=dialogue, place="demonstration"
        )
        received = timezone.now() - timedelta(hours=row["hours_ago"])
        content = _letter(row, dialogue, received).as_bytes()
        raw = RawLetter(row["key"], len(content), received, content)
        if intake.take(folder, raw, is_sent=row.get("is_sent", False)):
            _confirm(row)


def _letter(row: dict[str, Any], dialogue: Dialogue, at: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"] = row["from"]
    message["To"] = row.get("to", dialogue.mailbox)
    message["Subject"] = row["subject"]
    message["Date"] = format_datetime(at)
    message["Message-ID"] = _id(row["key"])
    if "reply_to" in row:
        message["Reply-To"] = row["reply_to"]
    if "answers" in row:
        message["In-Reply-To"] = _id(row["answers"])
    if row.get("is_automatic"):
        message["Auto-Submitted"] = "auto-replied"
    message.set_content(row["text"])
    if "file" in row:
        message.add_attachment(
            _PDF, maintype="application", subtype="pdf", filename=row["file"]
        )
    return message


def _confirm(row: dict[str, Any]) -> None:
    """Say what the receiving server would have found: there is none for trying out."""
    letter = Letter.objects.of(row["dialogue"]).get(message_id=_id(row["key"]))
    if row.get("is_sent"):
        return
    is_genuine = row["is_genuine"]
    letter.authentication = Authentication(
        Verdict.PASSED if is_genuine else Verdict.UNKNOWN,
        _SERVER,
        letter.from_key.rpartition("@")[2],
        _GENUINE if is_genuine else _DOUBTFUL,
    ).as_json()
    if is_genuine:
        letter.flags = [m for m in letter.flags if m["code"] != Mark.KNOWN_UNPROVEN]
    letter.save(update_fields=["authentication", "flags"])
    enquiry = letter.enquiry
    if enquiry is not None:
        flags = enquiry.letters.values_list("flags", flat=True)
        is_flagged = any(map(is_suspicious, flags))
        Enquiry.objects.filter(pk=enquiry.pk).update(is_flagged=is_flagged)


def _id(key: str) -> str:
    return f"<{key}@{_HOST}>"
