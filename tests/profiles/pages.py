"""Reading a page: what a person sees of it."""

from __future__ import annotations

import html
import re
from typing import Protocol

TAG = re.compile(r"<[^>]*>")
SPACE = re.compile(r"\s+")


class Answer(Protocol):
    content: bytes


def words(response: Answer) -> str:
    """Return the text between the tags, on one line."""
    return SPACE.sub(" ", html.unescape(TAG.sub(" ", response.content.decode())))
