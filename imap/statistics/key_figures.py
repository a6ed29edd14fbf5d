"""The few figures of a country that cards and pages show.

Of several sourced figures for a year the newest edition is preferred; the others stand
beside it with the difference, which is left out where the definitions differ.
Sensitive indicators are never among them unless asked for by code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from imap.statistics.formatting import format_difference, format_figure
from imap.statistics.models import (
    CountedElsewhere,
    Indicator,
    Observation,
    Source,
)
from imap.statistics.preference import preference
from imap.statistics.series_key import SeriesKey

# From here on a difference between two sources is pointed out.
NOTABLE_PERCENT = Decimal(5)


@dataclass(frozen=True)
class AlsoPublished:
    """The same figure in another source."""

    indicator: Indicator
    source: Source
    value: Decimal
    published: str
    definition: str
    # In per cent of the preferred figure; None where the definitions differ.
    difference: Decimal | None

    def text(self, language: str | None = None) -> str:
        return format_figure(self.value, self.indicator, language)

    def definition_text(self, language: str | None = None) -> str:
        return self.indicator.remarks(language).get(self.definition, "")

    def difference_text(self, language: str | None = None) -> str:
        if self.difference is None:
            return ""
        return format_difference(self.difference, language)

    @property
    def is_same(self) -> bool:
        return self.difference == 0

    @property
    def is_notable(self) -> bool:
        return self.difference is not None and abs(self.difference) >= NOTABLE_PERCENT


@dataclass(frozen=True)
class KeyFigure:
    """The preferred figure; without one, value, year and source are None."""

    indicator: Indicator
    year: int | None
    source: Source | None
    value: Decimal | None
    published: str
    flag: str
    definition: str
    # All years of the preferred source, None where it has no figure.
    sparkline: list[tuple[int, Decimal | None]]
    also_published: list[AlsoPublished]
    # The country whose row counts this one, where no source has a row of its own.
    counted_in: str | None = None

    @property
    def series_key(self) -> str:
        if self.source is None:
            return ""
        return str(SeriesKey(self.indicator.code, self.source.code))

    def label(self, language: str | None = None) -> str:
        return self.indicator.short(language, self.source.code if self.source else "")

    def remark(self, language: str | None = None) -> str:
        """Say what this figure counts that others of its series do not."""
        source = self.source.code if self.source else ""
        return self.indicator.remarks(language, source).get(self.definition, "")

    def text(self, language: str | None = None) -> str:
        if self.value is None:
            return ""
        return format_figure(self.value, self.indicator, language)

    def source_text(self, language: str | None = None) -> str:
        return self.source.shorts.text(language) if self.source else ""


def key_figures(
    iso3: str, year: int | None = None, codes: Collection[str] | None = None
) -> list[KeyFigure]:
    """Return a figure for each key indicator, in catalogue order, in four queries."""
    chosen = Indicator.objects.filter(is_key_figure=True)
    if codes is not None:
        chosen = Indicator.objects.filter(code__in=codes)
    indicators = list(chosen)
    rows = _rows_by_indicator(iso3, indicators)
    counted = _counting_rows(iso3, indicators)
    return [
        _key_figure(indicator, rows[indicator.pk], year, counted)
        for indicator in indicators
    ]


def _rows_by_indicator(
    iso3: str, indicators: list[Indicator]
) -> dict[int, list[Observation]]:
    rows: dict[int, list[Observation]] = defaultdict(list)
    figures = Observation.objects.released().totals().filter(country=iso3)
    for row in figures.filter(indicator__in=indicators).order_by("year", "period"):
        rows[row.indicator_id].append(row)
    sources = Source.objects.in_bulk(
        {row.source_id for group in rows.values() for row in group}
    )
    for group in rows.values():
        for row in group:
            row.source = sources[row.source_id]
    return rows


def _key_figure(
    indicator: Indicator,
    rows: list[Observation],
    year: int | None,
    counted: dict[int, str],
) -> KeyFigure:
    candidates = [row for row in rows if row.value is not None]
    if year is not None:
        candidates = [row for row in candidates if row.year == year]
    if not candidates:
        return _absent(indicator, rows, year, counted)
    best = min(candidates, key=lambda row: (*preference(row.source), -row.year))
    return KeyFigure(
        indicator=indicator,
        year=best.year,
        source=best.source,
        value=best.value,
        published=best.published,
        flag=best.flag,
        definition=best.definition,
        sparkline=[
            (row.year, row.value) for row in rows if row.source_id == best.source_id
        ],
        also_published=_others(indicator, best, candidates),
    )


def _absent(
    indicator: Indicator,
    rows: list[Observation],
    year: int | None,
    counted: dict[int, str],
) -> KeyFigure:
    """Return a figure that says why there is none."""
    elsewhere = None if rows else counted.get(indicator.pk)
    return KeyFigure(
        indicator=indicator,
        year=year,
        source=None,
        value=None,
        published="",
        flag=Observation.Flag.MISSING,
        definition="",
        sparkline=[],
        also_published=[],
        counted_in=elsewhere,
    )


def _counting_rows(iso3: str, indicators: list[Indicator]) -> dict[int, str]:
    """Return {indicator: country whose row counts this one}; mostly empty."""
    entries = CountedElsewhere.objects.filter(country=iso3).order_by("-source")
    counted_in = dict(entries.values_list("source_id", "counted_in_id"))
    if not counted_in:
        return {}
    rows = Observation.objects.released().filter(
        indicator__in=indicators,
        source__in=counted_in,
        country__in=counted_in.values(),
    )
    pairs = rows.order_by().values_list("indicator_id", "source_id").distinct()
    return {indicator: counted_in[source] for indicator, source in pairs}


def _others(
    indicator: Indicator, best: Observation, candidates: list[Observation]
) -> list[AlsoPublished]:
    others = [
        row
        for row in candidates
        if row.year == best.year and row.source_id != best.source_id
    ]
    return [
        AlsoPublished(
            indicator=indicator,
            source=row.source,
            value=row.value,
            published=row.published,
            definition=row.definition,
            difference=_difference(best, row),
        )
        for row in sorted(others, key=lambda row: preference(row.source))
        if row.value is not None
    ]


def _difference(best: Observation, other: Observation) -> Decimal | None:
    if best.definition != other.definition or not best.value or other.value is None:
        return None
    return (other.value - best.value) / abs(best.value) * 100
