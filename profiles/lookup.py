"""The stored figures, charts and sources that the texts of an edition refer to.

A reference is INDICATOR@SOURCE:COUNTRY:PERIOD, a series the same without the period.
All texts are read first, so that a page asks once for all its figures, and once for
all its charts of partners: its queries do not grow with the texts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imap.core import language
from imap.reference.participants import country_names
from imap.statistics.charts import Chart
from imap.statistics.formatting import (
    NO_BREAK,
    format_compact,
    format_figure,
    format_number,
)
from imap.statistics.models import Indicator, Observation, Source
from imap.statistics.partners import Partners, PartnersOf, partners_of
from imap.statistics.series_key import series_key
from profiles.chart_elements import (
    Caption,
    figure,
    partners_chart,
    partners_question,
    series_chart,
)
from profiles.text.references import Attributes, references
from profiles.text.tree import SectionTree

logger = logging.getLogger(__name__)

PER_THOUSAND = "\N{PER MILLE SIGN}"
Reference = tuple[str, str, str]


@dataclass(frozen=True)
class Figures:
    """What texts refer to, written in the reader's language.

    `observations` is {series: {period: figure}}, periods in order; `names` are those of
    the countries and areas that are partners.
    """

    observations: Mapping[Reference, Mapping[str, Observation]]
    sources: Mapping[str, Source]
    partners: Mapping[PartnersOf, Partners]
    names: Mapping[str, str]

    def figure(self, reference: str, form: str) -> str:
        series, _colon, period = reference.rpartition(":")
        row = self.observations.get(split_series(series), {}).get(period)
        if row is None or row.value is None:
            logger.warning("No figure is stored for %s", reference)
            return _("no data")
        return _written(row.value, row.indicator, form)

    def chart(self, attributes: Attributes) -> SafeString:
        return figure(*self.drawing(attributes))

    def drawing(self, attributes: Attributes) -> tuple[Chart, Caption]:
        """Return a chart with its table, and what stands above and below it."""
        if is_partners("figure", attributes):
            answer = self.partners[partners_question(attributes)]
            return partners_chart(attributes, answer, self.names)
        series = [
            list(self.observations.get(key, {}).values())
            for key in series_of("figure", attributes)
        ]
        return series_chart(attributes, series)

    def source(self, code: str) -> str:
        source = self.sources.get(code)
        if source is None:
            logger.warning("No source has the code %s", code)
            return code
        return f"{source.publishers}, {source.titles}"


def stored(trees: Iterable[SectionTree]) -> Figures:
    """Return what the texts refer to as the store has it today."""
    quoted = [each for tree in trees for each in references(tree)]
    series = {key for tag, named in quoted for key in series_of(tag, named)}
    codes = {named.get("data-source", "") for tag, named in quoted if tag == "cite"}
    codes |= {source for _indicator, source, _iso3 in series}
    partners = partners_of(
        partners_question(named) for tag, named in quoted if is_partners(tag, named)
    )
    return Figures(
        observations=_observations(series),
        sources={row.code: row for row in Source.objects.filter(code__in=codes)},
        partners=partners,
        names=country_names(language.current()) if partners else {},
    )


def unresolved(trees: Iterable[SectionTree]) -> list[str]:
    """Return every reference of these texts that leads nowhere."""
    trees = list(trees)
    figures = stored(trees)
    missing: list[str] = []
    for tag, named in (each for tree in trees for each in references(tree)):
        if tag == "cite" and named.get("data-source") not in figures.sources:
            missing.append(named.get("data-source", "cite without a source"))
        missing += [
            ":".join(key)
            for key in series_of(tag, named)
            if not figures.observations.get(key)
        ]
        if tag == "data":
            series, _colon, period = named.get("data-figure", "").rpartition(":")
            row = figures.observations.get(split_series(series), {}).get(period)
            if row is None or row.value is None:
                missing.append(named.get("data-figure", "data without a figure"))
    return missing


def split_series(series: str) -> Reference:
    key, _colon, iso3 = series.partition(":")
    named = series_key(key)
    return (*named, iso3) if named else ("", "", iso3)


def series_of(tag: str, named: Attributes) -> list[Reference]:
    """Return the series that an element quotes: of one figure, or of a whole chart."""
    if tag == "data":
        return [split_series(named.get("data-figure", "").rpartition(":")[0])]
    if tag == "figure":
        return [split_series(key) for key in named.get("data-series", "").split()]
    return []


def period_of(named: Attributes) -> str:
    """Return the period of a reference to one figure."""
    return named.get("data-figure", "").rpartition(":")[2]


def is_partners(tag: str, named: Attributes) -> bool:
    return tag == "figure" and named.get("data-chart") == "partners"


def _observations(
    series: set[Reference],
) -> dict[Reference, dict[str, Observation]]:
    """Return {series: {period: figure}}, periods in order, in one query."""
    if not series:
        return {}
    wanted = (
        Q(indicator__code=indicator, source__code=source, country=iso3)
        for indicator, source, iso3 in sorted(series)
    )
    rows = (
        Observation.objects.released()
        .totals()
        .filter(reduce(or_, wanted))
        .select_related("indicator", "source")
        .order_by("year", "period")
    )
    series_rows: dict[Reference, dict[str, Observation]] = {}
    for row in rows:
        key = (row.indicator.code, row.source.code, row.country_id)
        series_rows.setdefault(key, {})[row.period] = row
    return series_rows


def _written(value: Decimal, indicator: Indicator, form: str) -> str:
    if form == "short":
        return format_compact(value, indicator.decimals)
    if form == "percent":
        return f"{format_number(value, 1)}{NO_BREAK}%"
    if form == "per-thousand":
        return f"{format_number(value, 1)}{NO_BREAK}{PER_THOUSAND}"
    if form == "number":
        # The unit stands in the sentence or in the head of the table.
        return format_number(value, indicator.decimals)
    return format_figure(value, indicator)
