"""Round axis limits, and where a value stands between them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

STEPS = (1, 2, 2.5, 4, 5, 10)
MOST_STEPS = 4
STEP_HEIGHT = 42


@dataclass(frozen=True)
class Scale:
    ticks: list[float]
    low: float
    high: float
    top: float
    bottom: float

    def y(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)


def zero_scale(values: Iterable[Decimal | float], top: float, bottom: float) -> Scale:
    """Return a scale with zero that ends at round steps, four or what fits."""
    low, high, step = _span(values, top, bottom)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        last = first + 1
    ticks = [step * place for place in range(first, last + 1)]
    return Scale(ticks, ticks[0], ticks[-1], top, bottom)


def tight_scale(values: Iterable[Decimal | float], top: float, bottom: float) -> Scale:
    """Return a scale with zero that ends at the figures, round steps between."""
    low, high, step = _span(values, top, bottom)
    first, last = math.ceil(low / step), math.floor(high / step)
    ticks = [step * place for place in range(first, last + 1)]
    return Scale(ticks, low, high, top, bottom)


def decimals_of(ticks: Iterable[float]) -> int:
    """Return how many decimals the labels of an axis need."""
    return max(
        0 if tick == int(tick) else len(f"{tick:.6g}".partition(".")[2])
        for tick in ticks
    )


def year_ticks(years: Iterable[int], most: int = 5) -> list[int]:
    """Return round years between the first and the last one, both kept."""
    ordered = sorted(set(years))
    first, last = ordered[0], ordered[-1]
    for step in (1, 2, 5, 10, 20, 25, 50):
        if (last - first) / step <= most:
            break
    inner = [
        year
        for year in range(first + 1, last)
        if year % step == 0 and min(year - first, last - year) * 2 > step
    ]
    return list(dict.fromkeys([first, *inner, last]))


def _span(
    values: Iterable[Decimal | float], top: float, bottom: float
) -> tuple[float, float, float]:
    """Return the lowest and highest figure, zero among them, and a round step."""
    floats = [0.0, *(float(value) for value in values)]
    low, high = min(floats), max(floats)
    if low == high:
        high = 1.0
    steps = min(MOST_STEPS, max(2, int((bottom - top) / STEP_HEIGHT)))
    return low, high, _step((high - low) / steps)


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * 0.9999)
