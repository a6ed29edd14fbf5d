from __future__ import annotations

from decimal import Decimal

import pytest

from imap.statistics.zero_runs import find_zero_runs


@pytest.mark.parametrize(
    ("figures", "gaps"),
    [
        ([16_000_000, 0, 0, 0], [[2001, 2002, 2003]]),
        ([0, 0, 196_425_072], [[2000, 2001]]),
        ([342_000_000, 0, 630_571_333], [[2001]]),
        ([0, 78_512], []),
        ([6, 0, 0, 6], []),
        ([0, 0, 100], []),
        ([-2_276, 0, 0, -1_583], []),
        ([0, 0, 0], []),
        ([], []),
    ],
)
def test_zeros_beside_large_figures_are_gaps(
    figures: list[int], gaps: list[list[int]]
) -> None:
    by_year = {2000 + place: Decimal(value) for place, value in enumerate(figures)}

    assert find_zero_runs(by_year) == gaps
