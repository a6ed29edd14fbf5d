"""Cells that no spreadsheet program takes for a formula.

Such a program runs what begins with one of a few signs, also after white space, after
marks that nobody sees and in their wide forms. A text like that gets an apostrophe
before it; a number below zero stays a number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|")


def neutral(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    folded = unicodedata.normalize("NFKC", text)
    begins = (folded, folded.lstrip(), "".join(_visible(folded)).lstrip())
    is_formula = any(each.startswith(_FORMULA) for each in begins)
    return f"'{text}" if is_formula else text


def neutral_or_number(text: str) -> str:
    """Return a figure as it is and any other text as `neutral` does."""
    return text if is_number(text) else neutral(text)


def _visible(text: str) -> Iterator[str]:
    return (each for each in text if unicodedata.category(each) not in ("Cf", "Cc"))


def is_number(text: str) -> bool:
    """Say whether a text is a figure with a point: "12", "-0.5"."""
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdecimal()
