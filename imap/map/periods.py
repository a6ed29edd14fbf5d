"""Periods of figures as addresses have them: years, or what begins with a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

YEAR = re.compile(r"\d{1,4}", re.ASCII)


def nearest_period(periods: Sequence[str], asked: str) -> str:
    """Return the period, else the nearest one, else the last."""
    if not periods or asked in periods:
        return asked if asked in periods else ""
    year = YEAR.match(asked)
    if year is None:
        return periods[-1]
    return min(periods, key=lambda each: abs(int(each[:4]) - int(year[0])))
