from __future__ import annotations

from decimal import Decimal

import pytest

from imap.statistics.formatting import (
    format_compact,
    format_difference,
    format_figure,
    format_number,
    format_share,
)
from imap.statistics.models import Indicator

Unit = Indicator.Unit


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", "_")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2,943,398"),
        ("ru", "2_943_398"),
        ("fr", "2_943_398"),
        ("ar", "2,943,398"),
    ],
)
def test_numbers_have_the_separators_of_the_reader(language: str, text: str) -> None:
    assert plain(format_number(2_943_398, 0, language)) == text


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        ("1449723915.1", "en", "US$_1.45_bn"),
        ("1449723915.1", "ru", "1,45_млрд_долл._США"),
        ("631000000", "en", "US$_631_m"),
        ("999600000", "en", "US$_1_bn"),
        ("12340000000", "en", "US$_12.3_bn"),
        ("4420000", "fr", "4,42_M_$_É.-U."),
        ("5000", "en", "US$_5,000"),
    ],
)
def test_money_is_read_in_millions_and_billions(
    value: str, language: str, text: str
) -> None:
    money = Indicator(unit=Unit.US_DOLLARS)

    assert plain(format_figure(Decimal(value), money, language)) == text


def test_a_share_has_a_space_before_the_sign() -> None:
    share = Indicator(unit=Unit.PERCENT, decimals=1)

    assert plain(format_figure(Decimal("19.86"), share, "en")) == "19.9_%"
    assert plain(format_figure(Decimal("19.86"), share, "ru")) == "19,9_%"


@pytest.mark.parametrize(
    ("value", "text"), [(54704, "+54,704"), (-9150, "\N{MINUS SIGN}9,150"), (0, "0")]
)
def test_a_balance_shows_its_sign(value: int, text: str) -> None:
    balance = Indicator(unit=Unit.PERSONS, palette=Indicator.Palette.DIVERGING)

    assert format_figure(value, balance, "en") == text


def test_a_sign_stays_before_its_number_in_arabic() -> None:
    mark = "\N{LEFT-TO-RIGHT MARK}"

    assert format_number(-9150, 0, "ar") == f"{mark}\N{MINUS SIGN}9,150"


def test_rounding_to_zero_leaves_no_minus() -> None:
    assert format_number(Decimal("-0.04"), 1, "en") == "0.0"


def test_small_numbers_are_not_shortened() -> None:
    assert format_compact(999_000, 0, "en") == "999,000"


def test_differences_and_shares_are_per_cent() -> None:
    assert plain(format_difference(Decimal("32.437"), "en")) == "+32.4_%"
    assert plain(format_difference(Decimal("-2.1"), "ru")) == "\N{MINUS SIGN}2,1_%"
    assert plain(format_share(517_417, 917_043, "en")) == "56.4_%"
