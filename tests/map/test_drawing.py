"""Rings on a plane, and the one list of boundaries that page and script read."""

from __future__ import annotations

from imap.map.drawing.rings import Box, middle_inside, path_data, rings_of
from imap.reference.boundaries import DASHED, NAMED_OUTSIDE

SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]


def test_kosovo_and_western_sahara_are_dashed_and_only_the_latter_named_outside() -> (
    None
):
    assert set(DASHED) == {"XKX", "ESH"}
    assert NAMED_OUTSIDE == ("ESH",)


def test_a_path_can_be_read_back() -> None:
    assert rings_of(path_data(SQUARE) + path_data(SQUARE)) == [SQUARE, SQUARE]


def test_the_middle_lies_in_the_part_that_a_box_shows() -> None:
    assert middle_inside([SQUARE], Box(50, 0, 150, 100), steps=10) == (75.0, 55.0)
    assert middle_inside([SQUARE], Box(200, 200, 300, 300)) is None
