"""Which paragraphs of two languages stand beside each other.

The rule: order is kept, and only what is of one kind pairs: headings of one level,
paragraphs, lists, quotations, tables, charts of the same series. As many headings as
can be pair first; between them as many of the rest, a list or a table before a
paragraph. Where that leaves a choice, those pair that are most alike in what no
language changes: figures, sources, addresses and numbers, whether they are new since
the languages were last in step, and how long they are. What is left stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from profiles.text.content import content
from profiles.text.ids import NAME
from profiles.text.matching import pairs as matches
from profiles.text.tree import SectionTree

# Beyond so many combinations nobody waits: what is left pairs in its order.
MOST = 40_000
_HEADING, _BLOCK, _PARAGRAPH = 10**12, 2 * 10**6, 10**6
_MARKS, _NEW, _LENGTH = 200, 60, 50
_NUMBER = re.compile(r"\d{2,}")
_KINDS = {"ul": "list", "ol": "list"}


@dataclass(frozen=True)
class Pair:
    """A paragraph and the one that says it in another language; None where none is."""

    own: Element | None
    other: Element | None


@dataclass(frozen=True)
class _Block:
    """What of a paragraph is compared across languages."""

    element: Element
    kind: str
    marks: frozenset[str]
    length: int
    is_new: bool

    @property
    def weight(self) -> int:
        if self.kind in {"h4", "h5"}:
            return _HEADING
        return _PARAGRAPH if self.kind == "p" else _BLOCK


def side_by_side(
    own: SectionTree, other: SectionTree, new: Collection[str] = ()
) -> list[Pair]:
    """Return all paragraphs of both texts, paired, in the order of both.

    `new` are the names of those that came since the two languages were last in step.
    """
    left = [_block(each, new) for each in own.blocks]
    right = [_block(each, new) for each in other.blocks]
    if len(left) * len(right) > MOST:
        return _in_order(left, right)
    return _best(left, right)


def changed(before: SectionTree, now: SectionTree) -> Mapping[str, Element | None]:
    """Return {name: how it was} of what is not as it was; None for what is new."""
    old = matches(before.blocks, now.blocks)
    was = {
        str(block.get(NAME, "")): before.blocks[old[at]] if at in old else None
        for at, block in enumerate(now.blocks)
        if at not in old or content(before.blocks[old[at]]) != content(block)
    }
    was.pop("", None)
    return was


def _best(left: Sequence[_Block], right: Sequence[_Block]) -> list[Pair]:
    """Walk along both texts and take at each step what leads to the highest sum."""
    sums = _sums(left, right)
    found: list[Pair] = []
    i = j = 0
    while i < len(left) and j < len(right):
        score = _score(left[i], right[j])
        if score and sums[i][j] == score + sums[i + 1][j + 1]:
            found.append(Pair(left[i].element, right[j].element))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            found.append(Pair(left[i].element, None))
            i += 1
        else:
            found.append(Pair(None, right[j].element))
            j += 1
    return found + _alone(left[i:], right[j:])


def _sums(left: Sequence[_Block], right: Sequence[_Block]) -> list[list[int]]:
    """Return the highest sum that can be had from each two places to the ends."""
    sums = [[0] * (len(right) + 1) for _each in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            score = _score(left[i], right[j])
            paired = score + sums[i + 1][j + 1] if score else 0
            sums[i][j] = max(paired, sums[i + 1][j], sums[i][j + 1])
    return sums


def _in_order(left: Sequence[_Block], right: Sequence[_Block]) -> list[Pair]:
    """Pair the first with the first, and so on, where they are of one kind."""
    found: list[Pair] = []
    for one, two in zip(left, right, strict=False):
        if one.kind == two.kind:
            found.append(Pair(one.element, two.element))
        else:
            found += [Pair(one.element, None), Pair(None, two.element)]
    return found + _alone(left[len(right) :], right[len(left) :])


def _alone(left: Sequence[_Block], right: Sequence[_Block]) -> list[Pair]:
    return [
        *(Pair(each.element, None) for each in left),
        *(Pair(None, each.element) for each in right),
    ]


def _block(element: Element, new: Collection[str]) -> _Block:
    text = "".join(map(str, element.itertext()))
    kind = str(element.tag)
    if kind == "figure":
        kind = f"{element.get('data-chart', '')} {element.get('data-series', '')}"
    marks = frozenset(_NUMBER.findall(text)) | {
        str(value)
        for each in element.iter("data", "cite", "a", "figure")
        for name in ("data-figure", "data-source", "href", "data-series")
        if (value := each.get(name))
    }
    is_new = element.get(NAME, "") in new
    return _Block(element, _KINDS.get(kind, kind), marks, len(text.strip()), is_new)


def _score(one: _Block, two: _Block) -> int:
    """Return how well two paragraphs go together; 0 where they cannot."""
    if one.kind != two.kind:
        return 0
    score = one.weight
    if one.marks and two.marks:
        common, either = one.marks & two.marks, one.marks | two.marks
        score += _MARKS * len(common) // len(either)
    if one.is_new == two.is_new:
        score += _NEW
    longest = max(one.length, two.length)
    return score + _LENGTH * min(one.length, two.length) // (longest or 1)
