"""The parts of a domain, and the scripts it is written in.

Whether two domains are the same is told by their ASCII forms ("xn--…"); whether they
look the same, by how people read them. People are shown both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from confusable_homoglyphs import categories, confusables

from accounts.flags import lists, slips
from imap.core.language import search_key

# Second labels under which the registries of many states sell names.
_COMMON = frozenset(
    [
        *("com", "co", "org", "net", "edu", "ac", "int", "info", "or", "mil", "go"),
        *("gov", "govt", "gob", "gouv", "gub", "gv"),
    ]
)
# Letters that no mark can be taken from, and what stands for some where they are not
# on the keyboard.
_PLAIN = str.maketrans(
    {
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
    }
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True)
class Shape:
    """A domain cut where its owner's part ends: name "mfa", ending "gov.am"."""

    domain: str
    name: str
    ending: str


@dataclass(frozen=True)
class Script:
    """How a domain is written: its readable form and the scripts in it."""

    readable: str
    names: tuple[str, ...]
    is_mixed: bool
    latin_twin: str  # what it reads like in Latin letters, when that differs

    @property
    def is_international(self) -> bool:
        return (
            any(name != "LATIN" for name in self.names) or not self.readable.isascii()
        )


@lru_cache(maxsize=4096)
def shape(domain: str) -> Shape:
    labels = domain.split(".")
    size = _ending_size(labels)
    return Shape(domain, ".".join(labels[:-size]), ".".join(labels[-size:]))


def squash(domain: str) -> str:
    return domain.replace(".", "").replace("-", "")


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """Return what the text looks like, so that look-alikes meet in one spelling."""
    for pair, letter in slips.PAIRS:
        text = text.replace(pair, letter)
    return text.translate(slips.LETTERS)


@lru_cache(maxsize=4096)
def spellings(domain: str) -> tuple[str, ...]:
    """Return how the domain reads without accents and in Latin letters, where it may.

    "für-alle.de" reads like "fur-alle.de" and like "fuer-alle.de".
    """
    text = unicodedata.normalize("NFC", readable(domain))
    if text.isascii():
        return (text,)
    written_out = text.translate(_WRITTEN_OUT)
    return tuple(dict.fromkeys([_plain(text), _plain(written_out)]))


def ends_in(domain: str, endings: Sequence[str] | frozenset[str]) -> bool:
    return any(domain == each or domain.endswith(f".{each}") for each in endings)


def is_ending(domain: str) -> bool:
    """Say whether many owners have their names under this one: am, gov.am, com.am."""
    labels = domain.split(".")
    is_states = any(domain in endings for endings in lists.endings().values())
    is_common = len(labels) == 2 and labels[0] in _COMMON and len(labels[1]) == 2
    return len(labels) == 1 or is_states or is_common or domain in lists.government()


def government_state(domain: str) -> str | None:
    """Return whose public bodies alone can have this domain."""
    labels = domain.split(".")
    for start in range(len(labels)):
        state = lists.government().get(".".join(labels[start:]))
        if state:
            return state
    return None


def readable(domain: str) -> str:
    """Return the domain as a person reads it; as it stands when it cannot be read."""
    return ".".join(_label(each) for each in domain.split("."))


def script(domain: str) -> Script:
    text = readable(domain)
    labels = text.split(".")
    used = [scripts_of(label) for label in labels]
    # The ending is the registry's: Latin under "рф" is the owner's choice, and usual.
    is_mixed = any(len(names) > 1 for names in used)
    twin = ".".join(_latin_twin(label) for label in labels)
    names = sorted(set().union(*used))
    # Nobody takes what ends in "укр" for a Latin domain; and an accent is no script.
    is_disguised = twin.isascii() and labels[-1].isascii() and set(names) - {"LATIN"}
    return Script(text, tuple(names), is_mixed, twin if is_disguised else "")


def scripts_of(text: str) -> frozenset[str]:
    """Return the scripts of the letters: {"LATIN", "CYRILLIC"}."""
    return frozenset(categories.unique_aliases(text) - {"COMMON", "INHERITED"})


def _ending_size(labels: Sequence[str]) -> int:
    for start in range(len(labels)):
        if ".".join(labels[start:]) in lists.government():
            return min(len(labels) - start, len(labels) - 1) or 1
    is_common = len(labels) > 2 and labels[-2] in _COMMON and len(labels[-1]) == 2
    return 2 if is_common else 1


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _plain(text: str) -> str:
    return "".join(map(_latin, search_key(text).translate(_PLAIN)))


def _latin_twin(label: str) -> str:
    if label.isascii():
        return label
    return "".join(_latin(letter) for letter in label)


@lru_cache(maxsize=1024)
def _latin(letter: str) -> str:
    matches = confusables.is_confusable(letter, greedy=True, preferred_aliases=[])
    if letter.isascii() or not matches:
        return letter
    twins = (each["c"].casefold() for each in matches[0]["homoglyphs"])
    return next((twin for twin in twins if twin.isascii() and twin.isalnum()), letter)
