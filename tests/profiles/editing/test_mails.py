"""Mails about drafts, to the letter; `SNAPSHOTS=write` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from imap.core.outbox.models import OutgoingMail
from profiles.editing import comments
from profiles.editing.place import Place
from tests.factories import make_member
from tests.profiles.editing.test_pages import contributor

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("asking", ["editor", "contributor"])
def test_the_mail_reads_as_it_was_agreed(
    place: Place, asking: str, language: str
) -> None:
    make_member(
        role="secretariat",
        full_name="Sven Staff",
        email="staff@icmpd.example",
        language=language,
    )
    is_editor = asking == "editor"
    author = place.edition.started_by if is_editor else contributor(place.edition, "A")
    assert author

    comments.comment(place, "", "Secret words", ["secretariat"], by=author)

    mail = OutgoingMail.objects.get()
    text = f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}"
    path = SNAPSHOTS / f"draft-question.{asking}.{language}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
