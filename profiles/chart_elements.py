"""A chart element of a text becomes a figure: finding, unit, drawing, source, table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from imap.core import language
from imap.statistics.charts import (
    Bar,
    Chart,
    ChartTable,
    ChartText,
    Line,
    bar_chart,
    column_chart,
    line_chart,
)
from imap.statistics.charts.lines import MOST_LINES
from imap.statistics.formatting import (
    format_figure,
    format_number,
    format_share,
)
from imap.statistics.models import Observation
from imap.statistics.partners import Direction, Partners, PartnersOf

Rows = Sequence[Observation]
NO_DRAWING = mark_safe("")
DIRECTIONS: dict[str, Direction] = {"emigrants": "out", "immigrants": "in"}
WIDTH, HEIGHT = 640, 236
LETTER = 7.8
LABEL_ROOM = (110, 230)
LONGEST = len("2020")


@dataclass(frozen=True)
class Caption:
    title: str
    unit: str
    sources: list[str]

    def text(self, head: str) -> ChartText:
        return ChartText(
            title=self.title,
            description=". ".join(filter(None, [self.unit, *self.sources])),
            language=language.current(),
            head=head,
            absent=_("no data"),
        )


def figure(chart: Chart, caption: Caption) -> SafeString:
    context = {
        "svg": chart.svg,
        "narrow": chart.narrow,
        "table": chart.table,
        "caption": caption,
    }
    return render_to_string("profiles/_chart.html", context)


def series_chart(
    attributes: Mapping[str, str], series: Iterable[Rows]
) -> tuple[Chart, Caption]:
    """Draw lines, columns or a plain table of the series, as the element says."""
    excerpts = [between(rows, attributes) for rows in series]
    sources = dict.fromkeys(str(row.source.shorts) for rows in excerpts for row in rows)
    caption = Caption(
        attributes.get("data-title", ""), attributes.get("data-unit", ""), list(sources)
    )
    labels = attributes.get("data-labels", "").split("|")
    labels += [""] * (len(excerpts) - len(labels))
    drawn = [
        (rows, label) for rows, label in zip(excerpts, labels, strict=False) if rows
    ]
    lines = [line_of(rows, label) for rows, label in drawn]
    text = caption.text(_("Year"))
    table = _series_table(drawn, text)
    drawn_as = _drawing(attributes.get("data-chart", ""), lines, text)
    return Chart(drawn_as.svg, table, drawn_as.narrow), caption


def _drawing(kind: str, lines: Sequence[Line], text: ChartText) -> Chart:
    if kind == "table" or not lines:
        return Chart(NO_DRAWING, ChartTable([], []))
    if kind == "columns":
        return column_chart(lines[0], text, size=(WIDTH, HEIGHT), labels=130)
    return line_chart(lines[:MOST_LINES], text, labels=_room(lines))


def partners_question(attributes: Mapping[str, str]) -> PartnersOf:
    return PartnersOf(
        attributes.get("data-country", ""),
        DIRECTIONS.get(attributes.get("data-direction", ""), "out"),
        year=_number(attributes.get("data-year", ""), 2020),
        limit=_number(attributes.get("data-limit", ""), 6),
    )


def partners_chart(
    attributes: Mapping[str, str], partners: Partners, names: Mapping[str, str]
) -> tuple[Chart, Caption]:
    """Draw what the store answered; `names` are those of all countries and areas."""
    source = [str(partners.source.shorts)] if partners.source else []
    caption = Caption(
        attributes.get("data-title", ""), attributes.get("data-unit", ""), source
    )
    chart = bar_chart(
        _bars(partners, names),
        caption.text(_("Country or area")),
        value_head=_("People"),
        note_head=_("Share"),
    )
    return chart, caption


def line_of(rows: Rows, label: str) -> Line:
    """Name a line by its label; what follows its first comma goes before the figure."""
    points = [(row.year, row.value) for row in rows]
    last = next((row for row in reversed(rows) if row.value is not None), None)
    name, comma, rest = label.partition(", ")
    note = ""
    if last is not None and last.value is not None:
        text = format_figure(last.value, last.indicator)
        note = f"{rest}: {text}" if rest else f"{text} ({last.year})"
    breaks = {row.year for row in rows if row.flag == Observation.Flag.BREAK}
    return Line(f"{name}{comma.strip()}", note, points, frozenset(breaks))


def between(rows: Rows, attributes: Mapping[str, str]) -> Rows:
    """Return the figures of the years that a chart shows."""
    first = _number(attributes.get("data-from", ""), 0)
    last = _number(attributes.get("data-to", ""), 9999)
    return [row for row in rows if first <= row.year <= last]


def _series_table(drawn: Sequence[tuple[Rows, str]], text: ChartText) -> ChartTable:
    """Write each series in its own unit, under the whole of its label."""
    columns = [
        {
            row.year: format_figure(row.value, row.indicator)
            for row in rows
            if row.value is not None
        }
        for rows, _label in drawn
    ]
    years = sorted({row.year for rows, _label in drawn for row in rows})
    heads = [label or rows[0].indicator.short() for rows, label in drawn]
    cells = [
        [str(year), *(column.get(year, text.absent) for column in columns)]
        for year in years
    ]
    return ChartTable([text.head, *heads], cells)


def _bars(partners: Partners, names: Mapping[str, str]) -> list[Bar]:
    bars = [
        Bar(
            names[row.iso3],
            row.value,
            format_number(row.value),
            _share(row.value, partners.total),
        )
        for row in partners.rows
    ]
    if partners.others:
        others = format_number(partners.others)
        label = _("All others")
        share = _share(partners.others, partners.total)
        bars.append(Bar(label, partners.others, others, share, "others"))
    return bars


def _share(part: Decimal, total: Decimal | None) -> str:
    return format_share(part, total) if total else ""


def _room(lines: Sequence[Line]) -> int:
    """Return the room for the words at the ends of the lines."""
    words = [text for line in lines for text in (line.label, line.note)]
    least, most = LABEL_ROOM
    return max(least, min(most, round(max(map(len, words), default=0) * LETTER)))


def _number(text: str, default: int) -> int:
    # No year and no limit is longer; the store cannot be asked for every number.
    return int(text) if text.isdecimal() and len(text) <= LONGEST else default
