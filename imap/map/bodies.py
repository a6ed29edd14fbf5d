"""What the stored answers of the map say, made from the figures as they are now."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Any

from imap.map.flows import bodies as flows
from imap.reference.models import Country
from imap.statistics.classes import class_of
from imap.statistics.formatting import rounded
from imap.statistics.models import Indicator, Observation
from imap.statistics.series import (
    Series,
    all_series,
    get_series,
    periods,
    series_table,
    values,
)

CATALOGUE = "catalogue"
# The overview of flows; with a state's code behind a colon, the flows of that state.
FLOWS = "flows"
# In words of the style sheet; other flags go out as they are.
NOTHING: dict[str, str] = {
    Observation.Flag.MISSING: "no-data",
    Observation.Flag.NOT_APPLICABLE: "not-applicable",
    Observation.Flag.CONFIDENTIAL: "hidden",
}


def members(dialogue: str) -> list[str]:
    """Return the codes of those who take part today."""
    taking_part = Country.objects.taking_part(dialogue)
    return list(taking_part.order_by("iso3").values_list("iso3", flat=True))


def content(dialogue: str, key: str) -> dict[str, Any] | None:
    """Return what is said under a key; None where the i-Map has nothing of it."""
    countries = members(dialogue)
    if key == CATALOGUE:
        return _catalogue(countries)
    kind, colon, iso3 = key.partition(":")
    if kind == FLOWS:
        return flows.of_country(iso3, countries) if colon else flows.overview(countries)
    series = get_series(key)
    if series is None or not countries:
        return None
    built = _figures(series, countries)
    return built if built["periods"] else None


def _catalogue(countries: list[str]) -> dict[str, Any]:
    """Return {"series": {key: periods}, "covered": {key: states with a figure}}.

    The periods are those of the whole series, less those in which no member has one.
    """
    found: dict[str, list[str]] = {}
    covered: dict[str, int] = {}
    for series in all_series(countries):
        figures = values(series, countries)
        known = {period for row in figures.values() for period in row}
        found[series.key] = [each for each in periods(series) if each in known]
        covered[series.key] = sum(
            any(figure.published for figure in row.values()) for row in figures.values()
        )
    return {"series": found, "covered": covered}


def _figures(series: Series, countries: list[str]) -> dict[str, Any]:
    table = series_table(series, countries)
    flags = {
        iso3: {str(place): NOTHING.get(flag, flag) for place, flag in places.items()}
        for iso3, places in table.flags.items()
    }
    return {
        "series": series.key,
        "periods": table.periods,
        "countries": {
            iso3: [_printed(value, series.indicator) for value in column]
            for iso3, column in table.columns.items()
        },
        "flags": flags,
        "marks": table.marks,
        "medians": _medians(table.columns),
        "most": _most(table.columns),
        "elsewhere": table.counted_elsewhere,
        "breaks": series.indicator.limits,
        "decimals": series.indicator.decimals,
    }


def _medians(columns: dict[str, list[Decimal | None]]) -> list[float | None]:
    """Return the middle of the exact values of each period."""
    by_period = [
        [value for value in row if value is not None]
        for row in zip(*columns.values(), strict=True)
    ]
    return [float(median(values)) if values else None for values in by_period]


def _most(columns: dict[str, list[Decimal | None]]) -> float:
    """Return the figure farthest from zero in any year: the largest circle."""
    sizes = (abs(value) for row in columns.values() for value in row if value)
    return float(max(sizes, default=Decimal(0)))


def _printed(value: Decimal | None, indicator: Indicator) -> int | float | None:
    """Return a figure with the digits that are printed, or all where those fewer would
    change its class.
    """
    if value is None:
        return None
    number = float(rounded(value, indicator.decimals))
    if class_of(number, indicator.limits) != class_of(value, indicator.limits):
        number = float(value)
    return int(number) if number.is_integer() else number
