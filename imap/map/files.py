"""Rows as a file: CSV, or a workbook in which figures are numbers."""

from __future__ import annotations

import csv
import datetime as dt
import io

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from imap.core.packing import dated
from imap.core.spreadsheets import is_number, neutral, neutral_or_number
from imap.map.layers.view import Export

CSV, XLSX = "csv", "xlsx"
# The mark at the start tells spreadsheets that this is UTF-8.
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
NARROW, WIDE = 12, 28
WORDS = {"name", "group", "note", "source", "origin_name", "destination_name"}


def written(export: Export, form: str) -> bytes:
    """Return the file; `form` is csv or xlsx."""
    return _workbook(export) if form == XLSX else _csv(export).encode()


def _csv(export: Export) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([f"# {line}"] for line in export.about if line)
    writer.writerow(export.head)
    writer.writerows([neutral_or_number(cell) for cell in row] for row in export.rows)
    return BOM + buffer.getvalue()


def _workbook(export: Export) -> bytes:
    """Rows stand on the first sheet, alone; what they are on the second.

    The same rows on the same day have the same bytes.
    """
    book, day = Workbook(write_only=True), timezone.localdate()
    rows, about = book.create_sheet("data"), book.create_sheet("about")
    rows.freeze_panes = "A2"
    for column, name in enumerate(export.head, start=1):
        wide = WIDE if name in WORDS else NARROW
        rows.column_dimensions[get_column_letter(column)].width = wide
    rows.append([neutral(name) for name in export.head])
    for cells in export.rows:
        rows.append([_value(text) for text in cells])
    about.column_dimensions["A"].width = 4 * WIDE
    for line in filter(None, export.about):
        about.append([neutral(line)])
    buffer = io.BytesIO()
    book.properties.created = dt.datetime.combine(day, dt.time())
    book.save(buffer)
    return dated(buffer.getvalue(), day)


def _value(text: str) -> str | int | float:
    """Return a figure as a number; any other text is no formula."""
    if not is_number(text):
        return neutral(text)
    return float(text) if "." in text else int(text)
