"""The page that says where every figure comes from, and the notes on figures."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from imap.statistics.models import Observation, Source
from tests.map.test_exports import lines_of

PAGE = "/en/bmp/sources/"
STOCK = "IMM.STK@UNDESA2020"


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_each_source_stands_with_publisher_edition_licence_address_and_day(
    bmp: Client,
) -> None:
    html = _text(bmp, PAGE)

    for source in Source.objects.all():
        part = html.partition(f'id="{source.code}"')[2].partition("</section>")[0]
        for told in (source.publishers.text("en"), source.edition, source.licence):
            assert told in part, source.code
        assert source.url in part
        assert "23 November 2026" in part
        shown = ("?layer=indicator&amp;indicator=", "?layer=flows&amp;flow=")
        assert any(address in part for address in shown)
    assert "Natural Earth" in html


def test_editions_are_named_for_what_they_are(bmp: Client) -> None:
    html = _text(bmp, PAGE)

    assert "data file of 7 February 2025" in html
    assert "June 2025</dd>" not in html
    assert "version of the package refugees" in html
    assert "from the publisher’s workbook" in html


@pytest.mark.parametrize(
    "path", ["map/", "countries/ARM/", "profiles/ARM/extended/2011/"]
)
def test_the_sources_are_one_click_away(bmp: Client, path: str) -> None:
    response = bmp.get(f"/en/bmp/{path}")

    if response.status_code == 200:
        assert f'href="{PAGE}"' in response.content.decode()


def test_the_sources_of_the_other_i_map_are_its_own(mtm: Client) -> None:
    assert mtm.get(PAGE).status_code == 403
    html = _text(mtm, "/en/mtm/sources/")
    assert "Morocco</b>: type of data C R (foreign citizens; refugees added)" in html
    assert "Armenia" not in html


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("CZE", "type of data C (foreign citizens)"),
        ("BIH", "type of data I R (imputed; refugees added)"),
        ("FRA", "Metropolitan France: people born in the overseas"),
        ("DEU", ""),
    ],
)
def test_a_figure_says_what_it_is_made_from_and_covers(
    bmp: Client, code: str, note: str
) -> None:
    table = _text(bmp, f"/en/bmp/map/?indicator={STOCK}&year=2020&view=table")
    _notes, rows = lines_of(bmp.get(f"/bmp/data/indicators/{STOCK}.csv").content)

    row = re.search(rf'<tr data-code="{code}".*?</tr>', table, re.DOTALL)
    line = next(r for r in rows if (r["code"], r["period"]) == (code, "2020"))
    assert row
    assert note in row[0]
    assert line["note"].startswith(note)


def test_the_country_page_tells_it_too(bmp: Client) -> None:
    html = _text(bmp, "/en/bmp/countries/CZE/?figures=newest")

    assert "UN DESA" in html
    stock = _text(bmp, "/en/bmp/countries/SRB/")
    assert "Serbia and Kosovo* together" in stock


def test_what_the_publisher_protects_is_not_shown_and_not_missing(bmp: Client) -> None:
    hidden = Observation.objects.filter(flag="confidential", value=None)

    assert hidden.count() == 37
    html = _text(bmp, "/en/bmp/map/?indicator=ASY.STK@UNDESA2020&year=1990&view=table")
    row = re.search(r'<tr data-code="ARM".*?</tr>', html, re.DOTALL)
    assert row
    assert ">not shown</td>" in row[0]
