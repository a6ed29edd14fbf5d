"""Hide in a mail what opens a door: staff see that there was a link, not where to.

A link of ours keeps its address up to the first part that is not plain words: a token,
a key, a number behind a question mark. Links to other sites are left as they are.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings

MASK = "•••"
# A word of an address of ours: "register", "step-up", "ARM"; never longer than this.
_WORD = re.compile(r"^[A-Za-z][A-Za-z-]{0,24}$|^\d{1,9}$|^$")
_LINK = re.compile(r"https?://[^\s\"'<>]+")


def masked(text: str, concealed: str = "") -> str:
    """Hide where links lead, and the words that are for the reader alone."""
    hidden = text.replace(concealed, MASK) if concealed else text
    return _LINK.sub(lambda match: _mask(match[0]), hidden)


def _mask(link: str) -> str:
    parts = urlsplit(link)
    if parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return link
    plain = f"{parts.scheme}://{parts.netloc}"
    words = parts.path.split("/")
    for number, word in enumerate(words):
        if not _WORD.match(word):
            return f"{plain}{'/'.join([*words[:number], MASK])}/"
    has_more = parts.query or parts.fragment
    return f"{plain}{parts.path}{'?' + MASK if has_more else ''}"
