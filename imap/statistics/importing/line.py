"""One line of a file of figures: its cells, checked one by one.

Each check notes what it finds wrong and returns None; the line is then not taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from imap.statistics.importing.report import Problem, Reason, shown
from imap.statistics.models import GAPS, Observation

T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1900, 2100
_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_VALUE = Observation._meta.get_field("value")
STEP = Decimal(1).scaleb(-_VALUE.decimal_places)
BOUND = Decimal(10) ** (_VALUE.max_digits - _VALUE.decimal_places)
LONGEST_NUMBER = Observation._meta.get_field("published").max_length or 0
LONGEST_BREAKDOWN = Observation._meta.get_field("breakdown").max_length or 0
_BREAKDOWN = re.compile(r"[\w-]+=[\w.+-]+(;[\w-]+=[\w.+-]+)*", re.ASCII)

FLAGS = frozenset(Observation.Flag.values)
_FLAGS_SHOWN = ", ".join(flag for flag in Observation.Flag.values if flag)
_GAPS_SHOWN = ", ".join(GAPS)


class Line:
    """Cells by column, without white space around them, and the problems found."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number = number
        self.cells = cells
        self.problems: list[Problem] = []

    def refuse(self, column: str, reason: Reason, **details: object) -> None:
        text = shown(self.cells[column])
        told = {name: str(value) for name, value in details.items()}
        self.problems.append(Problem(self.number, column, text, reason, told))

    def pick(self, column: str, among: Mapping[str, T], reason: Reason) -> T | None:
        """Return what the code in a column stands for."""
        value = among.get(self.cells[column])
        if value is None:
            self.refuse(column, reason)
        return value

    def year(self) -> int | None:
        text = self.cells["year"]
        if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        self.refuse("year", Reason.NO_YEAR, first=FIRST_YEAR, last=LAST_YEAR)
        return None

    def number_in(self, column: str) -> Decimal | None:
        """Return the number rounded to the column's places; None for an empty cell."""
        text = self.cells[column]
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            self.refuse(column, Reason.NO_NUMBER)
            return None
        # Both databases would round, but not alike.
        value = _rounded(text) if len(text) <= LONGEST_NUMBER else BOUND
        if abs(value) >= BOUND:
            self.refuse(column, Reason.TOO_LARGE)
            return None
        return value

    def check_flag(self) -> None:
        """Hold that the flag is known, and given where a value is missing only."""
        flag, has_value = self.cells["flag"], bool(self.cells["value"])
        if flag not in FLAGS:
            self.refuse("flag", Reason.UNKNOWN_FLAG, flags=_FLAGS_SHOWN)
        elif has_value and flag in GAPS:
            self.refuse("flag", Reason.VALUE_AND_GAP)
        elif not has_value and flag not in GAPS:
            self.refuse("value", Reason.NO_REASON, flags=_GAPS_SHOWN)

    def check_breakdown(self) -> None:
        text = self.cells["breakdown"]
        fits = len(text) <= LONGEST_BREAKDOWN and _BREAKDOWN.fullmatch(text)
        if text and not fits:
            self.refuse("breakdown", Reason.BREAKDOWN, most=LONGEST_BREAKDOWN)

    def check_range(
        self, value: Decimal, lowest: Decimal | None, highest: Decimal | None
    ) -> None:
        if lowest is not None and value < lowest:
            self.refuse("value", Reason.TOO_LOW, limit=_plain(lowest))
        if highest is not None and value > highest:
            self.refuse("value", Reason.TOO_HIGH, limit=_plain(highest))


def _rounded(text: str) -> Decimal:
    # Of a number with more digits than Python counts with, more than the column holds.
    value = Decimal(text)
    return value.quantize(STEP, ROUND_HALF_UP) if abs(value) < BOUND else BOUND


def _plain(limit: Decimal) -> str:
    """Return 100, not 100.0000."""
    return f"{limit:f}".rstrip("0").rstrip(".") if limit % 1 else f"{int(limit)}"
