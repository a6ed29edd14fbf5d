"""No text shipped with the i-Map uses a word that wording.md forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = Path(__file__).with_name("forbidden_words.txt")
FORBIDDEN = re.compile(
    "|".join(WORDS.read_text(encoding="utf-8").split()), re.IGNORECASE
)
TEXTS = sorted(
    path
    for folder in ("imap/reference/data", "imap/process/data", "profiles/data")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".csv", ".json", ".md"}
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_uses_a_forbidden_word(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text", ["illegal migrants", "a wave of", "незаконная миграция", "un afflux"]
)
def test_the_pattern_sees_what_it_forbids(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_a_crime_keeps_its_name_in_law() -> None:
    assert not FORBIDDEN.search("незаконный ввоз мигрантов")
