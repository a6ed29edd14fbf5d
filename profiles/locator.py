"""Where a country lies: a strip of the front page's map around it."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.front_map import Shape, front_map

# Height of the strip: as the country needs it, within these limits.
LOWEST, HIGHEST = 170, 420
WIDE = 4.1
# The country stands at this share of the strip, clear of the text before it.
ACROSS = 0.72
# The strip is so many times as high as the country is large.
ROOM = 1.3


@dataclass(frozen=True)
class View:
    left: int
    top: int
    width: int
    height: int
    chosen: Shape
    around: list[Shape]


def locator(dialogue_slug: str, iso3: str) -> View | None:
    """Return the strip; None where no map is built or it does not show the country."""
    drawn = front_map(dialogue_slug)
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
    return View(left, top, width, height, chosen, others)
