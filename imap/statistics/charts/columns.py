"""Columns over the years; below zero in the second colour."""

from __future__ import annotations

from django.utils.safestring import SafeString

from imap.statistics.charts.axis import axis_of
from imap.statistics.charts.line_data import Format, Line, line_table
from imap.statistics.charts.lines import (
    BOTTOM,
    NARROW,
    NARROW_CLASS,
    TOP,
    LineFrame,
)
from imap.statistics.charts.scale import tight_scale, year_ticks
from imap.statistics.charts.svg import Canvas, Chart, ChartText

LABEL_GAP = 6
LABEL_ROOM = 30
NARROW_LABELS = 92


def column_chart(
    line: Line,
    text: ChartText,
    *,
    size: tuple[int, int] = (380, 190),
    labels: int = 92,
    figure: Format | None = None,
) -> Chart:
    """Draw one series, such as net migration; its axis stands at the far side."""
    return Chart(
        _drawn(line, text, size, labels),
        line_table([line], text, figure),
        _drawn(line, text, NARROW, NARROW_LABELS, NARROW_CLASS),
    )


def _drawn(
    line: Line,
    text: ChartText,
    size: tuple[int, int],
    labels: int,
    css: str = "chart__plot",
) -> SafeString:
    canvas = Canvas(*size, text.language)
    if line.figures:
        frame = _frame(line, size, labels)
        label_at = _draw_end(canvas, frame, line)
        _draw_axis(canvas, frame, text.language, label_at)
        _draw_columns(canvas, frame, line)
        _draw_years(canvas, frame, line)
    return canvas.draw(text, css)


def _frame(line: Line, size: tuple[int, int], labels: int) -> LineFrame:
    years = [year for year, _value in line.points]
    scale = tight_scale((value for _year, value in line.figures), TOP, size[1] - BOTTOM)
    return LineFrame(scale, min(years), max(years), size[0] - labels)


def _slot(frame: LineFrame) -> float:
    return frame.width / (frame.last - frame.first + 1)


def _left(frame: LineFrame, year: int) -> float:
    return (year - frame.first) * _slot(frame)


def _draw_columns(canvas: Canvas, frame: LineFrame, line: Line) -> None:
    zero = frame.scale.y(0)
    thick = min(_slot(frame) * 0.72, 24)
    inset = (_slot(frame) - thick) / 2
    for year, value in line.figures:
        top = min(frame.scale.y(value), zero)
        height = abs(frame.scale.y(value) - zero)
        below = " chart__bar--below" if value < 0 else ""
        corner = (_left(frame, year) + inset, top)
        canvas.bar(corner, (thick, max(height, 0.5)), f"chart__bar{below}")


def _draw_years(canvas: Canvas, frame: LineFrame, line: Line) -> None:
    for year in year_ticks(year for year, _value in line.points):
        x, anchor = _left(frame, year) + _slot(frame) / 2, "middle"
        if year == frame.first:
            x, anchor = 0, "start"
        canvas.text((x, canvas.height - 8), str(year), "chart__axis", anchor)


def _draw_axis(
    canvas: Canvas, frame: LineFrame, language: str, label_at: float
) -> None:
    axis = axis_of(frame.scale.ticks, language)
    if axis.word:
        canvas.text((frame.width + LABEL_GAP, 9), axis.word, "chart__axis")
    for tick, label in zip(frame.scale.ticks, axis.labels, strict=True):
        y = frame.scale.y(tick)
        css = "chart__grid" if tick else "chart__zero"
        canvas.line((0, frame.width), y, css)
        # The label of the last figure matters more than that of a grid line.
        if not -12 < y - label_at < LABEL_ROOM:
            canvas.text((frame.width + LABEL_GAP, y + 4), label, "chart__axis")


def _draw_end(canvas: Canvas, frame: LineFrame, line: Line) -> float:
    """Write the newest figure beside its column and return how high."""
    value = line.figures[-1][1]
    y = min(max(frame.scale.y(value), 12.0), canvas.height - BOTTOM - 18)
    side = "chart__label--below" if value < 0 else "chart__label--1"
    x = frame.width + LABEL_GAP
    canvas.text((x, y), line.label, f"chart__label {side}")
    canvas.text((x, y + 14), line.note, "chart__note")
    return y
