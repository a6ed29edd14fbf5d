"""What the fonts can print: PDF/UA-1 refuses a page with a letter that has no shape."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from imap.core.typesetting import FONT_FOLDERS

ABSENT = "\N{REPLACEMENT CHARACTER}"
_DISALLOWED = "\N{ZERO WIDTH NO-BREAK SPACE}"
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
# A word longer than this may be broken after so many letters.
LONGEST = 28
_LONG = re.compile(rf"\S{{{LONGEST}}}(?=\S)")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def printable(text: str) -> str:
    """Return a text with one space where there are several, and only letters we have.

    A word that is longer than a column gets places to break.
    """
    shown = "".join(map(_shown, _SPACES.sub(" ", text)))
    return _LONG.sub(rf"\g<0>{_MAY_BREAK}", shown)


def _shown(letter: str) -> str:
    if (letter.isascii() and letter.isprintable()) or ord(letter) in _covered():
        return letter
    if letter == _DISALLOWED:
        return ""
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    # What steers the letters beside it and has no shape of its own.
    return letter if kind == "Cf" else "" if kind == "Cc" else ABSENT


@cache
def _covered() -> frozenset[int]:
    codes: set[int] = set()
    for folder in FONT_FOLDERS:
        for path in sorted(folder.glob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                codes |= set(font.getBestCmap())
    return frozenset(codes) - {ord(_DISALLOWED)}
