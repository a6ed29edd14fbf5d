"""The three small charts of a country's page; two editions are two lines, never one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imap.statistics.charts import Line, column_chart, line_chart
from imap.statistics.formatting import format_figure, format_number
from imap.statistics.models import Observation
from imap.statistics.preference import preference_columns
from profiles.chart_elements import Caption, Rows, figure

EMIGRANTS, REMITTANCES, NET_MIGRATION = "EMI.STK", "REM.IN", "POP.NET"
SIZE = (380, 190)
LABELS = 110
MILLION = Decimal(10) ** 6


def country_charts(iso3: str) -> list[SafeString]:
    series = _held(iso3)
    drawers: list[tuple[str, Callable[[list[Rows]], SafeString]]] = [
        (EMIGRANTS, _emigrants),
        (REMITTANCES, _remittances),
        (NET_MIGRATION, _net_migration),
    ]
    return [draw(series[code]) for code, draw in drawers if code in series]


def _held(iso3: str) -> dict[str, list[Rows]]:
    """Return the series of the three indicators, newest edition first, in one query."""
    rows = (
        Observation.objects.released()
        .totals()
        .filter(
            country=iso3,
            indicator__code__in=[EMIGRANTS, REMITTANCES, NET_MIGRATION],
            value__isnull=False,
        )
        .select_related("indicator", "source")
        .order_by(*preference_columns(), "year")
    )
    series: dict[str, dict[str, list[Observation]]] = {}
    for row in rows:
        editions = series.setdefault(row.indicator.code, {})
        editions.setdefault(row.source.code, []).append(row)
    return {code: list(editions.values()) for code, editions in series.items()}


def _emigrants(editions: list[Rows]) -> SafeString:
    caption = _caption(editions, _("people, mid-year"))
    lines = [
        Line(
            _("%(year)s edition") % {"year": rows[0].source.year},
            _end(rows[-1], format_figure(_value(rows[-1]), rows[-1].indicator)),
            [(row.year, row.value) for row in rows],
        )
        for rows in editions
    ]
    return figure(
        line_chart(lines, caption.text(_("Year")), size=SIZE, labels=LABELS), caption
    )


def _remittances(editions: list[Rows]) -> SafeString:
    rows = editions[0]
    caption = _caption(editions[:1], _("US$"))
    last = format_figure(_value(rows[-1]), rows[-1].indicator)
    points = [(row.year, row.value) for row in rows]
    note = _("in %(year)s") % {"year": rows[-1].year}
    line = Line(last, note, points, head=_("US$ million"))
    chart = line_chart(
        [line], caption.text(_("Year")), size=SIZE, labels=LABELS, figure=_in_millions
    )
    return figure(chart, caption)


def _net_migration(editions: list[Rows]) -> SafeString:
    rows = editions[0]
    caption = _caption(editions[:1], _("people a year"))
    last = format_figure(_value(rows[-1]), rows[-1].indicator)
    points = [(row.year, row.value) for row in rows]
    note = _("in %(year)s") % {"year": rows[-1].year}
    line = Line(last, note, points, head=caption.unit)
    return figure(column_chart(line, caption.text(_("Year")), size=SIZE), caption)


def _in_millions(value: Decimal) -> str:
    return format_number(value / MILLION)


def _caption(editions: list[Rows], unit: str) -> Caption:
    sources = dict.fromkeys(str(rows[0].source.shorts) for rows in editions)
    return Caption(editions[0][0].indicator.short(), unit, list(sources))


def _end(row: Observation, figure_text: str) -> str:
    return _("%(figure)s in %(year)s") % {"figure": figure_text, "year": row.year}


def _value(row: Observation) -> Decimal:
    return row.value if row.value is not None else Decimal(0)
