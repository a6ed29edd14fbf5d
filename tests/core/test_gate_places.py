"""The gate reads the area of an address from the path alone."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from imap.core.gate import Area, locate


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/en/bmp/", Area.PUBLIC),
        ("/en/bmp", Area.PUBLIC),
        ("/ru/bmp/register/", Area.PUBLIC),
        ("/ru/bmp/register/confirm/x/", Area.PUBLIC),
        ("/en/bmp/registers/", Area.MEMBERS),
        ("/en/bmp/map/", Area.MEMBERS),
        ("/en/bmp/map", Area.MEMBERS),
        ("/en/bmp/no-such-page", Area.MEMBERS),
        ("/en/bmp//register/", Area.MEMBERS),
        ("/en/bmp/desk", Area.DESK),
        ("/en/mtm/desk/registrations/", Area.DESK),
        ("/en/mtm/edit/ARM/", Area.EDIT),
        ("/bmp/data/indicators/x.json", Area.MEMBERS),
        ("/en/bmp/a\nb", Area.MEMBERS),
    ],
)
def test_an_address_below_an_i_map_has_an_area(path: str, area: Area) -> None:
    place = locate(path)

    assert place is not None
    assert place.area is area


@pytest.mark.parametrize("path", ["/", "/en/", "/en/accounts/login/", "/bmpx/", "/me/"])
def test_other_addresses_are_outside_every_i_map(path: str) -> None:
    assert locate(path) is None


def test_data_are_told_from_pages() -> None:
    data, page = locate("/bmp/data/x.json"), locate("/en/bmp/map/")

    assert data is not None
    assert page is not None
    assert (data.is_data, page.is_data) == (True, False)


def test_a_place_stays_what_the_gate_decided_on() -> None:
    place = locate("/en/bmp/desk/")

    assert place is not None
    with pytest.raises(FrozenInstanceError):
        place.area = Area.PUBLIC  # type: ignore[misc]
