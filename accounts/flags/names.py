"""Names that hide something, or are somebody else's."""

from __future__ import annotations

import re
import unicodedata

from accounts.flags import lists
from accounts.flags.domains import scripts_of
from imap.core.language import search_key

# Spellings of one sound that passports and keyboards mix; the longer ones first.
_SOUNDS = [
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("gh", "g"),
    ("ch", "c"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"), ("dj", "j"),
    ("dz", "z"), ("x", "ks"), ("w", "v"), ("q", "k"), ("y", "i"), ("j", "i"),
]  # fmt: skip
_HIDDEN_CATEGORIES = {"Cf", "Cc", "Co", "Cs", "Zl", "Zp"}
_BLANK = set("\u115f\u1160\u3164\uffa0\u2800\u034f")


def hidden_in(name: str) -> list[str]:
    """Return the names of signs that cannot be seen, or turn the text round."""
    hidden = dict.fromkeys(each for each in name if _is_hidden(each))
    return [unicodedata.name(each, f"U+{ord(each):04X}") for each in hidden]


def mixed_words(name: str) -> list[tuple[str, list[str]]]:
    """Return words with letters of several scripts; two words may be in two."""
    words = []
    for word in re.split(r"[\W\d_]+", unicodedata.normalize("NFC", name)):
        scripts = scripts_of(word)
        if len(scripts) > 1:
            words.append((word, sorted(scripts)))
    return words


def name_key(name: str) -> str:
    """Return what the spellings of one name have in common, in any order and script."""
    visible = "".join(each for each in name if not _is_hidden(each))
    folded = search_key(unicodedata.normalize("NFKC", visible))
    latin = folded.translate(lists.transliteration())
    words = re.findall(r"[^\W\d_]+", search_key(latin))
    return " ".join(sorted(_sound(word) for word in words))


def _sound(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def _is_hidden(letter: str) -> bool:
    return letter in _BLANK or unicodedata.category(letter) in _HIDDEN_CATEGORIES
