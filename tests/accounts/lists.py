"""A letter with a list of two people, as several tests need it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import (
    NominationDraft,
    User,
)
from accounts.nominations import steps as nominations
from accounts.nominations.reading import read_text
from imap.core.uploads import Upload

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
HEAD = "Name;E-mail;State;Ministry;Post;Role\n"
ADA = "Ada Lind;ada@mfa.example;Armenia;Ministry of Foreign Affairs;Head;Member\n"
PETAR = "Petar Dovin;petar@mfa.example;Армения;Migration Service;Expert;Member\n"
NEW = "/en/bmp/desk/nominations/new/"


def make_draft(
    staff: User, rows: str = HEAD + ADA + PETAR, **defaults: str
) -> NominationDraft:
    letter = nominations.Letter(
        "Note verbale 12",
        timezone.localdate(),
        "",
        Upload("n.pdf", "application/pdf", PDF),
    )
    usual = {"language": "en", **defaults}
    return nominations.start("bmp", letter, read_text(rows), usual, by=staff)


def posted(**fields: Any) -> dict[str, Any]:
    return {
        "reference": "Note verbale 12",
        "received_on": timezone.localdate().isoformat(),
        "rows": HEAD + ADA + PETAR,
        "language": "en",
        "role": "reader",
        "letter": SimpleUploadedFile("letter.pdf", PDF),
        **fields,
    }


def ticked(draft: NominationDraft) -> dict[str, Any]:
    numbers = [n for n, person in enumerate(draft.people) if not person["out"]]
    return {"version": draft.version, "take": numbers}
