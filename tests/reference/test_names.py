from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from imap.reference.models import CountryName
from imap.reference.participants import country_names, participants

pytestmark = pytest.mark.usefixtures("reference")

LANGUAGES = ("en", "ru", "fr", "ar")
PINNED = Path(__file__).parent / "pinned_names.csv"
TODAY = dt.date(2026, 11, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_on_screen_are_the_reviewed_ones(language: str) -> None:
    with PINNED.open(encoding="utf-8", newline="") as file:
        pinned = {row["iso3"]: row[language] for row in csv.DictReader(file)}

    assert country_names(language, TODAY) == pinned


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("iso3", ["XKX", "PSE"])
def test_a_designation_with_a_footnote_always_carries_the_asterisk(
    language: str, iso3: str
) -> None:
    names = CountryName.objects.filter(country=iso3, language=language)

    assert names
    assert all(name.name.endswith("*") for name in names)


@pytest.mark.parametrize(
    ("iso3", "language", "day", "name"),
    [
        ("TUR", "en", "2022-05-31", "Turkey"),
        ("TUR", "en", "2022-06-01", "Türkiye"),
        ("MKD", "en", "2019-02-11", "the former Yugoslav Republic of Macedonia"),
        ("MKD", "ru", "2019-02-11", "бывшая югославская Республика Македония"),
        ("MKD", "en", "2019-02-12", "North Macedonia"),
        ("CZE", "en", "2011-06-01", "Czech Republic"),
        ("CZE", "en", "2016-07-05", "Czechia"),
    ],
)
def test_a_name_is_the_one_in_use_on_the_day(
    iso3: str, language: str, day: str, name: str
) -> None:
    assert country_names(language, dt.date.fromisoformat(day))[iso3] == name


@pytest.mark.parametrize(
    "day", ["2009-04-28", "2016-07-05", "2019-02-12", "2026-11-01"]
)
def test_every_country_has_one_name_a_language_on_any_day(day: str) -> None:
    names = CountryName.objects.printed(dt.date.fromisoformat(day))
    printed = [(name.country_id, name.language) for name in names]

    assert len(printed) == len(set(printed)) == 64 * len(LANGUAGES)


def test_a_language_without_names_falls_back_to_english() -> None:
    assert country_names("de", TODAY) == country_names("en", TODAY)


def test_russian_names_follow_the_russian_alphabet() -> None:
    names = [participant.name for participant in participants("bmp", "ru", TODAY)]

    assert names[:5] == ["Австрия", "Азербайджан", "Албания", "Армения", "Беларусь"]
    assert names[-4:] == ["Чешская Республика", "Швейцария", "Швеция", "Эстония"]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("en", "Türkiye", "Turkmenistan"), ("fr", "Espagne", "Estonie")],
)
def test_accents_do_not_move_a_name(language: str, before: str, after: str) -> None:
    names = [participant.name for participant in participants("bmp", language, TODAY)]

    assert names.index(before) + 1 == names.index(after)


@pytest.mark.parametrize(
    ("typed", "iso3"), [("turkiye", "TUR"), ("россия", "RUS"), ("macedonia", "MKD")]
)
def test_search_finds_aliases_and_unaccented_spellings(typed: str, iso3: str) -> None:
    found = CountryName.objects.filter(search_key__contains=typed)

    assert {name.country_id for name in found} == {iso3}
