from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from imap.statistics.models import Release
from imap.statistics.preference import preference
from imap.statistics.series import (
    Series,
    all_series,
    get_series,
    periods,
    series_table,
    values,
)

pytestmark = pytest.mark.usefixtures("seed")


def series(key: str) -> Series:
    found = get_series(key)
    assert found
    return found


def test_editions_of_a_source_are_two_series() -> None:
    keys = [found.key for found in all_series()]

    assert keys.index("IMM.STK@UNDESA2024") + 1 == keys.index("IMM.STK@UNDESA2020")
    assert series("EMI.STK@UNDESA2020").last_year == 2020
    assert series("EMI.STK@UNDESA2024").last_year == 2024


def test_the_newest_edition_is_preferred() -> None:
    editions = [
        each.source for each in all_series() if each.indicator.code == "IMM.STK"
    ]

    assert min(editions, key=preference).code == "UNDESA2024"
    assert sorted(editions, key=preference) == editions


@pytest.mark.parametrize(
    "key", ["", "@", "IMM.STK", "IMM.STK@", "IMM.STK@WDI2025", "imm.stk@x", "A@B@C"]
)
def test_an_unknown_key_is_no_series(key: str) -> None:
    assert get_series(key) is None


def test_values_never_mix_editions() -> None:
    held = values(series("IMM.STK@UNDESA2020"), ["DEU"])["DEU"]

    assert held["2020"].published == "15762457"
    assert "2024" not in held


def test_periods_are_those_with_figures() -> None:
    years = ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]

    assert periods(series("IMM.STK@UNDESA2020")) == years


def test_a_table_says_what_is_missing_and_what_is_counted_elsewhere(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    wanted = series("IMM.STK@UNDESA2020")

    with django_assert_num_queries(2):
        table = series_table(wanted, ["SRB", "MNE", "XKX"])

    assert table.columns["MNE"][:4] == [None] * 4
    assert table.columns["MNE"][4] == 78_512
    assert table.flags == {"MNE": dict.fromkeys(range(4), "missing")}
    assert table.columns["XKX"] == [None] * 7
    assert table.counted_elsewhere == {"XKX": "SRB"}


def test_all_series_takes_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(3):
        all_series(["ARM", "UKR"])


def test_a_withdrawn_release_takes_its_series_along() -> None:
    Release.objects.update(state=Release.State.WITHDRAWN)

    assert all_series() == []
    assert get_series("IMM.STK@UNDESA2020") is None
