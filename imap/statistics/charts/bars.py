"""Horizontal bars with the figure and its share at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from imap.statistics.charts.svg import Canvas, Chart, ChartTable, ChartText

ROW = 25
THICK = 15
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
    canvas = Canvas(width, ROW * len(bars) + 4, text.language)
    start = min(
        width * 0.42, max((len(bar.label) for bar in bars), default=0) * LETTER + GAP
    )
    room = max((len(f"{bar.text} {bar.note}") for bar in bars), default=0) * LETTER
    longest = max((bar.value for bar in bars), default=Decimal(0)) or Decimal(1)
    for row, bar in enumerate(bars):
        top = row * ROW + (ROW - THICK) / 2
        length = float(bar.value / longest) * (width - start - room - VALUE_GAP)
        baseline = top + THICK - 2.5
        canvas.text((0, baseline), bar.label, "chart__name")
        canvas.bar((start, top), (length, THICK), CLASSES[bar.kind])
        at = (start + length + VALUE_GAP, baseline)
        canvas.text_with_note(at, bar.text, bar.note, "chart__name")
    return Chart(canvas.draw(text), _table(bars, text, value_head, note_head))


def _table(
    bars: Sequence[Bar], text: ChartText, value_head: str, note_head: str
) -> ChartTable:
    if not note_head:
        rows = [[bar.label, bar.text] for bar in bars]
        return ChartTable([text.head, value_head], rows)
    rows = [[bar.label, bar.text, bar.note or text.absent] for bar in bars]
    return ChartTable([text.head, value_head, note_head], rows)
