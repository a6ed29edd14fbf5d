"""Flows of a state: data, page, file, and questions that do not exist."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from imap.map import bodies, payloads
from imap.reference.models import Country
from imap.statistics.models import Flow, FlowTotal, Release
from imap.statistics.versions import figures_changed

MAP = "/en/bmp/map/"
ASKED = "?layer=flows&country=UKR&flow=IMS2020.STOCK&year=2020"


def page(client: Client, query: str) -> str:
    answer = client.get(f"{MAP}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def flows(client: Client, iso3: str, dialogue: str = "bmp") -> dict[str, Any]:
    answer = client.get(f"/{dialogue}/data/flows/{iso3}.json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def test_an_answer_has_both_ways_of_every_type_year_by_year(bmp: Client) -> None:
    told = flows(bmp, "UKR")["types"]

    assert list(told) == [
        "IMS2024.STOCK",
        "IMS2020.STOCK",
        "ABEL.FLOW5Y",
        "WB.REMIT",
        "UNHCR.REF",
        "UNHCR.ASY",
    ]
    stock = told["IMS2020.STOCK"]
    place = stock["years"].index("2020")
    assert stock["out"]["RUS"][place] == 3_268_263
    assert stock["whole"]["out"][place] == 6_139_144
    # Of the people in the Russian Federation in that year, as that edition counts them.
    assert stock["shares"]["out"]["RUS"][place] == 2.2
    assert told["WB.REMIT"]["shares"] == {"out": {}, "in": {}}


@pytest.mark.parametrize("dialogue", ["bmp", "mtm"])
def test_partners_are_states_of_the_own_i_map(
    bmp: Client, mtm: Client, dialogue: str
) -> None:
    client = {"bmp": bmp, "mtm": mtm}[dialogue]
    states = set(Country.objects.taking_part(dialogue).values_list("iso3", flat=True))

    for figures in flows(client, "DEU", dialogue)["types"].values():
        for way in ("out", "in"):
            assert set(figures[way]) <= states - {"DEU"}
            assert figures[way]


def test_the_whole_counts_partners_outside_too(bmp: Client) -> None:
    for code, figures in flows(bmp, "KGZ")["types"].items():
        for way in ("out", "in"):
            for place, whole in enumerate(figures["whole"][way]):
                column = [each[place] for each in figures[way].values()]
                held = sum(value for value in column if value is not None)
                # Each is rounded by itself.
                assert whole is None or held <= whole + 1, (code, way, place)


@pytest.mark.parametrize("iso3", ["USA", "ZZZ", "BRA"])
def test_a_place_that_takes_no_part_has_no_flows(bmp: Client, iso3: str) -> None:
    for kind in ("json", "csv"):
        answer = bmp.get(f"/bmp/data/flows/{iso3}.{kind}")
        assert answer.status_code == 404
        assert answer.json() == {"error": "not found"}


def test_a_draft_of_figures_is_in_no_answer(bmp: Client) -> None:
    before = flows(bmp, "UKR")
    Release.objects.update(state=Release.State.DRAFT)
    figures_changed()

    assert before["types"]
    assert flows(bmp, "UKR")["types"] == {}
    assert 'data-layer-key="flows"' not in page(bmp, "")


def test_the_file_has_every_figure_as_published_with_source_and_edition(
    bmp: Client,
) -> None:
    text = bmp.get("/bmp/data/flows/KGZ.csv").content.decode("utf-8-sig")
    lines = [line for line in text.splitlines() if not line.startswith(("#", '"#'))]
    rows = list(csv.DictReader(lines))

    money = next(
        row
        for row in rows
        if (row["type"], row["origin"], row["destination"])
        == ("WB.REMIT", "RUS", "KGZ")
    )
    held = Flow.objects.get(type__code="WB.REMIT", origin="RUS", destination="KGZ")
    assert money["value"] == held.published
    assert money["unit"] == "million US$"
    assert money["edition"] == held.source.edition
    moved = next(row for row in rows if row["type"] == "ABEL.FLOW5Y")
    assert re.fullmatch(r"\d{4}\N{EN DASH}\d{4}", moved["period"])
    assert "The boundaries and names shown" in text


def test_a_flow_is_stored_once_and_then_one_look_up(
    bmp: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    payloads.get("bmp", f"{bodies.FLOWS}:UKR")

    with django_assert_num_queries(1):
        assert payloads.get("bmp", f"{bodies.FLOWS}:UKR")


def test_without_script_the_table_has_the_flows_and_a_form(bmp: Client) -> None:
    html = page(bmp, f"{ASKED}&view=table")

    row = re.search(r'<tr data-code="RUS".*?</tr>', html, re.DOTALL)
    form = re.search(r'<form class="map-plain__year".*?</form>', html, re.DOTALL)
    assert row
    assert form
    assert re.findall(r">([\d,.]+(?:\xa0%)?)</td>", row[0]) == [
        "3,268,263",
        "2.2\xa0%",
        "3,330,586",
        "7.6\xa0%",
    ]
    assert 'value="UKR" selected' in form[0]
    assert 'value="IMS2020.STOCK" selected' in form[0]


def test_only_one_other_state_may_be_asked_for(bmp: Client) -> None:
    html = page(bmp, f"{ASKED}&view=table&with=DEU&way=out")

    rows = re.findall(r'<tr data-code="(\w+)"', html)
    assert rows == ["DEU"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("flow=TOURISTS", "This i-Map holds no such flows; others are shown."),
        ("year=1991", "There are no figures for the year asked for; 1990 is shown."),
        ("year=1000000000", "There are no figures for the year asked for"),
        ("with=ZZZ", "The second code is not of another participating state."),
        ("country=UKR&with=UKR", "The second code is not of another"),
        ("country=<script>", "The code asked for is not of a participating state."),
        ("way=sideways&top=-1&least=x&scale=none", ""),
    ],
)
def test_what_does_not_exist_gives_way_and_is_said(
    bmp: Client, query: str, words: str
) -> None:
    html = page(bmp, f"?layer=flows&{query}")

    assert words in html
    assert "<script>&" not in html
    assert 'data-layer="flows"' in html


def test_refugees_by_origin_are_not_what_flows_open_with(bmp: Client) -> None:
    html = page(bmp, "?layer=flows")

    assert "Migrant stock, 2024 edition, 2024" in html
    assert "Choose a country." in html


def test_totals_belong_to_a_release_like_flows(loaded: None) -> None:
    assert set(FlowTotal.objects.values_list("release__code", flat=True)) == {"seed"}
