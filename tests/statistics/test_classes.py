from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from imap.statistics.classes import (
    class_labels,
    class_of,
    suggest_breaks,
)
from imap.statistics.models import Indicator

SPACE = "\N{NO-BREAK SPACE}"
SMALLEST_SHARE = 0.02


def is_round(limit: Decimal | float) -> bool:
    """Return whether a limit has at most two digits that are not zero."""
    digits = Decimal(str(limit)).normalize().as_tuple().digits
    return len(digits) <= 2


@pytest.mark.parametrize(
    ("value", "place"), [(0, 0), (1.9, 0), (2, 1), (Decimal("19.9"), 4), (20, 5)]
)
def test_a_class_begins_at_its_lower_limit(value: float, place: int) -> None:
    assert class_of(value, [2, 5, 10, 15, 20]) == place


def test_labels_say_the_limits() -> None:
    assert class_labels([2, 5, 20], 1, "en") == [
        "under 2",
        f"2{SPACE}– 5",
        f"5{SPACE}– 20",
        "20 and over",
    ]


def test_labels_of_balances_do_not_put_a_dash_beside_a_minus() -> None:
    labels = class_labels([-2000, 2000], 0, "en")

    assert labels == [
        "under \N{MINUS SIGN}2,000",
        f"\N{MINUS SIGN}2,000{SPACE}… 2,000",
        "2,000 and over",
    ]


def test_labels_of_money_are_short() -> None:
    assert class_labels([500_000_000, 2_500_000_000], 0, "en")[1] == (
        f"500{SPACE}m{SPACE}– 2.5{SPACE}bn"
    )


def test_suggested_limits_are_round_and_rise() -> None:
    breaks = suggest_breaks([3, 8, 14, 22, 57, 91, 140, 380, 977, 2500, 8123, 0])

    assert breaks == sorted(set(breaks))
    assert all(is_round(limit) for limit in breaks)


def test_nothing_suggests_no_limits() -> None:
    assert suggest_breaks([]) == []
    assert suggest_breaks([0, 0]) == []


@pytest.mark.usefixtures("seed")
def test_stored_limits_are_round_and_every_class_is_used() -> None:
    for indicator in Indicator.objects.all():
        figures = indicator.observations.totals().values_list("value", flat=True)
        held = Counter(
            class_of(value, indicator.breaks) for value in figures if value is not None
        )
        counts = [held[place] for place in range(len(indicator.breaks) + 1)]

        assert 5 <= len(counts) <= 7
        assert indicator.breaks == sorted(set(indicator.breaks))
        assert all(is_round(limit) for limit in indicator.breaks)
        assert min(counts) >= SMALLEST_SHARE * sum(counts)


@pytest.mark.usefixtures("seed")
def test_only_a_balance_has_a_class_around_zero() -> None:
    diverging = Indicator.objects.filter(palette=Indicator.Palette.DIVERGING)

    for indicator in diverging:
        assert indicator.breaks == [-limit for limit in reversed(indicator.breaks)]
    assert [indicator.code for indicator in diverging] == ["POP.NET"]
