"""Where a country lies: a strip of the front page's map around it, with names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imap.map.drawing.front_map import front_map
from imap.map.drawing.names import Name, largest_first, written_in
from imap.map.drawing.outlines import Shape
from imap.map.drawing.rings import Box

# Height of the strip: as the country needs it, within these limits.
LOWEST, HIGHEST = 170, 420
WIDE = 4.1
# The country stands at this share of the strip, clear of the text before it.
ACROSS = 0.72
# The strip is so many times as high as the country is large.
ROOM = 1.3
# Names stand where the strip has faded in, and keep clear of its edges.
NAMED_FROM = 0.4
# The strip is 200 px high on the page, its letters 12 px.
LETTERS = 12 / 200


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
    room = Box(left + width * NAMED_FROM, top, left + width, top + height)
    placed = written_in(room, height * LETTERS, [chosen, *largest_first(others)], names)
    return View(*frame, chosen, others, list(placed))
