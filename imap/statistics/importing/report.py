"""What reading a file of figures found: counts, and what is wrong on which line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# A file of the wrong kind has a problem on each line; the first ones tell as much.
PROBLEMS_KEPT = 100
TEXT_KEPT = 80


class Reason(models.TextChoices):
    """Why a line or a file is refused; the label is the sentence for the reader."""

    UNREADABLE = (
        "unreadable",
        _("From here on the file cannot be read. Save it again as CSV in UTF-8."),
    )
    EMPTY_FILE = "empty_file", _("The file has no line with the names of its columns.")
    MISSING_COLUMN = "missing_column", _("The file lacks this column.")
    UNKNOWN_COLUMN = (
        "unknown_column",
        _("A file of this kind has no such column, only these: %(columns)s."),
    )
    REPEATED_COLUMN = "repeated_column", _("Two columns have this name.")
    CELLS = (
        "cells",
        _("The line has %(cells)s cells where the file has %(columns)s columns."),
    )
    UNKNOWN_INDICATOR = (
        "unknown_indicator",
        _("The catalogue has no indicator with this code."),
    )
    UNKNOWN_TYPE = (
        "unknown_type",
        _("The catalogue has no type of flow with this code."),
    )
    UNKNOWN_SOURCE = "unknown_source", _("The catalogue has no source with this code.")
    UNKNOWN_COUNTRY = (
        "unknown_country",
        _("No country or area has this code. It takes three letters, such as ARM."),
    )
    UNKNOWN_DIRECTION = "unknown_direction", _("The direction is in or out.")
    OTHER_EDITION = (
        "other_edition",
        _("The edition of this source is %(edition)s. Another one is another source."),
    )
    NO_YEAR = (
        "no_year",
        _("Write the year with four digits, from %(first)s to %(last)s."),
    )
    NO_NUMBER = (
        "no_number",
        _("This is no number. Use digits only, with a point before decimals."),
    )
    NO_VALUE = "no_value", _("The number is missing. Leave the line out without one.")
    TOO_LARGE = "too_large", _("The number is too long to be stored.")
    TOO_LOW = (
        "too_low",
        _("The lowest value allowed for this indicator is %(limit)s."),
    )
    TOO_HIGH = (
        "too_high",
        _("The highest value allowed for this indicator is %(limit)s."),
    )
    UNKNOWN_FLAG = "unknown_flag", _("The flag is none of these: %(flags)s.")
    NO_REASON = (
        "no_reason",
        _("A line without a value needs one of these flags: %(flags)s."),
    )
    VALUE_AND_GAP = (
        "value_and_gap",
        _("The flag says that there is no value to show, but the line has one."),
    )
    BREAKDOWN = (
        "breakdown",
        _("Write the breakdown as in sex=F, with at most %(most)s characters."),
    )
    UNKNOWN_DEFINITION = (
        "unknown_definition",
        _("The indicator has no other definition with this mark."),
    )
    REPEATED = "repeated", _("Line %(line)s already has this figure.")


@dataclass(frozen=True)
class Problem:
    """A fault of one line; of the whole file where it is on line 1.

    `line` counts as a spreadsheet does: the names of the columns are line 1. `text` is
    what was found, cut to 80 characters. `details` fill the sentence of the reason.
    """

    line: int
    column: str
    text: str
    reason: Reason
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """Return the sentence in the active language."""
        return str(self.reason.label) % self.details

    def as_json(self) -> dict[str, Any]:
        """Return what can be stored; the reason as its code, not in a language."""
        return {
            "line": self.line,
            "column": self.column,
            "text": self.text,
            "reason": self.reason.value,
            "details": dict(self.details),
        }


@dataclass
class Report:
    """Counts of lines, and the first hundred problems of `problems_found`.

    A line is taken or refused as a whole and may have several problems.
    """

    rows_read: int = 0
    figures_taken: int = 0
    figures_missing: int = 0
    problems_found: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.problems_found

    def add(self, problem: Problem) -> None:
        self.problems_found += 1
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append(problem)

    def take(self, value: object) -> None:
        """Count a line that was taken; None is a figure its source does not give."""
        self.figures_taken += 1
        if value is None:
            self.figures_missing += 1

    def as_json(self) -> dict[str, Any]:
        """Return what `Release.report` stores of one file."""
        return {
            "rows_read": self.rows_read,
            "figures_taken": self.figures_taken,
            "figures_missing": self.figures_missing,
            "problems_found": self.problems_found,
            "problems": [problem.as_json() for problem in self.problems],
        }


def shown(text: str) -> str:
    """Return text as a report repeats it: short, and storable in every database."""
    return "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for sign in text[:TEXT_KEPT]
    )
