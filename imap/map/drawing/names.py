"""Names of countries on a drawn map: each where it has room, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from imap.map.drawing.outlines import Shape
from imap.map.drawing.rings import Box, Point, covers, middle_inside, rings_of

# Of the size of letters: how wide they are, how high a line is.
LETTER_WIDTH = 0.62
LINE = 1.3
# A country lower than this many lines cannot carry its name.
LINES = 1.6


@dataclass(frozen=True)
class Name:
    iso3: str
    text: str
    x: int
    y: int
    is_chosen: bool


def largest_first(shapes: Sequence[Shape]) -> list[Shape]:
    return sorted(shapes, key=lambda shape: -shape.size)


def written_in(
    room: Box, letters: float, shapes: Sequence[Shape], names: Mapping[str, str]
) -> Iterator[Name]:
    """Name what has room for its name in a box, in letters of a size.

    The first shape is the chosen one: its name stands in any case, and none across it.
    """
    taken: list[Box] = []
    chosen = rings_of(shapes[0].path) if shapes else []
    for place, shape in enumerate(shapes):
        text = names.get(shape.iso3, "")
        if not text or shape.size < LINES * letters:
            continue
        size = size_of(text, letters)
        at = _anchor(shape.path, shape.at, _inside(room, *size))
        if at is None:
            continue
        box = box_around(at, *size)
        is_chosen = place == 0
        is_free = not any(box.meets(each) for each in taken)
        if box.is_within(room) and is_free and (is_chosen or not covers(chosen, box)):
            taken.append(box)
            yield Name(shape.iso3, text, round(at[0]), round(at[1]), is_chosen)


def size_of(text: str, letters: float) -> tuple[float, float]:
    """Return about how wide and high a line of text is."""
    return len(text) * letters * LETTER_WIDTH, letters * LINE


def box_around(at: Point, width: float, height: float) -> Box:
    x, y = at
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _inside(room: Box, width: float, height: float) -> Box:
    """Return where the middle of a box of that size may be in a room."""
    return Box(
        room.left + width / 2,
        room.top + height / 2,
        room.right - width / 2,
        room.bottom - height / 2,
    )


@lru_cache(maxsize=4096)
def _anchor(path: str, at: tuple[int, int], room: Box) -> Point | None:
    """Return the middle of a country, or of the part of it that the box shows."""
    if room.left <= at[0] <= room.right and room.top <= at[1] <= room.bottom:
        return at
    return middle_inside(rings_of(path), room)
