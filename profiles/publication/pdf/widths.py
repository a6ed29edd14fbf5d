"""How wide a table has to be, how its columns share the room, and what is too wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from profiles.publication.pdf.grid import Cell, Grid
from profiles.publication.pdf.inline import Data

# How many letters of a table fit into the column of text, from margin to margin, and
# across a page that is turned.
ROOM = {"text": 80, "page": 97, "turned": 148}
# A cell of words is broken into lines of about this length before a table grows.
NARROWEST, USUAL, WIDEST = 5, 16, 46
PADDING = 2
NARROW, AIRY = 0.4, 1.3
# A number with its unit before or behind it: US$ 1.67 bn, 1,67 млрд долл. США.
_FIGURE = re.compile(r"(?:US\$|int\.\s\$)?[^\w]*\d[\d\s.,]*[^\d]{0,18}")


def laid_out(grid: Grid, widest: str = "turned") -> list[Data]:
    """Return one table, or several with the same first column where one is too wide."""
    needs = [_need(grid.column(at)) for at in range(grid.columns)]
    parts = _parts(needs, ROOM[widest])
    return [_table(grid.only(columns), widest) for columns in parts]


def needed(grid: Grid) -> int:
    """Return how many letters a table of the grid must have room for."""
    return sum(_need(grid.column(at)) for at in range(grid.columns))


def _parts(needs: Sequence[int], room: int) -> Iterator[list[int]]:
    """Yield the columns of each part; the first column heads the rows of all."""
    columns: list[int] = [0]
    for at, need in enumerate(needs[1:], start=1):
        if len(columns) > 1 and sum(needs[c] for c in columns) + need > room:
            yield columns
            columns = [0]
        columns.append(at)
    yield columns


def _table(grid: Grid, widest: str) -> Data:
    columns = [grid.column(at) for at in range(grid.columns)]
    needs = [_need(cells) for cells in columns]
    names = list(ROOM)[: list(ROOM).index(widest) + 1]
    width = next((name for name in names if sum(needs) <= ROOM[name]), widest)
    # What begins a row names it, even where it is a year.
    figures = {at for at, cells in enumerate(columns) if at and _are_figures(cells)}
    weights = _weights(columns, needs, ROOM[width])
    rows = max((cell.y + cell.down for cell in grid.head), default=0)
    return {
        "width": width,
        "weights": weights,
        # Of the width: columns that stand far apart are hard to read across.
        "share": round(min(1, max(NARROW, AIRY * sum(weights) / ROOM[width])), 3),
        "rows": max(cell.y + cell.down for cell in grid.cells),
        "head": [_data(cell, figures) for cell in grid.head],
        "head_rows": rows,
        "repeats": not any(cell.has_link for cell in grid.head),
        "body": [_data(cell, figures) for cell in grid.body],
    }


def _data(cell: Cell, figures: set[int]) -> Data:
    return {
        "x": cell.x,
        "y": cell.y,
        "across": cell.across,
        "down": cell.down,
        "is_head": cell.is_head,
        "is_figure": cell.x in figures and cell.across == 1,
        "blocks": cell.blocks,
    }


def _are_figures(cells: Sequence[Cell]) -> bool:
    told = [cell for cell in cells if not cell.is_head and cell.text]
    return bool(told) and 2 * sum(map(_is_figure, told)) >= len(told)


def _is_figure(cell: Cell) -> bool:
    return bool(_FIGURE.fullmatch(cell.text))


def _need(cells: Iterable[Cell]) -> int:
    """Return how many letters a column must have room for."""
    texts = [cell.text for cell in cells]
    words = max((len(word) for text in texts for word in text.split()), default=0)
    lines = max((min(len(text), USUAL) for text in texts), default=0)
    return max(words, lines, NARROWEST) + PADDING


def _weights(
    columns: Sequence[Sequence[Cell]], needs: Sequence[int], room: int
) -> list[float]:
    """Share out what is left of the room among the columns that could use it."""
    longest = [max((len(cell.text) for cell in cells), default=0) for cells in columns]
    wishes = [
        max(min(length, WIDEST) + PADDING - need, 0)
        for length, need in zip(longest, needs, strict=True)
    ]
    left = max(room - sum(needs), 0)
    share = min(left / sum(wishes), 1) if sum(wishes) else 0
    return [
        round(need + share * wish, 2) for need, wish in zip(needs, wishes, strict=True)
    ]
