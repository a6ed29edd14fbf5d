"""The table of people in a Word document, as it stands after all tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
# What was struck out or moved away is not part of the document any more.
_GONE = {f"{_W}del", f"{_W}moveFrom"}
_BREAKS = {f"{_W}p", f"{_W}br", f"{_W}cr", f"{_W}tab"}

Row = tuple[str, ...]


def rows_of(parts: dict[str, bytes]) -> list[Row]:
    """Return the rows of the document's list of people; none where it has no table.

    `parts` are the files of the archive. A long list is often cut into a table a page:
    tables with addresses and as many columns as the first of them go on with it.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(parts[_DOCUMENT], parser)
    tables = [table for table in map(_rows, _tables(root)) if table]
    of_people = [table for table in tables if _has_address(table)] or tables[:1]
    if not of_people:
        return []
    width = _width(of_people[0])
    return [row for table in of_people if _width(table) == width for row in table]


def _tables(root: etree._Element) -> Iterator[etree._Element]:
    """Find the outer tables: one within a cell belongs to the text of the cell."""
    for table in root.iter(f"{_W}tbl"):
        if not any(parent.tag == f"{_W}tbl" for parent in table.iterancestors()):
            yield table


def _rows(table: etree._Element) -> list[Row]:
    rows = [row for row in table.iter(f"{_W}tr") if _nearest_table(row) is table]
    return [tuple(_cells(row)) for row in rows if row.find(_struck("tr")) is None]


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iter(f"{_W}tc"):
        if _nearest_row(cell) is not row or cell.find(_struck("tc")) is not None:
            continue
        yield " ".join("".join(_text(cell)).split())
        # A cell over several columns leaves the others empty, so that all stay in line.
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        more = span.get(f"{_W}val", "1") if span is not None else "1"
        yield from [""] * (min(int(more), 30) - 1 if more.isdigit() else 0)


def _text(cell: etree._Element) -> Iterator[str]:
    for part in cell.iter():
        if part.tag in _BREAKS:
            yield " "
        elif part.tag == f"{_W}t" and not _is_gone(part, cell):
            yield part.text or ""


def _is_gone(part: etree._Element, cell: etree._Element) -> bool:
    for parent in part.iterancestors():
        if parent is cell:
            return False
        if parent.tag in _GONE:
            return True
    return False


def _struck(kind: str) -> str:
    """Return the path of the mark that a row or cell was deleted while tracked."""
    mark = "del" if kind == "tr" else "cellDel"
    return f"{_W}{kind}Pr/{_W}{mark}"


def _nearest_table(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(f"{_W}tbl"), None)


def _nearest_row(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{_W}tr"), None)


def _has_address(table: list[Row]) -> bool:
    return any("@" in cell for row in table for cell in row)


def _width(table: list[Row]) -> int:
    return max(map(len, table))
