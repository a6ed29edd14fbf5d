"""Outlines as SVG paths in plain Mercator, for maps that the server draws.

Read once from the built outlines (docs/outlines.md) and kept by frame: what changes
with the data is a class or a colour that is put on a path. Each arc is simplified once,
so that two neighbours keep one border.
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
from imap.reference.extents import Extent

BUILT = "map/outlines.json"
# Of the units of a map: half a pixel where it is widest; smaller steps nobody sees.
TOLERANCE = 1.1
MARGIN = 12
# A shape smaller than this many units gets a dot.
DOT_BELOW = 20
GRATICULE = 10


@dataclass(frozen=True)
class Frame:
    """The part of the world a map shows, in degrees, and its units to a degree."""

    extent: Extent
    scale: float

    @property
    def width(self) -> int:
        return round((self.extent.east - self.extent.west) * self.scale)

    @property
    def height(self) -> int:
        height = _stretched(self.extent.north) - _stretched(self.extent.south)
        return round(height * self.scale)

    @property
    def box(self) -> Box:
        return Box(-MARGIN, -MARGIN, self.width + MARGIN, self.height + MARGIN)

    def place(self, lon: float, lat: float) -> Point:
        x = (lon - self.extent.west) * self.scale
        y = (_stretched(self.extent.north) - _stretched(lat)) * self.scale
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
class Outlines:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    land: str
    graticule: str


def outlines_in(frame: Frame) -> Outlines | None:
    """Return what a frame shows; None where the outlines were not built."""
    path = finders.find(BUILT)
    if not isinstance(path, str):
        return None
    return _drawn(path, Path(path).stat().st_mtime_ns, frame)


@lru_cache(maxsize=8)
def _drawn(path: str, _changed: int, frame: Frame) -> Outlines:
    outlines = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = list(_arcs(outlines, frame))
    countries = outlines["objects"]["countries"]["geometries"]
    shapes = [_shape(geometry, arcs, frame) for geometry in countries]
    return Outlines(
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
        size=geometry["properties"]["size"] * frame.scale,
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
