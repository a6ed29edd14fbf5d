"""A view of the map as one SVG: states in their colours, circles or curves, names.

It has no legend and no title: those stand beside it on the sheet (`imap/map/still.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from imap.map.drawing.areas import radius_of
from imap.map.drawing.curves import Ground, curves
from imap.map.drawing.names import largest_first, written_in
from imap.map.drawing.outlines import Outlines, Shape
from imap.map.drawing.paint import Paint
from imap.map.drawing.rings import Box, Point, middle_inside, rings_of
from imap.map.drawing.svg import WHITE, element, label
from imap.map.layers.view import View

# In pixels, of which `unit` says how large they are on the drawing.
LARGEST = 24
LETTERS = 11
EDGE = 6
DOT = 4.5


@dataclass(frozen=True)
class Picture:
    """What is drawn: outlines, a view, names by code, and the state chosen.

    `unit` is how many units of the drawing stand for a pixel of the page.
    """

    outlines: Outlines
    view: View
    names: Mapping[str, str]
    country: str
    paint: Paint
    unit: float

    def svg(self) -> str:
        width, height = self.outlines.width, self.outlines.height
        return element(
            "svg",
            element("defs", self.paint.patterns(self.unit)),
            element("rect", width=width, height=height, fill=self._tone("sea")),
            element("path", d=self.outlines.graticule, **self._line("graticule", 0.75)),
            element("path", d=self.outlines.land, **self._line("coast", 1, "land")),
            *self._shapes(),
            *self._over(),
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {width} {height}",
        )

    def _tone(self, name: str) -> str:
        return self.paint.colours[name]

    def _line(self, tone: str, width: float, fill: str = "") -> dict[str, object]:
        return {
            "fill": self._tone(fill) if fill else "none",
            "stroke": self._tone(tone),
            "stroke_width": width * self.unit,
        }

    def _kind(self, shape: Shape) -> str:
        home = self.view.marks.home
        if home:
            return "chosen" if shape.iso3 == home else "counted"
        return self.view.kinds.get(shape.iso3, "other")

    def _shapes(self) -> Iterator[str]:
        """Yield who takes part over the others, and dots over what is too small."""
        for shape in sorted(self.outlines.shapes, key=self._is_member):
            yield self._shape(shape)
        for shape in self.outlines.shapes:
            if shape.needs_dot and self._is_member(shape):
                yield self._dot(shape)

    def _dot(self, shape: Shape) -> str:
        x, y = shape.at
        return element(
            "circle",
            cx=x,
            cy=y,
            r=DOT * self.unit,
            fill=self.paint.fill(self._kind(shape)),
            stroke=WHITE,
            stroke_width=self.unit,
        )

    def _is_member(self, shape: Shape) -> bool:
        return shape.iso3 in self.names

    def _shape(self, shape: Shape) -> str:
        is_member = self._is_member(shape)
        is_chosen = shape.iso3 == self.country and not self.view.marks.home
        edge = "paper" if is_member else "land-line"
        edge = "ink" if is_chosen else "muted" if shape.is_dashed else edge
        dash = f"{3 * self.unit:.1f} {2.5 * self.unit:.1f}"
        return element(
            "path",
            d=shape.path,
            fill=self.paint.fill(self._kind(shape)) if is_member else "none",
            stroke=self._tone(edge),
            stroke_width=self.unit * (2 if is_chosen else 1),
            stroke_linejoin="round",
            stroke_dasharray=dash if shape.is_dashed else None,
        )

    def _over(self) -> Iterator[str]:
        if self.view.marks.home:
            yield curves(self.view.marks, self._ground())
            return
        yield from self._circles()
        yield from self._written()

    def _circles(self) -> Iterator[str]:
        marks = self.view.marks
        largest = LARGEST * self.unit
        places, kinds = self._places(), self.view.kinds
        by_size = sorted(marks.circles.items(), key=lambda each: -abs(each[1]))
        for code, value in by_size:
            if code not in places or not value:
                continue
            x, y = places[code]
            yield element(
                "circle",
                cx=x,
                cy=y,
                r=radius_of(value, marks.most, largest),
                fill=self.paint.circle(kinds.get(code, "")),
                fill_opacity=0.55,
                stroke=WHITE,
                stroke_width=self.unit,
            )

    def _written(self) -> Iterator[str]:
        letters, edge = LETTERS * self.unit, EDGE * self.unit
        members = [each for each in self.outlines.shapes if self._is_member(each)]
        order = largest_first(members)
        order.sort(key=lambda shape: shape.iso3 != self.country)
        for name in written_in(self._room(edge), letters, order, self.names):
            yield label(
                name.text,
                (name.x, name.y + letters * 0.35),
                letters,
                is_bold=name.iso3 == self.country,
                is_on_dark=self.paint.is_dark(self.view.kinds.get(name.iso3, "other")),
            )

    def _room(self, edge: float) -> Box:
        width, height = self.outlines.width, self.outlines.height
        return Box(edge, edge, width - edge, height - edge)

    def _ground(self) -> Ground:
        room = self._room(EDGE * self.unit)
        return Ground(self._places(), self.names, room, self.unit, self.paint.colours)

    def _places(self) -> dict[str, Point]:
        """Return where each state's circle stands: inside the map in any case."""
        room = self._room(0)
        places: dict[str, Point] = {}
        for shape in self.outlines.shapes:
            x, y = shape.at
            is_in = room.left < x < room.right and room.top < y < room.bottom
            at = (x, y) if is_in else middle_inside(rings_of(shape.path), room)
            if at and self._is_member(shape):
                places[shape.iso3] = at
        return places
