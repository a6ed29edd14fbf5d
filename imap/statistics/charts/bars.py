"""Horizontal bars with the figure and its share at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.safestring import SafeString

from imap.statistics.charts.lines import NARROW, NARROW_CLASS
from imap.statistics.charts.svg import Canvas, Chart, ChartTable, ChartText

ROW = 25
THICK = 15
NAME_ROW = 16
LETTER = 7.6
GAP = 12
VALUE_GAP = 6

CLASSES = {
    "main": "chart__bar",
    "rest": "chart__bar chart__bar--rest",
    "others": "chart__bar chart__bar--others",
}


@dataclass(frozen=True)
class Bar:
    """A row: who, how many, the number in words, and what stands behind it."""

    label: str
    value: Decimal
    text: str
    note: str = ""
    kind: Literal["main", "rest", "others"] = "main"


def bar_chart(
    bars: Sequence[Bar],
    text: ChartText,
    *,
    value_head: str,
    note_head: str = "",
    width: int = 640,
) -> Chart:
    return Chart(
        _drawn(bars, text, width),
        _table(bars, text, value_head, note_head),
        _drawn(bars, text, NARROW[0], NARROW_CLASS),
    )


def _drawn(
    bars: Sequence[Bar], text: ChartText, width: int, css: str = "chart__plot"
) -> SafeString:
    """Draw a row for each bar; on a narrow page its name stands above it."""
    is_narrow = css == NARROW_CLASS
    above = NAME_ROW if is_narrow else 0
    canvas = Canvas(width, (ROW + above) * len(bars) + 4, text.language)
    names = max((len(bar.label) for bar in bars), default=0) * LETTER + GAP
    start = 0 if is_narrow else min(width * 0.42, names)
    room = max((len(f"{bar.text} {bar.note}") for bar in bars), default=0) * LETTER
    longest = max((bar.value for bar in bars), default=Decimal(0)) or Decimal(1)
    for row, bar in enumerate(bars):
        top = row * (ROW + above) + above + (ROW - THICK) / 2
        length = float(bar.value / longest) * (width - start - room - VALUE_GAP)
        baseline = top + THICK - 2.5
        canvas.text((0, baseline - above), bar.label, "chart__name")
        canvas.bar((start, top), (length, THICK), CLASSES[bar.kind])
        at = (start + length + VALUE_GAP, baseline)
        canvas.text_with_note(at, bar.text, bar.note, "chart__name")
    return canvas.draw(text, css)


def _table(
    bars: Sequence[Bar], text: ChartText, value_head: str, note_head: str
) -> ChartTable:
    if not note_head:
        rows = [[bar.label, bar.text] for bar in bars]
        return ChartTable([text.head, value_head], rows)
    rows = [[bar.label, bar.text, bar.note or text.absent] for bar in bars]
    return ChartTable([text.head, value_head, note_head], rows)
