from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from profiles.models import Edition
from profiles.publication.pdf import Imprint, make
from profiles.snapshot.canonical import Content
from profiles.snapshot.content import content

IMPRINT = Imprint(
    stage="published",
    day=dt.date(2026, 11, 27),
    address="https://imap.example/en/bmp/profiles/ARM/extended/2011/",
    check_code="7KQ4-9MXT-2CRD",
    check_address="https://imap.example/en/check/",
    sha256="0123456789abcdef" * 4,
    citation="BMP i-Map (2026): Armenia. Extended Migration Profile 2011.",
    endorsements=("Sections A-C: Migration Service, letter 17 of 3 November 2026",),
    notices=("This notice is a trial.",),
)


def saying(content: Content, body: str, language: str = "en") -> Content:
    """Return a content whose only text is this one, in its first section."""
    changed = copy.deepcopy(content)
    for section in changed["sections"]:
        section["texts"] = {}
    changed["sections"][0]["texts"] = {language: body}
    return changed


@pytest.fixture(scope="module")
def armenia(_figures: None, django_db_blocker: DjangoDbBlocker) -> Content:
    with django_db_blocker.unblock():
        return content(Edition.objects.get(profile__country="ARM"))


@pytest.fixture(scope="module")
def english(armenia: Content, django_db_blocker: DjangoDbBlocker) -> bytes:
    with django_db_blocker.unblock():
        return make(armenia, "en", IMPRINT)


@pytest.fixture(scope="module")
def file(english: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "armenia.pdf"
    path.write_bytes(english)
    return path
