"""A line the size of a word: a series from zero, its newest figure as a dot."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from imap.statistics.charts.line_data import Line, runs
from imap.statistics.charts.svg import EMPTY, Canvas, ChartText

EDGE = 4


def sparkline(
    points: Sequence[tuple[int, Decimal | None]],
    text: ChartText,
    size: tuple[int, int] = (96, 32),
) -> SafeString:
    line = Line("", "", points)
    if not line.figures:
        return EMPTY
    canvas = Canvas(*size, text.language)
    values = [value for _year, value in line.figures]
    floor = float(min(Decimal(0), *values))
    roof = float(max(Decimal(0), *values))
    first, last = points[0][0], points[-1][0]

    def at(year: int, value: Decimal) -> tuple[float, float]:
        along = (year - first) / ((last - first) or 1)
        share = (float(value) - floor) / ((roof - floor) or 1)
        return (
            EDGE + along * (canvas.width - 2 * EDGE),
            canvas.height - EDGE - share * (canvas.height - 2 * EDGE),
        )

    canvas.line((0, canvas.width), at(first, Decimal(0))[1], "chart__base")
    for part in runs(line):
        if len(part) > 1:
            canvas.path([at(*figure) for figure in part], "chart__line chart__line--1")
    canvas.dot(*at(*line.figures[-1]), "chart__dot chart__dot--1", 2.5)
    return canvas.draw(text, "chart__spark")
