"""Mails about drafts, to the letter; `SNAPSHOTS=write` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from accounts.models import User
from imap.core.outbox.models import OutgoingMail
from profiles.editing import comments, suggestions
from profiles.editing.place import Place
from profiles.models import Edition
from tests.factories import make_member
from tests.profiles.editing.test_pages import contributor

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("asking", ["editor", "contributor", "reviewer"])
def test_the_mail_reads_as_it_was_agreed(
    place: Place, asking: str, language: str
) -> None:
    make_member(
        role="secretariat",
        full_name="Sven Staff",
        email="staff@icmpd.example",
        language=language,
    )
    author = _author(place.edition, asking)

    comments.comment(place, "", "Secret words", ["secretariat"], by=author)

    _compare(f"draft-question.{asking}.{language}")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_the_mail_about_a_suggestion_reads_as_it_was_agreed(
    place: Place, editor: User, decision: str, language: str
) -> None:
    author = make_member(
        role="secretariat",
        full_name="Sven Staff",
        email="staff@icmpd.example",
        language=language,
    )
    row = suggestions.suggest(
        place, "<p>Secret words</p>", version=0, reason="Secret reason", by=author
    )

    if decision == "accepted":
        suggestions.accept(row, {}, newest=0, by=editor)
    else:
        suggestions.reject(row, "Secret answer", by=editor)

    _compare(f"draft-suggestion.{decision}.{language}")


def _compare(name: str) -> None:
    mail = OutgoingMail.objects.get()
    text = f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}"
    # Its number depends on the tests before.
    text = re.sub(r"suggestions/\d+/", "suggestions/1/", text)
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def _author(draft: Edition, asking: str) -> User:
    if asking == "reviewer":
        return make_member(role="reviewer", country="ARM")
    if asking == "contributor":
        return contributor(draft, "A")
    assert draft.started_by
    return draft.started_by
