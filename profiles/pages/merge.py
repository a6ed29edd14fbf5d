"""Two texts of a section beside each other, paragraph by paragraph, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml.etree import _Element as Element

from profiles.editing import merging
from profiles.editing.body import BodyError
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.lookup import stored
from profiles.text.differences import Change, Figure, Piece, compared, words
from profiles.text.merging import Merge, Row
from profiles.text.tree import SectionTree

# So many equal paragraphs in a row are read; more of them are folded.
MOST_OPEN = 2


@dataclass(frozen=True)
class Pair:
    """A paragraph that differs; a side is None where it does not have it."""

    place: int
    title: str
    theirs: Sequence[Piece] | None
    mine: Sequence[Piece] | None
    choice: str

    @property
    def is_in_both(self) -> bool:
        return self.theirs is not None and self.mine is not None

    @property
    def is_form_only(self) -> bool:
        """Say whether the words are the same: the form or a link is what differs."""
        pieces = [*(self.theirs or ()), *(self.mine or ())]
        return self.is_in_both and all(each.change is Change.SAME for each in pieces)


@dataclass(frozen=True)
class Group:
    """A pair to choose from, or paragraphs that are the same in both texts."""

    pair: Pair | None = None
    same: Sequence[str] = field(default_factory=list)

    @property
    def is_folded(self) -> bool:
        return len(self.same) > MOST_OPEN


def merge_page(place: Place, mine: str, conflict: ConflictError) -> dict[str, Any]:
    """Return the paragraphs of both texts; none where mine cannot be taken."""
    newest = conflict.current.version if conflict.current else 0
    page = {"begun": conflict.version, "newest": newest, "mine": mine}
    try:
        merge = merging.beside(
            place, mine, begun=conflict.version, current=conflict.current
        )
    except BodyError:
        return page
    groups = _groups(place, merge)
    return {
        **page,
        "groups": groups,
        "count": sum(group.pair is not None for group in groups),
        "order": merge.order,
    }


def _groups(place: Place, merge: Merge) -> list[Group]:
    blocks = [
        block
        for row in merge.rows
        for block in (row.theirs, row.mine)
        if block is not None
    ]
    with override(place.language):
        figure = stored([SectionTree(blocks)]).figure
        told = [
            (_words(row.theirs, figure), _words(row.mine, figure)) for row in merge.rows
        ]
    groups: list[Group] = []
    lines = enumerate(zip(merge.rows, told, strict=True))
    for is_same, run in groupby(lines, key=lambda line: line[1][0].is_same):
        if is_same:
            groups.append(Group(same=[mine or "" for _at, (_row, (_t, mine)) in run]))
        else:
            groups += [Group(_pair(at, row, *texts)) for at, (row, texts) in run]
    return groups


def _words(block: Element | None, figure: Figure) -> str | None:
    return None if block is None else words(block, figure)


def _pair(place: int, row: Row, theirs: str | None, mine: str | None) -> Pair:
    sides = (_whole(theirs), _whole(mine))
    if theirs is not None and mine is not None:
        pieces = compared(theirs, mine).pieces
        sides = _without(pieces, Change.ADDED), _without(pieces, Change.REMOVED)
    return Pair(place, _title(row), *sides, choice=row.default.value)


def _whole(text: str | None) -> list[Piece] | None:
    return None if text is None else [Piece(Change.SAME, text)]


def _without(pieces: Sequence[Piece], change: Change) -> list[Piece]:
    return [piece for piece in pieces if piece.change is not change]


def _title(row: Row) -> str:
    """Say who changed a paragraph, and how, since the version mine was begun on."""
    if row.theirs is None:
        return _title_of_mine(row)
    if row.mine is None:
        return _title_of_theirs(row)
    if row.by_me and row.by_them:
        return _("Changed in both texts")
    return _("Changed in your text") if row.by_me else _("Changed in their text")


def _title_of_mine(row: Row) -> str:
    if not row.by_them:
        return _("New in your text")
    if row.by_me:
        return _("Taken out of their text, changed in yours")
    return _("Taken out of their text")


def _title_of_theirs(row: Row) -> str:
    if not row.by_me:
        return _("New in their text")
    if row.by_them:
        return _("Taken out of your text, changed in theirs")
    return _("Taken out of your text")
