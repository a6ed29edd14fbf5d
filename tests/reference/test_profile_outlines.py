"""The outlines of profiles and the published list, as data files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "profiles" / "data"
KINDS = {
    "text",
    "tables",
    "group",
    "register",
    "list",
    "fact_box",
    "links",
    "data",
    "maps",
    "glossary",
}


def sections(kind: str) -> list[dict[str, Any]]:
    text = (DATA / "templates" / f"{kind}-1.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows


@pytest.mark.parametrize(
    ("kind", "count"), [("extended", 62), ("light", 12), ("country", 18)]
)
def test_every_section_has_a_code_of_its_own_under_an_earlier_parent(
    kind: str, count: int
) -> None:
    seen: set[str] = set()

    for section in sections(kind):
        assert section["code"] not in seen
        assert section["parent"] is None or section["parent"] in seen
        seen.add(section["code"])

    assert len(seen) == count


@pytest.mark.parametrize("kind", ["extended", "light"])
def test_every_section_speaks_english_and_russian(kind: str) -> None:
    for section in sections(kind):
        assert section["kind"] in KINDS
        for texts in (section["titles"], section["guidance"]):
            assert set(texts) == {"en", "ru"}
            assert all(texts.values())


def test_the_outline_of_the_south_speaks_its_three_languages() -> None:
    for section in sections("country"):
        assert section["kind"] in KINDS
        assert set(section["titles"]) == {"en", "fr", "ar"}
        if section["kind"] != "group":
            assert set(section["guidance"]) == {"en", "fr", "ar"}


def test_every_indicator_of_the_catalogue_has_one_section() -> None:
    belonging = [
        code
        for section in sections("extended")
        if section["code"] != "0"
        for code in section["indicators"]
    ]

    assert len(belonging) == len(set(belonging)) == 103


def test_a_group_has_sections() -> None:
    outline = sections("extended")
    parents = {section["parent"] for section in outline}

    for section in outline:
        if section["kind"] == "group":
            assert section["code"] in parents


def test_the_list_of_june_2011_is_that_of_the_newsletter() -> None:
    with (DATA / "listed_status.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    listed = {
        status: " ".join(row["iso3"] for row in rows if row["status"] == status)
        for status in ("endorsed", "preparation")
    }
    assert listed == {
        "endorsed": "ARM AZE CZE HUN KAZ POL ROU SVK TJK UKR",
        "preparation": "BLR GEO KGZ RUS TKM UZB",
    }
    assert {(row["dialogue"], row["kind"], row["as_of"]) for row in rows} == {
        ("bmp", "extended", "2011-06-01")
    }
