"""Cells in columns and rows.

Each cell knows its place, so that whatever an editor pasted is a table that can be
drawn: a span that runs into another cell or past the end is cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from profiles.publication.pdf.inline import Data, word


@dataclass(frozen=True)
class Cell:
    x: int
    y: int
    blocks: list[Data] = field(default_factory=list)
    is_head: bool = False
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        return " ".join(_texts(self.blocks)).strip()

    @property
    def has_link(self) -> bool:
        """A head that links cannot be repeated: what repeats is no part of the text."""
        runs = [run for runs in _runs(self.blocks) for run in runs]
        return any(run.get("href") or "note" in run for run in runs)


@dataclass(frozen=True)
class Grid:
    head: list[Cell]
    body: list[Cell]

    @property
    def cells(self) -> list[Cell]:
        return [*self.head, *self.body]

    @property
    def columns(self) -> int:
        return max((cell.x + cell.across for cell in self.cells), default=0)

    def only(self, columns: Sequence[int]) -> Grid:
        """Return some of the columns; a cell that spans others loses those."""
        return Grid(_cut(self.head, columns), _cut(self.body, columns))

    def column(self, at: int) -> list[Cell]:
        return [cell for cell in self.cells if cell.x == at and cell.across == 1]


def plain(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Grid:
    """Return a grid of words."""
    head = [Cell(x, 0, _said(text), is_head=True) for x, text in enumerate(heads)]
    body = [
        Cell(x, y, _said(text))
        for y, row in enumerate(rows, start=1)
        for x, text in enumerate(row)
    ]
    return Grid(head, body)


def compact(cells: list[Cell]) -> list[Cell]:
    """Leave out the columns in which no cell begins: they only pad a span."""
    starts = sorted({cell.x for cell in cells})
    return [
        replace(
            cell,
            x=bisect_left(starts, cell.x),
            across=bisect_left(starts, cell.x + cell.across)
            - bisect_left(starts, cell.x),
        )
        for cell in cells
    ]


def _cut(cells: Iterable[Cell], columns: Sequence[int]) -> list[Cell]:
    kept = []
    for cell in cells:
        first = bisect_left(columns, cell.x)
        end = bisect_left(columns, cell.x + cell.across)
        if end > first:
            kept.append(replace(cell, x=first, across=end - first))
    return kept


def _said(text: str) -> list[Data]:
    return [{"kind": "paragraph", "runs": [word(text)]}] if text else []


def _texts(blocks: Iterable[Data]) -> Iterator[str]:
    for runs in _runs(blocks):
        yield "".join(str(run.get("text", " ")) for run in runs if "note" not in run)


def _runs(blocks: Iterable[Data]) -> Iterator[list[Data]]:
    for block in blocks:
        if "runs" in block:
            yield block["runs"]
        yield from _runs(block.get("blocks", []))
        for item in block.get("items", []):
            yield from _runs(item)
