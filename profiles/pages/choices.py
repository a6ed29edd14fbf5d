"""Two texts of a section beside each other, paragraph by paragraph, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import override
from lxml.etree import _Element as Element

from profiles.editing.place import Place
from profiles.lookup import stored
from profiles.text.differences import Change, Figure, Piece, compared, words
from profiles.text.merging import Merge, Row
from profiles.text.tree import SectionTree

# So many equal paragraphs in a row are read; more of them are folded.
MOST_OPEN = 2


@dataclass(frozen=True)
class Voice:
    """How a choice is told: what the sides are called, what became of a paragraph.

    `is_open` says which paragraphs are there to choose from.
    """

    theirs: str
    mine: str
    both: str
    title: Callable[[Row], str]
    is_open: Callable[[Row], bool]


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
    """A pair to choose from, or paragraphs that stay as they are."""

    pair: Pair | None = None
    same: Sequence[str] = field(default_factory=list)

    @property
    def is_folded(self) -> bool:
        return len(self.same) > MOST_OPEN


def groups(place: Place, merge: Merge, voice: Voice) -> list[Group]:
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
    made: list[Group] = []
    lines = enumerate(zip(merge.rows, told, strict=True))
    for is_open, run in groupby(lines, key=lambda line: voice.is_open(line[1][0])):
        if is_open:
            made += [Group(_pair(at, row, texts, voice)) for at, (row, texts) in run]
        else:
            made += _kept([theirs for _at, (_row, (theirs, _mine)) in run])
    return made


def _kept(texts: Sequence[str | None]) -> list[Group]:
    """Return the paragraphs that stand in the text and stay; what is gone is not."""
    same = [text for text in texts if text is not None]
    return [Group(same=same)] if same else []


def _words(block: Element | None, figure: Figure) -> str | None:
    return None if block is None else words(block, figure)


def _pair(
    place: int, row: Row, texts: tuple[str | None, str | None], voice: Voice
) -> Pair:
    theirs, mine = texts
    sides = (_whole(theirs), _whole(mine))
    if theirs is not None and mine is not None:
        pieces = compared(theirs, mine).pieces
        sides = _without(pieces, Change.ADDED), _without(pieces, Change.REMOVED)
    return Pair(place, voice.title(row), *sides, choice=row.default.value)


def _whole(text: str | None) -> list[Piece] | None:
    return None if text is None else [Piece(Change.SAME, text)]


def _without(pieces: Sequence[Piece], change: Change) -> list[Piece]:
    return [piece for piece in pieces if piece.change is not change]
