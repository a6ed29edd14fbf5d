"""A series is one indicator from one edition of one source; two are never joined.

Only released figures are seen here, and only those without a breakdown.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Max, Min

from imap.statistics.models import (
    CountedElsewhere,
    Indicator,
    Observation,
    Source,
)
from imap.statistics.models.figures import ObservationQuerySet
from imap.statistics.preference import preference
from imap.statistics.series_key import SeriesKey, series_key


@dataclass(frozen=True)
class Figure:
    value: Decimal | None
    published: str
    flag: str
    definition: str


@dataclass(frozen=True)
class Series:
    indicator: Indicator
    source: Source
    first_year: int
    last_year: int

    @property
    def key(self) -> str:
        return str(SeriesKey(self.indicator.code, self.source.code))

    @property
    def name(self) -> str:
        return self.indicator.name(source=self.source.code)

    @property
    def definition(self) -> str:
        """Return what its figures count: the indicator's words, or its source's own."""
        return self.indicator.definition(source=self.source.code)


@dataclass(frozen=True)
class SeriesTable:
    """All years of a series in columns; None where there is no figure."""

    periods: list[str]
    columns: dict[str, list[Decimal | None]]
    # {country: {position in the column: flag}}
    flags: dict[str, dict[int, str]] = field(default_factory=dict)
    # {country: {position in the column: mark of another definition}}
    marks: dict[str, dict[int, str]] = field(default_factory=dict)
    # {country without a row of its own: country whose row counts it}
    counted_elsewhere: dict[str, str] = field(default_factory=dict)


def all_series(countries: Collection[str] | None = None) -> list[Series]:
    """Return the series that hold figures, in catalogue order, newest edition first."""
    figures = Observation.objects.released().totals()
    if countries is not None:
        figures = figures.filter(country__in=countries)
    return sorted(_series(figures), key=_catalogue_order)


def get_series(key: str) -> Series | None:
    """Return the series of a key such as "IMM.STK@UNDESA2020"; None if unknown."""
    named = series_key(key)
    if named is None:
        return None
    figures = Observation.objects.released().totals()
    chosen = figures.filter(indicator__code=named.indicator, source__code=named.source)
    return next(iter(_series(chosen)), None)


def values(series: Series, countries: Collection[str]) -> dict[str, dict[str, Figure]]:
    """Return {country: {period: figure}}."""
    rows = _rows(series, countries).values_list(
        "country_id", "period", "value", "published", "flag", "definition"
    )
    figures: dict[str, dict[str, Figure]] = {}
    for iso3, period, value, published, flag, definition in rows:
        figure = Figure(value, published, flag, definition)
        figures.setdefault(iso3, {})[period] = figure
    return figures


def periods(series: Series) -> list[str]:
    rows = _rows(series, None).order_by("year", "period")
    return list(dict.fromkeys(rows.values_list("period", flat=True)))


def series_table(series: Series, countries: Collection[str]) -> SeriesTable:
    """Return the columns of these countries in two queries."""
    rows = list(
        _rows(series, countries)
        .order_by("year", "period")
        .values_list("country_id", "period", "value", "flag", "definition")
    )
    axis = list(dict.fromkeys(period for _iso3, period, *_rest in rows))
    place = {period: position for position, period in enumerate(axis)}
    columns: dict[str, list[Decimal | None]] = {
        iso3: [None] * len(axis) for iso3 in countries
    }
    flags: dict[str, dict[int, str]] = {}
    marks: dict[str, dict[int, str]] = {}
    for iso3, period, value, flag, mark in rows:
        columns[iso3][place[period]] = value
        if flag:
            flags.setdefault(iso3, {})[place[period]] = flag
        if mark:
            marks.setdefault(iso3, {})[place[period]] = mark
    counted = counted_elsewhere(series, countries)
    return SeriesTable(axis, columns, flags, marks, counted)


def counted_elsewhere(series: Series, countries: Collection[str]) -> dict[str, str]:
    """Return {country without a row of its own: country whose row counts it}."""
    rows = CountedElsewhere.objects.filter(source=series.source, country__in=countries)
    return dict(rows.values_list("country_id", "counted_in_id"))


def _rows(series: Series, countries: Collection[str] | None) -> ObservationQuerySet:
    rows = Observation.objects.released().totals()
    rows = rows.filter(indicator=series.indicator, source=series.source)
    return rows if countries is None else rows.filter(country__in=countries)


def _series(figures: ObservationQuerySet) -> list[Series]:
    spans = list(
        figures.order_by()
        .values_list("indicator_id", "source_id")
        .annotate(first=Min("year"), last=Max("year"))
    )
    indicators = Indicator.objects.select_related("count").in_bulk(
        {indicator for indicator, *_rest in spans}
    )
    sources = Source.objects.in_bulk({source for _indicator, source, *_rest in spans})
    return [
        Series(indicators[indicator], sources[source], first, last)
        for indicator, source, first, last in spans
    ]


def _catalogue_order(series: Series) -> tuple[int, int, str]:
    return series.indicator.position, *preference(series.source)
