"""What people of ten languages write, and how programs in them name a quotation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WHO = "Jana Novotná <bmp@icmpd.org>"
NAME = "Jana Novotná"


@dataclass(frozen=True)
class Voice:
    """A language: `guessed` is what the portal takes it for."""

    code: str
    guessed: str
    name: str
    subject: str
    own: str
    old: str
    # How the line above a quotation reads where it names the address, and where not.
    with_address: str
    with_name: str
    # From, Sent, To, Subject.
    labels: tuple[str, str, str, str]
    original: str

    @property
    def address(self) -> str:
        return f"writer-{self.code}@ministry.example"


def _read() -> dict[str, Any]:
    path = Path(__file__).with_name("words.json")
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


_WORDS = _read()
VOICES = [Voice(**{**row, "labels": tuple(row["labels"])}) for row in _WORDS["voices"]]
# Of each script a sentence, and what its language is taken for.
SENTENCES: dict[str, tuple[str, str]] = {
    code: (row["text"], row["guessed"]) for code, row in _WORDS["sentences"].items()
}
