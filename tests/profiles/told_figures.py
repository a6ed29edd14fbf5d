"""The figures of one state by short names, and what can be said of them in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from profiles.demo import texts
from tests.profiles.seed_figures import figures, pairs

# Section, the words as they stand in the English text, the check.
Claim = tuple[str, str, Callable[[], bool]]
COUNTS = (1990, 1995, 2000, 2005, 2010)


@dataclass(frozen=True)
class State:
    """The figures of one state, by the short names used in the table below."""

    iso3: str

    def _years(self, series: str) -> dict[int, Decimal]:
        return figures()[series, self.iso3]

    def population(self, year: int) -> Decimal:
        return self._years("POP.TOT@WPP2024")[year]

    def net(self, year: int) -> Decimal:
        return self._years("POP.NET@WDI2025")[year]

    def dependency(self, year: int) -> Decimal:
        return self._years("POP.DEP@WDI2025")[year]

    def output(self, year: int) -> Decimal:
        return self._years("ECO.GDPPC@WDI2025")[year]

    def gdp(self, year: int) -> Decimal:
        return self._years("ECO.GDP@WDI2025")[year]

    def unemployment(self, year: int) -> Decimal:
        return self._years("LAB.UNE@WDI2025")[year]

    def immigrants(self, year: int, edition: int = 2020) -> Decimal:
        return self._years(f"IMM.STK@UNDESA{edition}")[year]

    def emigrants(self, year: int, edition: int = 2020) -> Decimal:
        return self._years(f"EMI.STK@UNDESA{edition}")[year]

    def share(self, year: int) -> Decimal:
        return self._years("IMM.SHR@UNDESA2020")[year]

    def women(self, year: int) -> Decimal:
        return self._years("IMM.FEM@UNDESA2020")[year]

    def refugees(self, year: int) -> Decimal:
        return self._years("ASY.STK@UNHCR2025")[year]

    def applications(self, year: int) -> Decimal:
        return self._years("ASY.APP@UNHCR2025")[year]

    def received(self, year: int) -> Decimal:
        return self._years("REM.IN@WDI2025")[year]

    def sent(self, year: int) -> Decimal:
        return self._years("REM.OUT@WDI2025")[year]

    def of_gdp(self, year: int) -> Decimal:
        return self._years("REM.GDP@WDI-COMPUTED")[year]

    def lived_in(self) -> list[tuple[str, float]]:
        """Return where people born here lived in 2020, in parts of all of them."""
        return self._partners(0, self.emigrants(2020))

    def born_in(self) -> list[tuple[str, float]]:
        return self._partners(1, self.immigrants(2020))

    def _partners(self, end: int, whole: Decimal) -> list[tuple[str, float]]:
        found = [
            (pair[1 - end], float(people / whole))
            for pair, people in pairs().items()
            if pair[end] == self.iso3
        ]
        return sorted(found, key=lambda row: -row[1])


def falls(figure: Callable[[int], Decimal], years: Iterable[int]) -> bool:
    return all(figure(b) < figure(a) for a, b in pairwise(years))


def rises(figure: Callable[[int], Decimal], years: Iterable[int]) -> bool:
    return all(figure(b) > figure(a) for a, b in pairwise(years))


def spread(figure: Callable[[int], Decimal], years: Iterable[int]) -> float:
    """Return how far the largest lies above the smallest, in parts of it."""
    found = [figure(year) for year in years]
    return float(max(found) / min(found)) - 1


def change(figure: Callable[[int], Decimal], first: int, last: int) -> float:
    return float(figure(last) / figure(first)) - 1


def highest(figure: Callable[[int], Decimal], years: Iterable[int]) -> int:
    return max(years, key=figure)


def lowest(figure: Callable[[int], Decimal], years: Iterable[int]) -> int:
    return min(years, key=figure)


def to(first: int, last: int = 2010) -> range:
    return range(first, last + 1)


def partners(rows: list[tuple[str, float]]) -> list[str]:
    return [iso3 for iso3, _part in rows]


def is_said(iso3: str, code: str, words: str) -> bool:
    """Whether the English text of a section has these words outside its notes."""
    return words in re.sub(r"<cite.*?</cite>", "", texts.read(iso3, "en")[code])
