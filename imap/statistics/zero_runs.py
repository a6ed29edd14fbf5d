"""Zeros that are gaps.

Some tables print 0 where nothing was reported. A zero is taken for a gap where a figure
of at least `JUMP` stands beside it: at one end of a run of two periods or more, or at
both ends of a single one. Balances, which may well be nought, are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby

JUMP = 1000


def find_zero_runs(figures: Mapping[int, Decimal]) -> list[list[int]]:
    """Return the years whose zeros are gaps, one list a run."""
    years = sorted(figures)
    if any(value < 0 for value in figures.values()):
        return []
    return [
        years[first:after]
        for first, after in _runs([figures[year] == 0 for year in years])
        if _is_gap([figures[year] for year in years], first, after)
    ]


def _runs(is_zero: list[bool]) -> Iterator[tuple[int, int]]:
    position = 0
    for zero, group in groupby(is_zero):
        length = len(list(group))
        if zero:
            yield position, position + length
        position += length


def _is_gap(values: list[Decimal], first: int, after: int) -> bool:
    before = values[first - 1] if first else Decimal(0)
    behind = values[after] if after < len(values) else Decimal(0)
    large = sum(value >= JUMP for value in (before, behind))
    return large == 2 or (large == 1 and after - first > 1)
