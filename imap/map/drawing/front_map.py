"""The map of the front page: its part of the world at its size."""

from __future__ import annotations

from imap.map.drawing.outlines import Frame, Outlines, outlines_in
from imap.reference.extents import front_extent

UNITS_A_DEGREE = 16.4


def front_map(dialogue: str) -> Outlines | None:
    """Return the map of an i-Map; None where the outlines were not built."""
    return outlines_in(Frame(front_extent(dialogue), UNITS_A_DEGREE))
