"""The legal notice of each i-Map: texts by version and language, kept as data.

A registration and a membership record the version that was accepted. A new version is a
new file in data/notices; the old ones stay readable.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "notices"


@dataclass(frozen=True)
class Section:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    dialogue: str
    version: str
    date: date
    texts: dict[str, tuple[Section, ...]]

    def sections(self, language: str) -> tuple[Section, ...]:
        """Return the text in the language, else in the first one of the i-Map."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def notice_version(dialogue: str) -> str:
    """Return the version in force, which a person accepts for that i-Map."""
    return notices(dialogue)[0].version


@cache
def notices(dialogue: str) -> tuple[Notice, ...]:
    """Return every version of an i-Map's notice, the one in force first."""
    paths = sorted(_FOLDER.glob(f"{dialogue}-*.json"), reverse=True)
    return tuple(_read(dialogue, path) for path in paths)


def _read(dialogue: str, path: Path) -> Notice:
    content = json.loads(path.read_text(encoding="utf-8"))
    texts = {
        language: tuple(
            Section(each["title"], tuple(each["paragraphs"])) for each in sections
        )
        for language, sections in content["texts"].items()
    }
    return Notice(
        dialogue, content["version"], date.fromisoformat(content["date"]), texts
    )
