"""Read a list of people as ministries send it: pasted, CSV, TSV, Excel, Word, lines.

Nothing is computed: a formula is the text it was typed as. What is too large, or
unpacks to too much, is refused before it is read.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from accounts.nominations import word

MOST_ROWS = 200
MOST_COLUMNS = 30
MOST_BYTES = 1024 * 1024
MOST_SIGNS = 2000  # in one cell
_MOST_UNPACKED = 20 * 1024 * 1024
_MOST_ENTRIES = 500
# How far down a sheet is looked for rows; gaps between them are common, this is none.
_MOST_SHEET_ROWS = 5000
_DELIMITERS = "\t;,|"
_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_BRACKETED = re.compile(r"<\s*([^<>\s@]+@[^<>\s@]+)\s*>")


@dataclass(frozen=True)
class Line:
    """One row of the list: its number in the source, and what its cells say."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`is_named` where the reading itself tells the columns: name, e-mail, post."""

    lines: tuple[Line, ...]
    is_named: bool = False

    @property
    def width(self) -> int:
        return max((len(line.cells) for line in self.lines), default=0)


def read_file(content: bytes) -> Table:
    if len(content) > MOST_BYTES:
        raise _refused(
            _("The list is larger than %(size)s MB.") % {"size": MOST_BYTES // 2**20},
            "large",
        )
    if content.startswith(_ZIP):
        return _limited(_lines_of_archive(content))
    if content.startswith(_OLD_OFFICE):
        raise _refused(
            _(
                "This is an old Excel or Word file. Save it as .xlsx, .docx or CSV and"
                " upload it anew."
            ),
            "old",
        )
    if content.startswith(_PDF):
        raise _refused(
            _("A PDF holds no table. Attach it as the letter and paste the list."),
            "type",
        )
    return read_text(_decoded(content))


def read_text(text: str) -> Table:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if _is_address_list(text):
        return _limited(_addresses(text), is_named=True)
    return _limited(_delimited(text, delimiter_of(text)))


def delimiter_of(text: str) -> str:
    """Return the sign that cuts most lines into the same number of cells."""
    sample = "\n".join(text.split("\n")[:50])
    return max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(text: str, sign: str) -> tuple[int, int]:
    widths = Counter(len(line.cells) for line in _delimited(text, sign))
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0, 0
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _delimited(text: str, sign: str) -> Iterator[Line]:
    """Read quoted cells, also those with line breaks; a stray quote is a letter."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    before = 0
    try:
        for cells in reader:
            yield Line(before + 1, tuple(cells))
            before = reader.line_num
    except csv.Error:
        for number, row in enumerate(text.split("\n"), 1):
            if number > before:
                yield Line(number, tuple(row.split(sign)))


def _is_address_list(text: str) -> bool:
    """Name <address>, post: at least every second line holds an address in brackets."""
    lines = [line for line in text.split("\n") if line.strip()]
    bracketed = sum(bool(_BRACKETED.search(line)) for line in lines)
    return bool(lines) and bracketed * 2 >= len(lines)


def _addresses(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        parts = line.split(";") if len(_BRACKETED.findall(line)) > 1 else [line]
        for part in parts:
            yield from (Line(number, cells) for cells in _people_of(part))


def _people_of(part: str) -> Iterator[tuple[str, str, str]]:
    matches = list(_BRACKETED.finditer(part))
    if not matches:
        if part.strip():
            yield (part, "", "")
        return
    for place, match in enumerate(matches):
        start = matches[place - 1].end() if place else 0
        post = part[match.end() :] if len(matches) == 1 else ""
        name = part[start : match.start()].strip(" \t,;\"'")
        yield (name, match[1], post.strip(" \t,;–-"))


def _lines_of_archive(content: bytes) -> Iterator[Line]:
    parts = _parts_of(content)
    if "xl/workbook.xml" in parts:
        return _sheet(content)
    if "word/document.xml" in parts:
        return _word(parts)
    raise _broken()


def _word(parts: dict[str, bytes]) -> Iterator[Line]:
    try:
        rows = word.rows_of(parts)
    except Exception as error:  # whatever a broken file does to the reader
        raise _broken() from error
    if not rows:
        raise _refused(
            _("There is no table in this document. Paste the people instead."), "empty"
        )
    return (Line(number, row) for number, row in enumerate(rows, 1))


def _sheet(content: bytes) -> Iterator[Line]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()
                lines = list(_rows(sheet))
                if any(map(str.strip, (c for line in lines for c in line.cells))):
                    return iter(lines)
        finally:
            book.close()
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken file does to the reader
        raise _broken() from error
    return iter(())


def _rows(sheet: Any) -> Iterator[Line]:
    rows = sheet.iter_rows(
        max_row=_MOST_SHEET_ROWS, max_col=MOST_COLUMNS, values_only=True
    )
    filled = 0
    for number, values in enumerate(rows, 1):
        cells = tuple(map(_text_of, values))
        filled += any(cells)
        yield Line(number, cells)
        if filled > MOST_ROWS + 1:
            return


def _text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # A formula over several cells comes as an object that holds its text.
    return str(getattr(value, "text", value))


def _parts_of(content: bytes) -> dict[str, bytes]:
    """Look into the archive before anything of it is read as a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_size(entries)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken archive does to the reader
        raise _broken() from error
    # Neither Excel nor Word declares entities; who does would multiply them.
    declares = any(
        b"<!doctype" in part.replace(b"\0", b"").lower() for part in parts.values()
    )
    if declares:
        raise _broken()
    return parts


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES or _unpacked(entries) > _MOST_UNPACKED:
        raise _refused(_("The file unpacks to far too much."), "bomb")


def _unpacked(entries: Iterable[zipfile.ZipInfo]) -> int:
    return sum(entry.file_size for entry in entries)


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content:
        raise _refused(
            _(
                "This is no list. Upload CSV, Excel (.xlsx) or Word (.docx), or paste"
                " the rows."
            ),
            "type",
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel writes in Eastern Europe; Western letters are then told apart.
        return _legacy(content)


def _legacy(content: bytes) -> str:
    cyrillic = content.decode("cp1251", "replace")
    letters = [letter for letter in cyrillic if ord(letter) > 127]
    in_words = re.findall(r"[а-яёА-ЯЁ]{3,}", cyrillic)
    is_russian = sum(map(len, in_words)) * 2 > len(letters)
    return cyrillic if is_russian else content.decode("cp1252", "replace")


def _limited(lines: Iterable[Line], *, is_named: bool = False) -> Table:
    kept: list[Line] = []
    for line in lines:
        cells = tuple(map(_clean, line.cells[:MOST_COLUMNS]))
        if any(cells):
            kept.append(Line(line.number, cells))
        if len(kept) > MOST_ROWS + 1:  # one may be the header
            break
    if not kept:
        raise _refused(_("There is nobody in this list."), "empty")
    if len(kept) > MOST_ROWS + 1:
        raise too_many()
    width = max(len(_without_empty_end(line.cells)) for line in kept)
    return Table(
        tuple(Line(line.number, _padded(line.cells, width)) for line in kept), is_named
    )


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _clean(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())[:MOST_SIGNS]


def too_many() -> ValidationError:
    return _refused(
        _("A list holds at most %(number)s people. Enter it in parts.")
        % {"number": MOST_ROWS},
        "rows",
    )


def _broken() -> ValidationError:
    return _refused(
        _("This file cannot be read. Save it anew as .xlsx, .docx or CSV."), "broken"
    )


def _refused(message: str, code: str) -> ValidationError:
    return ValidationError(message, code=code)
