"""A table as it was pasted or written, put into a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from profiles.publication.pdf.grid import Cell, Grid, compact
from profiles.publication.pdf.inline import Data, Writer
from profiles.publication.pdf.widths import laid_out

# Of columns; more only pads.
LONGEST_SPAN = 100
Inside = Callable[[Element], list[Data]]
Row = list[Element]


def table(element: Element, writer: Writer, inside: Inside, widest: str) -> list[Data]:
    """Return a table in as many parts as its columns ask for, or none if it is empty.

    `inside` returns the blocks of a cell.
    """
    caption = element.find("caption")
    runs = writer.runs(caption) if caption is not None else []
    grid = _grid(element, inside)
    if not grid.columns:
        return [{"kind": "paragraph", "runs": runs}] if runs else []
    parts = laid_out(grid, widest)
    return [
        {"kind": "table", "caption": runs, "part": at, "parts": len(parts)} | part
        for at, part in enumerate(parts, start=1)
    ]


def _grid(element: Element, inside: Inside) -> Grid:
    head, body = _rows(element)
    placed = list(_placed(head, 0, inside))
    rows = len(head)
    cells = compact([*placed, *_placed(body, rows, inside)])
    return Grid(cells[: len(placed)], cells[len(placed) :])


def _rows(element: Element) -> tuple[list[Row], list[Row]]:
    """Return the rows of the head and all others; a first row of heads is a head."""
    head = [row for part in element.iterchildren("thead") for row in _of(part)]
    body = [
        row
        for part in element.iterchildren("tbody", "tr")
        for row in (_of(part) if part.tag == "tbody" else [_cells(part)])
        if row
    ]
    if not head and len(body) > 1 and all(cell.tag == "th" for cell in body[0]):
        return body[:1], body[1:]
    return head, body


def _of(part: Element) -> list[Row]:
    return [cells for row in part.iterchildren("tr") if (cells := _cells(row))]


def _cells(row: Element) -> Row:
    return list(row.iterchildren("td", "th"))


def _placed(rows: list[Row], first: int, inside: Inside) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for element in row:
            while (x, y) in taken:
                x += 1
            across = _free(taken, x, y, _span(element, "colspan"))
            down = min(_span(element, "rowspan"), len(rows) - y)
            taken |= {(x + i, y + j) for i in range(across) for j in range(down)}
            is_head = element.tag == "th"
            yield Cell(x, first + y, inside(element), is_head, across, down)
            x += across


def _free(taken: set[tuple[int, int]], x: int, y: int, across: int) -> int:
    return next((i for i in range(1, across) if (x + i, y) in taken), across)


def _span(element: Element, name: str) -> int:
    text = str(element.get(name, ""))
    if not text.isdecimal() or len(text) > len("9999"):
        return 1
    return max(1, min(int(text), LONGEST_SPAN))
