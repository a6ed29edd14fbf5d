from __future__ import annotations

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from imap.statistics.key_figures import KeyFigure, key_figures
from imap.statistics.models import Indicator
from imap.statistics.partners import PartnersOf, largest_partners, partners_of

pytestmark = pytest.mark.usefixtures("seed")


def by_code(iso3: str, year: int | None = None) -> dict[str, KeyFigure]:
    return {figure.indicator.code: figure for figure in key_figures(iso3, year)}


def test_kyrgyzstan_in_2020_is_that_of_the_picture() -> None:
    figures = by_code("KGZ", 2020)

    assert {code: figure.text("en") for code, figure in figures.items()} == {
        "POP.TOT": "6,664,143",
        "IMM.STK": "199,011",
        "EMI.STK": "584,710",
        "ASY.STK": "334",
        "POP.NET": "+54,704",
        "REM.IN": "US$ 2.63 bn".replace(" ", "\N{NO-BREAK SPACE}"),
        "REM.GDP": "31.8\N{NO-BREAK SPACE}%",
        "LAB.UNE": "4.6\N{NO-BREAK SPACE}%",
    }


def test_another_edition_stands_beside_with_the_difference() -> None:
    figure = by_code("KGZ", 2020)["EMI.STK"]
    (other,) = figure.also_published

    assert figure.source_text("en") == "UN DESA, Migrant Stock 2024"
    assert other.published == "774377"
    assert other.difference_text("en") == "+32.4\N{NO-BREAK SPACE}%"
    assert other.is_notable


def test_the_same_figure_is_called_the_same() -> None:
    (other,) = by_code("KGZ", 2020)["IMM.STK"].also_published

    assert other.is_same
    assert not other.is_notable


@pytest.mark.parametrize(("iso3", "code"), [("KGZ", "ASY.STK"), ("SRB", "POP.TOT")])
def test_differing_definitions_are_not_set_against_each_other(
    iso3: str, code: str
) -> None:
    (other,) = by_code(iso3, 2020)[code].also_published

    assert other.difference is None
    assert other.definition_text("en")


def test_without_a_year_the_newest_figure_of_the_preferred_edition_is_shown() -> None:
    figures = by_code("ARM")

    assert (figures["IMM.STK"].year, figures["REM.IN"].year) == (2024, 2023)
    assert figures["POP.TOT"].text("en") == "2,943,398"
    assert figures["REM.IN"].text("ru") == "1,45 млрд долл. США".replace(
        " ", "\N{NO-BREAK SPACE}"
    )


def test_a_sparkline_has_the_points_of_one_edition() -> None:
    figure = by_code("ARM")["EMI.STK"]

    assert [year for year, _value in figure.sparkline] == [
        *range(1990, 2021, 5),
        2024,
    ]


def test_missing_remittances_are_no_figure() -> None:
    figure = by_code("LBY", 2020)["REM.IN"]

    assert (figure.value, figure.text("en"), figure.flag) == (None, "", "missing")


def test_kosovo_is_said_to_be_counted_with_serbia() -> None:
    figures = by_code("XKX", 2020)

    assert figures["IMM.STK"].counted_in == "SRB"
    assert figures["POP.TOT"].value == 1_751_415
    assert figures["LAB.UNE"].counted_in is None


def test_key_figures_take_four_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(4):
        key_figures("ARM")


def test_codes_choose_other_figures() -> None:
    figures = key_figures("KAZ", 2020, codes=["IMM.SHR"])

    assert [figure.text("en") for figure in figures] == ["19.9\N{NO-BREAK SPACE}%"]


def test_a_sensitive_indicator_cannot_be_a_key_figure() -> None:
    with pytest.raises(IntegrityError):
        Indicator.objects.filter(code="REM.IN").update(sensitive=True)


def test_an_unknown_country_has_key_figures_without_values() -> None:
    assert all(figure.value is None for figure in key_figures("ZZZ"))


def test_the_largest_partners_come_with_their_share_of_the_total() -> None:
    partners = largest_partners("KGZ", "out", limit=4)

    assert [(row.iso3, row.published) for row in partners.rows] == [
        ("RUS", "591025"),
        ("DEU", "92834"),
        ("UKR", "27175"),
        ("TJK", "11351"),
    ]
    assert partners.total == 774_377
    assert partners.others == 774_377 - 591_025 - 92_834 - 27_175 - 11_351
    share = partners.rows[0].share
    assert share is not None
    assert f"{share:.1f}" == "76.3"


def test_partners_of_the_other_direction_are_places_of_birth() -> None:
    partners = largest_partners("RUS", "in", limit=1)

    assert [row.iso3 for row in partners.rows] == ["UKR"]
    assert partners.source
    assert partners.source.code == "UNDESA2020"


def test_a_country_without_pairs_has_no_partners() -> None:
    partners = largest_partners("XKX", "out")

    assert (partners.rows, partners.total, partners.others) == ([], None, None)


def test_many_questions_on_partners_are_answered_with_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    questions = [
        PartnersOf("KGZ", "out", limit=4),
        PartnersOf("KGZ", "out", limit=1),
        PartnersOf("RUS", "in", limit=3),
        PartnersOf("RUS", "out"),
        PartnersOf("KGZ", "in", year=1991),
        PartnersOf("XKX", "out"),
    ]

    with django_assert_num_queries(3):
        found = partners_of(questions)

    for asked in questions:
        alone = largest_partners(asked.iso3, asked.direction, asked.year, asked.limit)
        assert found[asked] == alone
    assert [row.iso3 for row in found[questions[0]].rows] == [
        "RUS",
        "DEU",
        "UKR",
        "TJK",
    ]
    assert found[questions[4]].rows == []
