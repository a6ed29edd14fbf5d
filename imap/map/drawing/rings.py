"""Points and rings on a plane: simplify, clip to a box, write as SVG path data."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def is_within(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Return the line without the points that lie nearer to it than the tolerance."""
    if len(points) < 3:
        return points
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        index, distance = _farthest(points, first, last)
        if distance > tolerance:
            kept.add(index)
            waiting += [(first, index), (index, last)]
    return [points[index] for index in sorted(kept)]


def clipped(ring: list[Point], box: Box) -> list[Point]:
    """Return the part of a ring inside the box; empty when it lies outside."""
    for inside, crossing in _edges(box):
        kept: list[Point] = []
        for previous, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            if inside(point) != inside(previous):
                kept.append(crossing(previous, point))
            if inside(point):
                kept.append(point)
        ring = kept
    return ring


def path_data(ring: list[Point]) -> str:
    """Write a closed ring in whole units, relative to the point before."""
    points = [(round(x), round(y)) for x, y in ring]
    steps: list[str] = []
    x, y = points[0] if points else (0, 0)
    for next_x, next_y in points[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    if len(steps) < 2:
        return ""
    joined = " ".join(steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{joined}z"


def rings_of(path: str) -> list[list[Point]]:
    """Read the rings of a path that `path_data` wrote."""
    rings = []
    for part in path.split("z")[:-1]:
        numbers = [float(number) for number in re.findall(r"-?\d+", part)]
        steps = zip(numbers[::2], numbers[1::2], strict=True)
        x = y = 0.0
        ring = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def middle_inside(rings: list[list[Point]], box: Box, steps: int = 12) -> Point | None:
    """Return the point of the rings inside a box farthest from corners and edges."""
    inside = [part for ring in rings if len(part := clipped(ring, box)) > 2]
    points = [
        (
            box.left + (box.right - box.left) * (i + 0.5) / steps,
            box.top + (box.bottom - box.top) * (j + 0.5) / steps,
        )
        for i in range(steps)
        for j in range(steps)
    ]
    candidates = [
        (_room(ring, point), point)
        for ring in inside
        for point in points
        if _contains(ring, point)
    ]
    return max(candidates)[1] if candidates else None


def _room(ring: list[Point], point: Point) -> float:
    return min(math.dist(point, corner) for corner in ring)


def covers(rings: list[list[Point]], box: Box) -> bool:
    """Return whether one of five points along the middle of a box is inside."""
    y = (box.top + box.bottom) / 2
    points = [(box.left + (box.right - box.left) * part / 4, y) for part in range(5)]
    return any(_contains(ring, point) for ring in rings for point in points)


def _contains(ring: list[Point], point: Point) -> bool:
    x, y = point
    is_inside = False
    for (ax, ay), (bx, by) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            is_inside = not is_inside
    return is_inside


def _farthest(points: list[Point], first: int, last: int) -> tuple[int, float]:
    vertex, farthest = first, 0.0
    for index in range(first + 1, last):
        distance = _distance(points[index], points[first], points[last])
        if distance > farthest:
            vertex, farthest = index, distance
    return vertex, farthest


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if not length:
        return math.dist(point, start)
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = max(0.0, min(1.0, along))
    return math.dist(point, (start[0] + along * dx, start[1] + along * dy))


Inside = Callable[[Point], bool]
Crossing = Callable[[Point, Point], Point]


def _edges(box: Box) -> list[tuple[Inside, Crossing]]:
    return [
        (lambda p: p[0] >= box.left, lambda a, b: _at_x(a, b, box.left)),
        (lambda p: p[0] <= box.right, lambda a, b: _at_x(a, b, box.right)),
        (lambda p: p[1] >= box.top, lambda a, b: _at_y(a, b, box.top)),
        (lambda p: p[1] <= box.bottom, lambda a, b: _at_y(a, b, box.bottom)),
    ]


def _at_x(a: Point, b: Point, x: float) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _at_y(a: Point, b: Point, y: float) -> Point:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y
