"""Guess what a letter is about by its words; staff correct it where it is wrong."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from accounts.mailbox.models import Kind
from imap.core.language import search_key

_WORDS = Path(__file__).parent / "data" / "words.json"
_LOOKED_AT = 5000
# In a subject a word says more than somewhere in the text.
_IN_SUBJECT = 3


def guess(subject: str, text: str, *, has_files: bool = False) -> str:
    """Return the kind with most of its words in the letter; other where none is."""
    head, body = search_key(subject), search_key(text[:_LOOKED_AT])
    points = {
        kind: sum((word in head) * _IN_SUBJECT + (word in body) for word in words)
        for kind, words in _words().items()
    }
    if has_files:
        points[Kind.DOCUMENT] += 1
    best = max(points, key=lambda kind: points[kind])
    return best if points[best] > 0 else Kind.OTHER


@cache
def _words() -> dict[str, list[str]]:
    """Return the words of each kind; what comes first wins where two are even."""
    rows = json.loads(_WORDS.read_text(encoding="utf-8"))
    return {kind: [search_key(word) for word in words] for kind, words in rows.items()}
