"""The layers socket: a layer is registered, and nothing else has to know of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from imap.map.layers.socket import register, withdraw
from tests.factories import make_member
from tests.map.test_page import config_of, legend_of, page
from tests.map.tide import DeskTideLayer, TideLayer


@pytest.fixture
def tide() -> Iterator[None]:
    register(TideLayer())
    yield
    withdraw("tide")


@pytest.mark.usefixtures("tide")
def test_a_layer_has_its_switch_beside_the_others(bmp: Client) -> None:
    html = page(bmp)

    assert html.index('data-layer-key="indicator"') < html.index(
        'data-layer-key="tide"'
    )
    assert [each["key"] for each in config_of(html)["layers"]] == [
        "profiles",
        "indicator",
        "flows",
        "tide",
    ]


@pytest.mark.usefixtures("tide")
def test_a_layer_fills_legend_table_and_bar(bmp: Client) -> None:
    html = page(bmp, "?layer=tide&view=table")

    assert legend_of(html) == {"endorsed": 7, "preparation": 43}
    assert ">Tide</th>" in html
    assert html.count('<td class="">Ebb tide</td>') == 7
    assert "Seven have ebb tide." in html
    assert '<span data-bar="source">Tide tables</span>' in html
    assert 'href="/bmp/data/tides.csv"' in html


@pytest.mark.usefixtures("tide")
def test_a_layer_has_an_address_and_a_file_of_its_own(bmp: Client) -> None:
    answer = bmp.get("/bmp/data/tides.json").json()
    file = bmp.get("/bmp/data/tides.csv")

    assert [len(codes) for codes in answer["status"].values()] == [7, 43]
    assert file.content.decode().count("Ebb tide") == 7
    assert 'filename="bmp-tide.csv"' in file.headers["Content-Disposition"]
    assert bmp.get("/bmp/data/status.json").json() != answer


@pytest.mark.usefixtures("tide")
def test_a_layer_without_content_is_left_out(mtm: Client) -> None:
    html = page(mtm, "?layer=tide", path="/en/mtm/map/")

    assert 'data-layer="indicator"' in html
    assert "Tides" not in html
    assert mtm.get("/mtm/data/tides.json").status_code == 404
    assert mtm.get("/bmp/data/tides.json").status_code == 403


def test_a_layer_is_shut_to_whom_it_is_not_visible(bmp: Client) -> None:
    register(DeskTideLayer())
    desk = Client()
    desk.force_login(make_member(dialogue="bmp", role="secretariat"))

    try:
        answers = [who.get("/bmp/data/tides.json").status_code for who in (bmp, desk)]
        pages = [page(who) for who in (bmp, desk)]
    finally:
        withdraw("tide")

    assert answers == [404, 200]
    assert ["Tides" in html for html in pages] == [False, True]


def test_a_layer_that_is_not_registered_has_no_address(bmp: Client) -> None:
    assert bmp.get("/bmp/data/tides.json").status_code == 404
    assert bmp.get("/bmp/data/tides.csv").status_code == 404
