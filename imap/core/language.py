"""The reader's language; names as they are searched and sorted by."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.utils.translation import get_language

RIGHT_TO_LEFT = frozenset({"ar"})


def current() -> str:
    """Return the active language's code without its country: "en", "ru", …"""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


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
