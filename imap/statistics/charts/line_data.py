"""A line as data, before it is drawn: its figures, runs and rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from imap.statistics.charts.svg import ChartTable, ChartText
from imap.statistics.formatting import format_number

Point = tuple[int, Decimal | None]
Format = Callable[[Decimal], str]


@dataclass(frozen=True)
class Line:
    """A series; before the years in `breaks` the line is interrupted."""

    label: str
    note: str
    points: Sequence[Point]
    breaks: frozenset[int] = field(default_factory=frozenset)
    # What heads its column of the table, where that is not the label.
    head: str = ""

    @property
    def figures(self) -> list[tuple[int, Decimal]]:
        return [(year, value) for year, value in self.points if value is not None]


def line_table(
    lines: Sequence[Line], text: ChartText, figure: Format | None = None
) -> ChartTable:
    """Return the same figures as rows, newest year last; absence in words."""
    as_text = figure or (lambda value: format_number(value, 0, text.language))
    columns = [dict(line.figures) for line in lines]
    years = sorted({year for line in lines for year, _value in line.points})
    rows = [
        [str(year)]
        + [
            as_text(column[year]) if year in column else text.absent
            for column in columns
        ]
        for year in years
    ]
    heads = [line.head or line.label for line in lines]
    return ChartTable([text.head, *heads], rows)


def runs(line: Line) -> list[list[tuple[int, Decimal]]]:
    """Cut a line where a figure is missing, a year is skipped or the series breaks."""
    usual = _usual_step([year for year, _value in line.points])
    parts: list[list[tuple[int, Decimal]]] = []
    previous: int | None = None
    for year, value in sorted(line.points):
        if value is None:
            previous = None
            continue
        joined = previous is not None and year - previous <= usual * 1.5
        if not joined or year in line.breaks:
            parts.append([])
        parts[-1].append((year, value))
        previous = year
    return parts


def _usual_step(years: Sequence[int]) -> int:
    ordered = sorted(set(years))
    steps = Counter(late - early for early, late in pairwise(ordered))
    return steps.most_common(1)[0][0] if steps else 1
