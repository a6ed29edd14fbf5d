"""One way to write a content, so that equal contents have equal bytes and one hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785

Content = dict[str, Any]


def written(content: Content) -> str:
    """Return the content as canonical JSON (RFC 8785)."""
    return rfc8785.dumps(content).decode()


def read(text: str) -> Content:
    content: Content = json.loads(text)
    return content


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def section_hashes(content: Content) -> dict[str, str]:
    """Return {code: hash} of the sections that say something.

    Titles, texts and quoted figures are in it, so that a change of any of them shows.
    """
    return {
        section["code"]: sha256(written(section))
        for section in content["sections"]
        if section["texts"]
    }
