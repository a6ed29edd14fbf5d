"""One text out of two that began as the same: paragraph by paragraph, as is chosen.

Nothing is lost by default: what one side alone added or changed stands in the result,
also where the other side took it out. Where both changed it, mine does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum

from lxml.etree import _Element as Element

from profiles.text.content import content
from profiles.text.ids import NAME, is_empty
from profiles.text.matching import pairs
from profiles.text.tree import SectionTree, written


class Choice(StrEnum):
    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True)
class Row:
    """A paragraph in both texts, or in one; `by_…` says who changed it since."""

    theirs: Element | None
    mine: Element | None
    by_them: bool
    by_me: bool
    is_same: bool
    name: str

    @property
    def default(self) -> Choice:
        if self.by_me and self.by_them:
            return Choice.THEIRS if self.mine is None else Choice.MINE
        return Choice.MINE if self.by_me else Choice.THEIRS

    def blocks(self, choice: Choice) -> list[Element]:
        """Return what stands in the result: theirs comes before mine."""
        sides = {
            Choice.THEIRS: [self.theirs],
            Choice.MINE: [self.mine],
            Choice.BOTH: [self.theirs] if self.is_same else [self.theirs, self.mine],
        }
        return [block for block in sides[choice] if block is not None]


@dataclass(frozen=True)
class Merge:
    """The paragraphs of two texts; `order` says whose it is, where they differ."""

    rows: Sequence[Row]
    order: Choice | None = None

    def body(self, choices: Mapping[int, Choice]) -> str:
        """Return the text that is chosen, by the places of the rows; each name once."""
        names = {""}
        parts = []
        for place, row in enumerate(self.rows):
            choice = choices.get(place, row.default)
            for block in row.blocks(choice):
                parts.append(_named(block, "" if row.name in names else row.name))
                names.add(row.name)
        return "\n".join(parts)


def merge(base: SectionTree, theirs: SectionTree, mine: SectionTree) -> Merge:
    """Lay two texts beside each other that were both begun on `base`."""
    before, others, own = _filled(base), _filled(theirs), _filled(mine)
    their_keys, my_keys = _keys(before, others, own)
    order = _order(their_keys, my_keys, len(before))
    old = dict(enumerate(before))
    other = dict(zip(their_keys, others, strict=True))
    ours = dict(zip(my_keys, own, strict=True))
    keys = (
        _woven(my_keys, their_keys)
        if order is Choice.MINE
        else _woven(their_keys, my_keys)
    )
    rows = [_row(old.get(key), other.get(key), ours.get(key)) for key in keys]
    return Merge(rows, order)


def _filled(tree: SectionTree) -> list[Element]:
    return [block for block in tree.blocks if not is_empty(block)]


def _keys(
    base: Sequence[Element], theirs: Sequence[Element], mine: Sequence[Element]
) -> tuple[list[int], list[int]]:
    """Return a number for each paragraph of both texts: the same for the same one.

    What was there before has the number of its place; what is new has higher ones.
    """
    by_them, by_me = pairs(base, theirs), pairs(base, mine)
    added = [place for place in range(len(theirs)) if place not in by_them]
    also = [place for place in range(len(mine)) if place not in by_me]
    common = pairs([theirs[at] for at in added], [mine[at] for at in also])
    first = len(base)
    for number, place in enumerate(added):
        by_them[place] = first + number
    for number, place in enumerate(also):
        shared = common.get(number)
        by_me[place] = first + (len(added) + number if shared is None else shared)
    return [by_them[at] for at in range(len(theirs))], [
        by_me[at] for at in range(len(mine))
    ]


def _order(theirs: Sequence[int], mine: Sequence[int], old: int) -> Choice | None:
    """Say whose order is taken where they differ: mine where I moved something."""
    common = set(theirs) & set(mine)
    if [key for key in theirs if key in common] == [
        key for key in mine if key in common
    ]:
        return None
    kept = [key for key in mine if key < old]
    return Choice.MINE if kept != sorted(kept) else Choice.THEIRS


def _woven(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """Return the numbers in the order of the first text.

    What only the second has stands after the common paragraph that it follows there.
    """
    common = set(first) & set(second)
    after: dict[int | None, list[int]] = {}
    last = None
    for key in second:
        if key in common:
            last = key
        else:
            after.setdefault(last, []).append(key)
    keys: list[int] = []
    last = None
    for key in first:
        if key in common:
            keys += after.get(last, [])
            last = key
        keys.append(key)
    return keys + after.get(last, [])


def _row(base: Element | None, theirs: Element | None, mine: Element | None) -> Row:
    old, other, own = (
        None if block is None else content(block) for block in (base, theirs, mine)
    )
    names = (each.get(NAME, "") for each in (theirs, base, mine) if each is not None)
    return Row(
        theirs=theirs,
        mine=mine,
        by_them=other != old,
        by_me=own != old,
        is_same=other == own,
        name=str(next(filter(None, names), "")),
    )


def _named(block: Element, name: str) -> str:
    """Return a block as HTML that has this name, or none."""
    if block.get(NAME, "") != name:
        block = deepcopy(block)
        block.attrib.pop(NAME, "")
        if name:
            block.set(NAME, name)
    return written(block)
