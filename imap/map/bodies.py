"""What the stored answers of the map say, made from the figures as they are now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from imap.reference.models import Country
from imap.statistics.classes import class_of
from imap.statistics.models import Observation
from imap.statistics.series import (
    Figure,
    Series,
    all_series,
    get_series,
    periods,
    series_table,
    values,
)

CATALOGUE = "catalogue"
EXACT = ".exact"
DIGITS = 4
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
        return {"series": _catalogue(countries)}
    wanted = key.removesuffix(EXACT)
    series = get_series(wanted)
    if series is None or not countries:
        return None
    build: Callable[[Series, list[str]], dict[str, Any]]
    build = _exact if key.endswith(EXACT) else _drawing
    built = build(series, countries)
    return built if built["periods"] else None


def _catalogue(countries: list[str]) -> dict[str, list[str]]:
    # The periods of the whole series, less those in which no member has a figure.
    catalogue: dict[str, list[str]] = {}
    for series in all_series(countries):
        figures = values(series, countries)
        known = {period for row in figures.values() for period in row}
        catalogue[series.key] = [each for each in periods(series) if each in known]
    return catalogue


def _drawing(series: Series, countries: list[str]) -> dict[str, Any]:
    table = series_table(series, countries)
    flags = {
        iso3: {str(place): NOTHING.get(flag, flag) for place, flag in places.items()}
        for iso3, places in table.flags.items()
    }
    return {
        "series": series.key,
        "periods": table.periods,
        "countries": {
            iso3: [_rounded(value, series.indicator.limits) for value in column]
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


def _rounded(
    value: Decimal | None, breaks: Sequence[int | float]
) -> int | float | None:
    """Return four significant digits, or all where fewer would change the class."""
    if value is None:
        return None
    number = float(f"{value:.{DIGITS}g}")
    if class_of(number, breaks) != class_of(value, breaks):
        number = float(value)
    return int(number) if number.is_integer() else number


def _exact(series: Series, countries: list[str]) -> dict[str, Any]:
    axis = series_table(series, countries).periods
    figures = values(series, countries)
    return {
        "series": series.key,
        "periods": axis,
        "countries": {
            iso3: [_published(figures.get(iso3, {}).get(period)) for period in axis]
            for iso3 in countries
        },
    }


def _published(figure: Figure | None) -> str | None:
    return figure.published or None if figure else None
