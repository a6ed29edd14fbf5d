"""The legend of sizes: circles in one another, each with its figure."""

from __future__ import annotations

from typing import Any

from imap.map.drawing.areas import radius_of
from imap.map.drawing.curves import LARGEST as LARGEST_OF_CURVES
from imap.map.drawing.paint import Paint
from imap.map.drawing.picture import LARGEST
from imap.map.drawing.svg import element, label
from imap.map.layers.view import Marks

LETTERS = 11
WIDE = 130


def scale(marks: Marks, paint: Paint, unit: float) -> dict[str, Any]:
    """Return {"svg", "units"}: as wide as many units of the map; "" without sizes."""
    if not marks.steps:
        return {"svg": "", "units": 0}
    largest = (LARGEST_OF_CURVES if marks.home else LARGEST) * unit
    letters, edge = LETTERS * unit, LETTERS * unit * 0.6
    foot, middle = edge + 2 * largest, largest + unit
    drawn: list[str] = []
    last = -letters
    for value, words in marks.steps:
        radius = radius_of(value, marks.most, largest)
        top = foot - 2 * radius
        if top - last < letters:
            continue
        last = top
        line = {"fill": "none", "stroke": paint.colours["muted"], "stroke_width": unit}
        words_at = middle + largest + 8 * unit + letters * len(words) * 0.3
        reach = f"M{middle:.1f} {top:.1f}h{largest + 5 * unit:.1f}"
        drawn += [
            element("circle", cx=middle, cy=foot - radius, r=radius, **line),
            element("path", d=reach, **line),
            label(words, (words_at, top + letters * 0.35), letters),
        ]
    return {"svg": _sheet(drawn, WIDE * unit, foot + edge), "units": WIDE * unit}


def key_line(colour: str) -> str:
    """Return a short line of a colour."""
    line = element("path", d="M0 4h24", stroke=colour, stroke_width=4)
    return _sheet([line], 24, 8)


def _sheet(drawn: list[str], width: float, height: float) -> str:
    return element(
        "svg",
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        width=round(width),
        height=round(height),
        viewBox=f"0 0 {round(width)} {round(height)}",
    )
