"""Guess the language of a letter by its script and its commonest words."""

from __future__ import annotations

import re

from django.conf import settings

_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "des",
        "une",
        "est",
        "pour",
        "dans",
        "vous",
        "nous",
        "bonjour",
        "madame",
        "monsieur",
        "je",
        "merci",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "is",
        "for",
        "you",
        "we",
        "dear",
        "please",
        "with",
        "from",
        "this",
        "your",
        "regards",
    ]
)
_LOOKED_AT = 4000
# A letter in Ukrainian is none in Russian: who writes it gets no answer in that.
_UKRAINIAN = re.compile("[ґєії]", re.IGNORECASE)
_NOT_UKRAINIAN = re.compile("[ёъыэ]", re.IGNORECASE)


def guess(text: str) -> str:
    sample = text[:_LOOKED_AT]
    counts = {
        "ru": len(re.findall(r"[\u0400-\u04ff]", sample)),
        "ar": len(re.findall(r"[\u0600-\u06ff]", sample)),
    }
    script = max(counts, key=lambda name: counts[name])
    if counts[script] * 3 > len(re.findall(r"[^\W\d_]", sample)):
        return "uk" if script == "ru" and _is_ukrainian(sample) else script
    words = [word.casefold() for word in _WORD.findall(sample)]
    french = sum(word in _FRENCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return "fr" if french > english else "en"


def _is_ukrainian(text: str) -> bool:
    return len(_UKRAINIAN.findall(text)) > len(_NOT_UKRAINIAN.findall(text))


def offered(language: str, dialogue: str) -> str:
    """Return the language if that i-Map speaks it, else its first one."""
    languages = settings.DIALOGUES[dialogue]
    return language if language in languages else languages[0]
