"""Who the partners of one state are in one year, the strongest first.

The twin of `static/js/map/flows/partners.js`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imap.map.flows.bodies import WAYS

ALL = "all"


@dataclass(frozen=True)
class Partner:
    """What goes each way between the state and another; None where nothing is held."""

    iso3: str
    ways: Mapping[str, float | None]

    @property
    def size(self) -> float:
        return max(value or 0 for value in self.ways.values())


def shown_partners(
    figures: Mapping[str, Any], ways: Sequence[str], values: Mapping[str, str]
) -> list[Partner]:
    """Return the partners that the address asks for: the strongest, the one chosen."""
    years = figures.get("years", [])
    if values["year"] not in years:
        return []
    place = years.index(values["year"])
    codes = {code for way in ways for code in figures[way]}
    partners = [
        Partner(code, {way: _at(figures[way], code, place) for way in ways})
        for code in sorted(codes)
    ]
    known = sorted((each for each in partners if each.size), key=lambda p: -p.size)
    other, least = values["with"], float(values["least"])
    meant = [each for each in known if other in ("", each.iso3) and each.size >= least]
    return meant if values["top"] == ALL else meant[: int(values["top"])]


def largest_of(figures: Mapping[str, Any]) -> float:
    """Return the largest figure of any partner and year, so that widths can compare."""
    return max(
        (
            value
            for way in WAYS
            for column in figures.get(way, {}).values()
            for value in column
            if value is not None
        ),
        default=1,
    )


def _at(
    columns: Mapping[str, Sequence[float | None]], code: str, place: int
) -> float | None:
    column = columns.get(code)
    return None if column is None else column[place]
