"""The outlines of the front page's map as SVG paths, in plain Mercator.

Read once from the built outlines (docs/outlines.md) and kept by i-Map: what changes
with the data, the status of a state, is a class that the template puts on a path. Each
arc is simplified once, so that two neighbours keep one border.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from imap.map.drawing.rings import Box, Point, clipped, path_data, simplified
from imap.reference.boundaries import DASHED
from imap.reference.extents import Extent, front_extent

OUTLINES = "map/outlines.json"
# Half a pixel of the page at its widest; smaller steps nobody sees.
UNITS_A_DEGREE = 16.4
TOLERANCE = 1.1
MARGIN = 12
# A shape smaller than this many units gets a dot.
DOT_BELOW = 20
GRATICULE = 10


@dataclass(frozen=True)
class Frame:
    """The part of the world a front page shows, in degrees."""

    extent: Extent

    @property
    def width(self) -> int:
        return round((self.extent.east - self.extent.west) * UNITS_A_DEGREE)

    @property
    def height(self) -> int:
        height = _stretched(self.extent.north) - _stretched(self.extent.south)
        return round(height * UNITS_A_DEGREE)

    @property
    def box(self) -> Box:
        return Box(-MARGIN, -MARGIN, self.width + MARGIN, self.height + MARGIN)

    def place(self, lon: float, lat: float) -> Point:
        x = (lon - self.extent.west) * UNITS_A_DEGREE
        y = (_stretched(self.extent.north) - _stretched(lat)) * UNITS_A_DEGREE
        return x, y


@dataclass(frozen=True)
class Shape:
    """One country: its path, or only a dot where it is too small to be seen."""

    iso3: str
    path: str
    at: tuple[int, int]
    # Across, in units of the map.
    size: float
    is_dashed: bool

    @property
    def needs_dot(self) -> bool:
        return self.size < DOT_BELOW


@dataclass(frozen=True)
class FrontMap:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    land: str
    graticule: str


def front_map(dialogue: str) -> FrontMap | None:
    """Return the map of an i-Map; None where the outlines were not built."""
    path = finders.find(OUTLINES)
    if not isinstance(path, str):
        return None
    return _drawn(path, Path(path).stat().st_mtime_ns, dialogue)


@lru_cache(maxsize=8)
def _drawn(path: str, _changed: int, dialogue: str) -> FrontMap:
    outlines = json.loads(Path(path).read_text(encoding="utf-8"))
    frame = Frame(front_extent(dialogue))
    arcs = list(_arcs(outlines, frame))
    countries = outlines["objects"]["countries"]["geometries"]
    shapes = [_shape(geometry, arcs, frame) for geometry in countries]
    return FrontMap(
        width=frame.width,
        height=frame.height,
        shapes=tuple(shape for shape in shapes if shape.path),
        land=_path(outlines["objects"]["land"]["geometries"], arcs, frame),
        graticule=_graticule(frame),
    )


def _stretched(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def _arcs(outlines: dict[str, Any], frame: Frame) -> Iterator[list[Point]]:
    transform = outlines["transform"]
    scale, translate = transform["scale"], transform["translate"]
    for arc in outlines["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            lon, lat = x * scale[0] + translate[0], y * scale[1] + translate[1]
            # The poles lie at infinity in this projection.
            points.append(frame.place(lon, max(-80.0, min(83.0, lat))))
        yield simplified(points, TOLERANCE)


def _shape(geometry: dict[str, Any], arcs: list[list[Point]], frame: Frame) -> Shape:
    lon, lat = geometry["properties"]["at"]
    x, y = frame.place(lon, lat)
    return Shape(
        iso3=geometry["id"],
        path=_path([geometry], arcs, frame),
        at=(round(x), round(y)),
        size=geometry["properties"]["size"] * UNITS_A_DEGREE,
        is_dashed=geometry["id"] in DASHED,
    )


def _path(
    geometries: Iterable[dict[str, Any]], arcs: list[list[Point]], frame: Frame
) -> str:
    rings = (ring for geometry in geometries for ring in _rings(geometry))
    drawn = (clipped(_joined(ring, arcs), frame.box) for ring in rings)
    return "".join(path_data(ring) for ring in drawn)


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _graticule(frame: Frame) -> str:
    """Draw every tenth degree, far to both sides: the sea goes on under the text."""
    first = math.ceil(frame.extent.west / GRATICULE) * GRATICULE
    meridians = (
        frame.place(lon, 0)[0]
        for lon in range(first - 120, int(frame.extent.east), GRATICULE)
    )
    top = math.floor(frame.extent.north / GRATICULE) * GRATICULE
    parallels = (
        frame.place(0, lat)[1]
        for lat in range(top, int(frame.extent.south), -GRATICULE)
    )
    lines = [f"M{round(x)} {-MARGIN}V{frame.height + MARGIN}" for x in meridians]
    lines += [f"M{-2 * frame.width} {round(y)}H{frame.width}" for y in parallels]
    return "".join(lines)
