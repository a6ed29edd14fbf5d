"""Just enough TopoJSON to ask a built outline file who holds a place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Shape:
    code: str
    polygons: list[list[Ring]]
    at: Point

    def holds(self, point: Point) -> bool:
        return any(
            sum(_inside(ring, point) for ring in rings) % 2 for rings in self.polygons
        )

    def rings(self) -> list[Ring]:
        return [ring for polygon in self.polygons for ring in polygon]


def read_shapes(path: Path) -> list[Shape]:
    outlines = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(outlines)
    return [
        _shape(geometry, arcs)
        for geometry in outlines["objects"]["countries"]["geometries"]
    ]


def _arcs(outlines: dict[str, Any]) -> list[Ring]:
    (kx, ky) = outlines["transform"]["scale"]
    (dx, dy) = outlines["transform"]["translate"]
    return [
        [
            (x * kx + dx, y * ky + dy)
            for x, y in accumulate(
                (tuple(step) for step in arc),
                lambda a, b: (a[0] + b[0], a[1] + b[1]),
            )
        ]
        for arc in outlines["arcs"]
    ]


def _shape(geometry: dict[str, Any], arcs: list[Ring]) -> Shape:
    parts = geometry["arcs"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    polygons = [[_ring(indices, arcs) for indices in part] for part in parts]
    longitude, latitude = geometry["properties"]["at"]
    return Shape(geometry["id"], polygons, (longitude, latitude))


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _inside(ring: Ring, point: Point) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
