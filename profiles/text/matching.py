"""Which paragraphs of two texts are one and the same: by name, or by likeness.

A name holds while a paragraph is edited. Whoever pastes a text or writes without script
sends none: what is pasted is then taken for the paragraph that says the most like it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from lxml.etree import _Element as Element

from profiles.text.content import content
from profiles.text.differences import words
from profiles.text.ids import NAME

# Two paragraphs that share so many of their words are versions of one.
LIKE = 0.6
# Beyond so many pairs nobody waits for the comparison; names and equal words remain.
MOST_PAIRS = 10_000
_WORD = re.compile(r"\w+")


def pairs(old: Sequence[Element], new: Sequence[Element]) -> dict[int, int]:
    """Return the place in the old text of what is in the new one, by place there."""
    matches: dict[int, int] = {}
    _match(matches, old, new, lambda block: str(block.get(NAME, "")))
    _match(matches, old, new, content)
    _match_alike(matches, old, new)
    return matches


def _match(
    matches: dict[int, int],
    old: Sequence[Element],
    new: Sequence[Element],
    key: Callable[[Element], str],
) -> None:
    """Add the pairs that have the same key; where several have it, in their order."""
    places: dict[str, list[int]] = {}
    for place in reversed(_others(len(old), matches.values())):
        places.setdefault(key(old[place]), []).append(place)
    places.pop("", None)
    for at in _others(len(new), matches):
        same = places.get(key(new[at]))
        if same:
            matches[at] = same.pop()


def _match_alike(
    matches: dict[int, int], old: Sequence[Element], new: Sequence[Element]
) -> None:
    """Add the pairs that share most of their words, those most alike first."""
    before = {at: _words(old[at]) for at in _others(len(old), matches.values())}
    after = {at: _words(new[at]) for at in _others(len(new), matches)}
    if len(before) * len(after) > MOST_PAIRS:
        return
    scores = [
        (-_likeness(old_words, new_words), place, at)
        for place, old_words in before.items()
        for at, new_words in after.items()
    ]
    places: set[int] = set()
    for score, place, at in sorted(scores):
        if -score >= LIKE and place not in places and at not in matches:
            places.add(place)
            matches[at] = place


def _others(length: int, taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [place for place in range(length) if place not in known]


def _words(block: Element) -> Counter[str]:
    return Counter(_WORD.findall(words(block).casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return which part of the words of both is shared; no words are like nothing."""
    count = one.total() + other.total()
    return 2 * (one & other).total() / count if count else 0
