"""Which column of a list is what, and what its words mean; nothing asks a database."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from accounts.nominations.reading import Line, Table
from imap.core.language import search_key

COLUMNS = (
    "name",
    "email",
    "office",
    "ministry",
    "post",
    "language",
    "role",
    "until",
    "edition",
    "sections",
)
_ENOUGH = 2
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d")
_WORDS = Path(__file__).parents[1] / "data" / "list_words.json"
# In the order in which lists without a header name them.
_FREE = ("name", "ministry", "post")

Values = dict[str, str]


def columns_of(table: Table, offices: Mapping[str, str]) -> tuple[bool, list[str]]:
    """Return whether the first line is a header, and a column name for each cell."""
    if table.is_named:
        return False, ["name", "email", "post"][: table.width]
    first = table.lines[0].cells
    named = [_column(cell) for cell in first]
    known = [name for name in named if name]
    is_header = len(known) >= min(_ENOUGH, table.width) and not any(
        "@" in cell for cell in first
    )
    return is_header, _once(named) if is_header else _guessed(table, offices)


def people_of(
    lines: Sequence[Line], columns: Sequence[str], *, has_header: bool
) -> list[tuple[int, Values]]:
    """Return the rows as values by column; cells of one column are joined."""
    people = []
    for line in lines[has_header:]:
        values: Values = {}
        for name, cell in zip(columns, line.cells, strict=False):
            if name and cell:
                values[name] = f"{values[name]} {cell}" if name in values else cell
        people.append((line.number, values))
    return people


def understood(values: Values, offices: Mapping[str, str]) -> Values:
    """Return the values as the form takes them; what is not known stays as typed."""
    read = dict(values)
    for name, meanings in (
        ("office", offices),
        ("role", _meanings("roles")),
        ("language", _meanings("languages")),
    ):
        if name in read:
            read[name] = meanings.get(word_key(read[name]), read[name])
    if "until" in read:
        read["until"] = day_of(read["until"])
    if "email" in read:
        read["email"] = _address(read["email"])
    return read


def day_of(text: str) -> str:
    """Return the day as year-month-day, or what was typed."""
    plain = re.sub(r"\s*г\.?$", "", text.strip())
    for pattern in _DATES:
        try:
            day = datetime.strptime(plain, pattern)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return date(day.year, day.month, day.day).isoformat()
    return text


def word_key(text: str) -> str:
    """Return what the spellings of a word in a list have in common."""
    words = re.sub(r"[*:()\"'«»]", " ", search_key(text).replace("_", " "))
    return " ".join(words.split()).rstrip(".")


def _address(text: str) -> str:
    """Leave the brackets and the mailto: of a copied address."""
    match = re.search(r"<([^<>]+)>", text)
    return (match[1] if match else text).removeprefix("mailto:").strip()


def _column(cell: str) -> str:
    return _meanings("columns").get(word_key(cell), "")


def _once(names: Sequence[str]) -> list[str]:
    """Let the first of two columns with one meaning keep it; a name has two parts."""
    seen: set[str] = set()
    kept = []
    for name in names:
        kept.append("" if name in seen and name != "name" else name)
        seen.add(name)
    return kept


def _guessed(table: Table, offices: Mapping[str, str]) -> list[str]:
    """Tell columns without a header by what stands in them."""
    guessed = [
        _kind([line.cells[place] for line in table.lines], offices)
        for place in range(table.width)
    ]
    guessed = _once(guessed)
    free = [name for name in _FREE if name not in guessed]
    for place, name in enumerate(guessed):
        if not name and free and any(line.cells[place] for line in table.lines):
            guessed[place] = free.pop(0)
    return guessed


def _kind(cells: Sequence[str], offices: Mapping[str, str]) -> str:
    filled = [cell for cell in cells if cell]
    tests = {
        "email": lambda cell: "@" in cell,
        "until": lambda cell: day_of(cell)[:1].isdigit() and day_of(cell)[4:5] == "-",
        "role": lambda cell: word_key(cell) in _meanings("roles"),
        "language": lambda cell: word_key(cell) in _meanings("languages"),
        "office": lambda cell: word_key(cell) in offices,
    }
    for name, test in tests.items():
        if filled and sum(map(test, filled)) * 2 > len(filled):
            return name
    return ""


@cache
def _meanings(kind: str) -> dict[str, str]:
    words = json.loads(_WORDS.read_text(encoding="utf-8"))[kind]
    meanings = {word_key(word): name for name, all_ in words.items() for word in all_}
    return meanings | {word_key(name): name for name in words}
