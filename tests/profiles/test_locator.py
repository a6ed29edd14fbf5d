"""The strip of a country page: its colour, its neighbours' names."""

from __future__ import annotations

import pytest
from django.test import Client

from imap.map.drawing.locator import View, locator
from imap.map.drawing.names import LETTER_WIDTH
from imap.map.drawing.rings import Box, covers, rings_of
from imap.reference.participants import participants


@pytest.fixture
def names(listed: None) -> dict[str, str]:
    return {each.iso3: each.name for each in participants("bmp", "en")}


def strip(iso3: str, names: dict[str, str]) -> View:
    view = locator("bmp", iso3, names)
    if view is None:
        pytest.skip("static/build/map/outlines.json is not built")
    return view


def named(view: View) -> set[str]:
    return {name.text for name in view.names}


@pytest.mark.parametrize(
    ("iso3", "neighbours"),
    [
        ("KGZ", {"Kyrgyzstan", "Kazakhstan", "Uzbekistan", "Tajikistan"}),
        ("UKR", {"Ukraine", "Poland", "Belarus", "Romania", "Russian Federation"}),
        ("SVK", {"Slovakia", "Poland", "Austria", "Hungary", "Czechia"}),
    ],
)
def test_a_state_and_its_neighbours_are_named(
    names: dict[str, str], iso3: str, neighbours: set[str]
) -> None:
    assert neighbours <= named(strip(iso3, names))


def test_only_participants_are_named(names: dict[str, str]) -> None:
    for iso3 in names:
        view = locator("bmp", iso3, names)
        if view is not None:
            assert named(view) <= set(names.values())


def test_no_name_lies_on_another_or_on_the_state_shown(names: dict[str, str]) -> None:
    for iso3 in ("UKR", "DEU", "HUN", "AZE"):
        view = strip(iso3, names)
        boxes = [
            Box(
                name.x - len(name.text) * view.letters * LETTER_WIDTH / 2,
                name.y - view.letters / 2,
                name.x + len(name.text) * view.letters * LETTER_WIDTH / 2,
                name.y + view.letters / 2,
            )
            for name in view.names
        ]
        for place, box in enumerate(boxes):
            assert not any(box.meets(each) for each in boxes[:place])
            if not view.names[place].is_chosen:
                assert not covers(rings_of(view.chosen.path), box)


@pytest.mark.parametrize(
    ("iso3", "status"),
    [("UKR", "endorsed"), ("KGZ", "preparation"), ("DEU", "listed")],
)
def test_the_state_has_the_colour_of_its_status(
    member: Client, names: dict[str, str], iso3: str, status: str
) -> None:
    strip(iso3, names)

    content = member.get(f"/en/bmp/countries/{iso3}/").content.decode()

    assert f"locator__chosen--{status}" in content
