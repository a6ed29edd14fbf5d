"""Curves between one state and others, with the figures at their ends.

The twin of `static/js/map/flows/curves.js`; sizes are in units of the drawing, `unit`
being those to a pixel of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from imap.map.drawing.areas import radius_of
from imap.map.drawing.names import size_of
from imap.map.drawing.rings import Box, Point
from imap.map.drawing.svg import element, label
from imap.map.layers.view import Curve, Marks

WIDEST, THINNEST, LARGEST, BEND = 11, 0.9, 30, 0.17
LETTERS, GAP = 12, 4
OUT = "out"


@dataclass(frozen=True)
class Ground:
    """Where things lie on the drawing, what they are called, and the colours."""

    places: Mapping[str, Point]
    names: Mapping[str, str]
    room: Box
    unit: float
    colours: Mapping[str, str]


def curves(marks: Marks, ground: Ground) -> str:
    """Return lines, circles at their ends, names and figures as SVG."""
    home = ground.places.get(marks.home)
    drawn = [each for each in marks.curves if each.iso3 in ground.places]
    if home is None:
        return ""
    lines = [_line(each, marks, ground, home) for each in drawn]
    rings = [_ring(each, marks, ground) for each in drawn]
    return "".join([*lines, *rings, *_labels(marks, drawn, ground)])


def _line(curve: Curve, marks: Marks, ground: Ground, home: Point) -> str:
    (x0, y0), (x1, y1) = home, ground.places[curve.iso3]
    side = 1 if curve.way == OUT else -1
    bent_x = (x0 + x1) / 2 - side * BEND * (y1 - y0)
    bent_y = (y0 + y1) / 2 + side * BEND * (x1 - x0)
    return element(
        "path",
        d=f"M{x0:.1f} {y0:.1f}Q{bent_x:.1f} {bent_y:.1f} {x1:.1f} {y1:.1f}",
        fill="none",
        stroke=_hue(curve, ground),
        stroke_opacity=0.62,
        stroke_linecap="round",
        stroke_width=ground.unit
        * max(THINNEST, WIDEST * math.sqrt(curve.value / marks.most)),
    )


def _ring(curve: Curve, marks: Marks, ground: Ground) -> str:
    x, y = ground.places[curve.iso3]
    hue, is_out = _hue(curve, ground), curve.way == OUT
    return element(
        "circle",
        cx=x,
        cy=y,
        r=_radius(curve, marks, ground),
        fill=hue if is_out else "none",
        fill_opacity=0.24 if is_out else None,
        stroke=hue,
        stroke_width=ground.unit * (1.2 if is_out else 1.8),
    )


def _radius(curve: Curve, marks: Marks, ground: Ground) -> float:
    return radius_of(curve.value, marks.most, LARGEST * ground.unit)


def _hue(curve: Curve, ground: Ground) -> str:
    return ground.colours[f"flow-{curve.way}"]


def _labels(marks: Marks, drawn: Sequence[Curve], ground: Ground) -> Iterator[str]:
    """Yield names, the strongest first; who finds no room has none."""
    reach = dict.fromkeys(marks.figures, 0.0)
    for each in drawn:
        radius = _radius(each, marks, ground)
        reach[each.iso3] = max(reach.get(each.iso3, 0), radius)
    taken = [_square(ground.places[code], r) for code, r in reach.items() if r]
    for code in [marks.home, *marks.figures]:
        told = [ground.names[code], marks.figures.get(code, "")]
        at, lines = ground.places.get(code), [line for line in told if line]
        if at is None:
            continue
        letters = LETTERS * ground.unit
        sizes = [size_of(line, letters) for line in lines]
        size = max(width for width, _h in sizes), sum(height for _w, height in sizes)
        off = reach.get(code, 0) + GAP * ground.unit
        beside = _beside(at, off, size)
        free = (
            box
            for box in (beside[:1] if code == marks.home else beside)
            if box.is_within(ground.room) and not any(box.meets(one) for one in taken)
        )
        box = next(free, None)
        if box:
            taken.append(box)
            yield _text(box, lines, letters)


def _square(at: Point, reach: float) -> Box:
    x, y = at
    return Box(x - reach, y - reach, x + reach, y + reach)


def _beside(at: Point, off: float, size: tuple[float, float]) -> list[Box]:
    """Return where a label may stand: below first, then to the sides and above."""
    (x, y), (width, height) = at, size
    corners = [
        (x - width / 2, y + off),
        (x + off, y - height / 2),
        (x - off - width, y - height / 2),
        (x - width / 2, y - off - height),
        (x + off * 0.75, y + off * 0.5),
        (x + off * 0.75, y - off * 0.5 - height),
        (x - off * 0.75 - width, y + off * 0.5),
        (x - off * 0.75 - width, y - off * 0.5 - height),
    ]
    return [Box(left, top, left + width, top + height) for left, top in corners]


def _text(box: Box, lines: Sequence[str], letters: float) -> str:
    x, step = (box.left + box.right) / 2, (box.bottom - box.top) / len(lines)
    foot = [box.top + step * (place + 0.5) + letters * 0.35 for place in range(2)]
    return "".join(
        label(line, (x, y), letters, is_bold=line is lines[0])
        for line, y in zip(lines, foot, strict=False)
    )
