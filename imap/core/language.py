"""Names in languages: one JSON object {"en": ..., "ru": ...} and one way to read it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from django.utils.translation import get_language

FALLBACK = ("en", "ru", "fr", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})


def current() -> str:
    """Return the active language's code without its country: "en", "ru", …"""
    return (get_language() or FALLBACK[0]).split("-")[0]


def localized(names: Mapping[str, str], language: str | None = None) -> str:
    """Return the text in `language`, else in the first language that has one."""
    for code in (language or current(), *FALLBACK):
        if names.get(code):
            return names[code]
    return next(iter(names.values()), "")


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def search_key(text: str) -> str:
    """Fold case and accents, so that names can be found however they are typed."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()


def sort_key(text: str) -> str:
    """Return what names are sorted by in every database alike.

    Folding accents gives the order of English, French and Arabic; in Russian Ё falls
    to Е (its place) and Й to И, which no name at the start of a word tells apart.
    """
    return search_key(text)
