"""Line chart: dots at real figures, labels at the ends of the lines, gaps left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from imap.statistics.charts.axis import GAP, Axis, axis_of
from imap.statistics.charts.line_data import Format, Line, line_table, runs
from imap.statistics.charts.scale import Scale, year_ticks, zero_scale
from imap.statistics.charts.svg import Canvas, Chart, ChartText

TOP = 22
BOTTOM = 26
EDGE = 5
LABEL_GAP = 10
LABEL_STEP = 34
LABEL_ROW = 18
# A phone of 360 px leaves this to a chart, whose letters then keep their size.
NARROW = (328, 210)
NARROW_CLASS = "chart__plot chart__plot--narrow"
MOST_LINES = 4


@dataclass(frozen=True)
class LineFrame:
    """Where years and values stand on the canvas."""

    scale: Scale
    first: int
    last: int
    width: float
    left: float = 0

    def x(self, year: int) -> float:
        along = (year - self.first) / ((self.last - self.first) or 1)
        return self.left + EDGE + along * (self.width - self.left - 2 * EDGE)

    def at(self, year: int, value: Decimal) -> tuple[float, float]:
        return self.x(year), self.scale.y(value)


def line_chart(
    lines: Sequence[Line],
    text: ChartText,
    *,
    size: tuple[int, int] = (640, 236),
    labels: int = 168,
    figure: Format | None = None,
) -> Chart:
    """Draw at most four series; `labels` is the room kept for the words at the ends."""
    if len(lines) > MOST_LINES:
        raise ValueError("a fifth series means another chart")
    return Chart(
        _drawn(lines, text, size, labels),
        line_table(lines, text, figure),
        _drawn(lines, text, NARROW, 0),
    )


def _drawn(
    lines: Sequence[Line], text: ChartText, size: tuple[int, int], labels: int
) -> SafeString:
    """Draw with the words at the ends of the lines; without room there, above them."""
    drawn = [line for line in lines if line.figures]
    above = 0 if labels else len(drawn) * LABEL_ROW
    canvas = Canvas(size[0], size[1] + above, text.language)
    if drawn:
        frame, axis = _frame(drawn, (size[0] - labels, size[1] + above), above, text)
        for tick in frame.scale.ticks:
            css = "chart__grid" if tick else "chart__zero"
            canvas.line((frame.left, frame.width), frame.scale.y(tick), css)
        _draw_axes(canvas, frame, axis, drawn)
        for position, line in enumerate(drawn, start=1):
            _draw_line(canvas, frame, line, position)
        if labels:
            _draw_labels(canvas, frame, drawn)
        else:
            _draw_labels_above(canvas, drawn)
    return canvas.draw(text, "chart__plot" if labels else NARROW_CLASS)


def _frame(
    lines: Sequence[Line], size: tuple[int, int], above: int, text: ChartText
) -> tuple[LineFrame, Axis]:
    years = [year for line in lines for year, _value in line.points]
    values = [value for line in lines for _year, value in line.figures]
    scale = zero_scale(values, TOP + above, size[1] - BOTTOM)
    axis = axis_of(scale.ticks, text.language)
    return LineFrame(scale, min(years), max(years), size[0], axis.room), axis


def _draw_axes(
    canvas: Canvas, frame: LineFrame, axis: Axis, lines: Sequence[Line]
) -> None:
    """Write the numbers in a gutter of their own, where no line passes."""
    edge = frame.left - GAP
    for tick, label in zip(frame.scale.ticks, axis.labels, strict=True):
        canvas.text((edge, frame.scale.y(tick) + 4), label, "chart__axis", "end")
    if axis.word:
        canvas.text(
            (0, frame.scale.y(frame.scale.ticks[-1]) - 10), axis.word, "chart__axis"
        )
    for year in year_ticks(year for line in lines for year, _value in line.points):
        x, anchor = frame.x(year), "middle"
        if year == frame.first:
            x, anchor = frame.left, "start"
        elif year == frame.last and frame.width == canvas.width:
            x, anchor = frame.width, "end"
        canvas.text((x, canvas.height - 8), str(year), "chart__axis", anchor)


def _draw_line(canvas: Canvas, frame: LineFrame, line: Line, position: int) -> None:
    parts = runs(line)
    for part in parts:
        if len(part) > 1:
            spots = [frame.at(*figure) for figure in part]
            canvas.path(spots, f"chart__line chart__line--{position}")
    for part in parts:
        for figure in part:
            canvas.dot(*frame.at(*figure), f"chart__dot chart__dot--{position}")


def _draw_labels(canvas: Canvas, frame: LineFrame, lines: Sequence[Line]) -> None:
    ends = [frame.at(*line.figures[-1])[1] for line in lines]
    highest = canvas.height - BOTTOM - 8
    for place, y in _apart(ends, highest).items():
        line = lines[place]
        x = frame.width + LABEL_GAP - EDGE
        canvas.text((x, y), line.label, f"chart__label chart__label--{place + 1}")
        canvas.text((x, y + 15), line.note, "chart__note")


def _draw_labels_above(canvas: Canvas, lines: Sequence[Line]) -> None:
    for place, line in enumerate(lines):
        at = (0, 12 + place * LABEL_ROW)
        css = f"chart__label chart__label--{place + 1}"
        canvas.text_with_note(at, line.label, line.note, css)


def _apart(ends: Sequence[float], lowest: float) -> dict[int, float]:
    """Return the height of each label, pushed apart where two would meet."""
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    heights: dict[int, float] = {}
    free = 12.0
    for place in order:
        heights[place] = max(ends[place], free)
        free = heights[place] + LABEL_STEP
    limit = lowest
    for place in reversed(order):
        heights[place] = min(heights[place], limit)
        limit = heights[place] - LABEL_STEP
    return heights
