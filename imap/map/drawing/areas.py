"""Sizes of circles whose areas are in proportion to figures.

The twin of `static/js/map/areas.js`.
"""

from __future__ import annotations

import math

# Of the largest circle: a figure that is not nought can always be seen.
LEAST = 0.05
DIGITS = (5, 2, 1)
PARTS = (1, 5, 40)


def radius_of(value: float, most: float, largest: float) -> float:
    if not value:
        return 0
    return max(LEAST * largest, largest * math.sqrt(abs(value) / most))


def steps(most: float) -> list[float]:
    """Return three round numbers for a legend, largest first: 50, 10, 1 of 50."""
    rounded = [_round_down(most / part) for part in PARTS]
    return [step for step in rounded if step > 0]


def _round_down(value: float) -> float:
    if value < 1:
        return 0
    power = 10 ** math.floor(math.log10(value))
    digit = next(digit for digit in DIGITS if digit * power <= value)
    return float(digit * power)
