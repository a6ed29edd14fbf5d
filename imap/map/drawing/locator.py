"""Where a country lies: a strip of the front page's map around it, with names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from imap.map.drawing.front_map import Shape, front_map
from imap.map.drawing.rings import Box, Point, covers, middle_inside, rings_of

# Height of the strip: as the country needs it, within these limits.
LOWEST, HIGHEST = 170, 420
WIDE = 4.1
# The country stands at this share of the strip, clear of the text before it.
ACROSS = 0.72
# The strip is so many times as high as the country is large.
ROOM = 1.3
# Names stand where the strip has faded in, and keep clear of its edges.
NAMED_FROM = 0.4
# The strip is 200 px high on the page; its letters 12 px, so many of them wide.
LETTERS = 12 / 200
LETTER_WIDTH = 0.62
# A country lower than this many lines cannot carry its name.
LINES = 1.6


@dataclass(frozen=True)
class Name:
    text: str
    x: int
    y: int
    is_chosen: bool


@dataclass(frozen=True)
class View:
    left: int
    top: int
    width: int
    height: int
    chosen: Shape
    around: list[Shape]
    names: list[Name]

    @property
    def letters(self) -> int:
        """Return the size of the names in units of the strip."""
        return round(self.height * LETTERS)


def locator(dialogue: str, iso3: str, names: Mapping[str, str]) -> View | None:
    """Return the strip; None where no map is built or it does not show the country.

    `names` are those of the participants: nobody else is named.
    """
    drawn = front_map(dialogue)
    shapes = drawn.shapes if drawn else ()
    chosen = next((shape for shape in shapes if shape.iso3 == iso3), None)
    if drawn is None or chosen is None:
        return None
    x, y = chosen.at
    height = max(LOWEST, min(HIGHEST, round(chosen.size * ROOM)))
    width = round(height * WIDE)
    left = min(round(x - width * ACROSS), drawn.width - width)
    top = max(0, min(y - height // 2, drawn.height - height))
    others = [shape for shape in shapes if shape is not chosen]
    frame = (left, top, width, height)
    placed = list(_placed([chosen, *_largest_first(others)], names, frame))
    return View(*frame, chosen, others, placed)


def _largest_first(shapes: list[Shape]) -> list[Shape]:
    return sorted(shapes, key=lambda shape: -shape.size)


def _placed(
    shapes: list[Shape], names: Mapping[str, str], frame: tuple[int, int, int, int]
) -> Iterator[Name]:
    """Name what has room for its name, the chosen country first, then by size."""
    left, top, width, height = frame
    letters = height * LETTERS
    room = Box(left + width * NAMED_FROM, top, left + width, top + height)
    taken: list[Box] = []
    chosen = rings_of(shapes[0].path)
    for place, shape in enumerate(shapes):
        text = names.get(shape.iso3, "")
        at = _anchor(shape.path, shape.at, room) if text else None
        if at is None or shape.size < LINES * letters:
            continue
        box = _around(at, len(text) * letters * LETTER_WIDTH, letters * 1.3)
        is_chosen = place == 0
        is_free = not any(box.meets(each) for each in taken)
        if box.is_within(room) and is_free and (is_chosen or not covers(chosen, box)):
            taken.append(box)
            yield Name(text, round(at[0]), round(at[1]), is_chosen)


@lru_cache(maxsize=4096)
def _anchor(path: str, at: tuple[int, int], room: Box) -> Point | None:
    """Return the middle of a country, or of the part of it that the strip shows."""
    if room.left < at[0] < room.right and room.top < at[1] < room.bottom:
        return at
    return middle_inside(rings_of(path), room)


def _around(at: Point, width: float, height: float) -> Box:
    x, y = at
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
