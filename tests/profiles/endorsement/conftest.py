"""A draft of Armenia, who lays it before the state, and what the state signs."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import LazySettings

from accounts.models import User
from imap.core.uploads import Upload
from profiles.editing import saving
from profiles.editing.place import Place
from profiles.endorsement import steps
from profiles.endorsement.steps import Paper
from profiles.models import Edition, Submission
from tests.factories import make_member
from tests.profiles.editing.conftest import (
    draft,
    editor,
    profile,
    signed_in,
    staff,
)

__all__ = ["draft", "editor", "profile", "signed_in", "staff"]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PAPER = Paper(
    basis="letter",
    office="Migration Service",
    signed_on=date(2026, 11, 3),
    reference="Letter 17",
    scan=Upload("letter.pdf", "application/pdf", PDF),
)


@pytest.fixture(autouse=True)
def _media(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture
def contact(db: None) -> User:
    """The contact point of Armenia, who has written nothing."""
    return make_member(role="contact_point", country="ARM", full_name="Karen Contact")


@pytest.fixture
def written(draft: Edition, editor: User) -> Edition:
    """The draft with two sections in English and one of them in Russian."""
    for code, language, body in (
        ("C4", "en", "<p>Money sent home</p>"),
        ("C4", "ru", "<p>Деньги домой</p>"),
        ("A", "en", "<p>The state</p>"),
    ):
        section = draft.template.sections.get(code=code)
        saving.save(Place(draft, section, language), body, version=0, by=editor)
    return draft


@pytest.fixture
def submission(written: Edition, contact: User) -> Submission:
    return steps.submit(written, by=contact)
