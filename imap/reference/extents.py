"""The part of the world that the picture of an i-Map shows, in degrees.

It stands in `data/dialogues.json` beside the extent of the interactive map, which fits
itself to a window; a picture has one size, and so an extent of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "data" / "dialogues.json"


class Extent(NamedTuple):
    south: float
    west: float
    north: float
    east: float


def front_extent(dialogue: str) -> Extent:
    """Return the extent of the front page's picture. Raises KeyError where none is."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    extents = {row["slug"]: row["front_extent"] for row in rows}
    (south, west), (north, east) = extents[dialogue]
    return Extent(south, west, north, east)
