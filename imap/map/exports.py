"""Files to take away: exact figures with title, source, and the notes on borders."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from imap.core.language import current
from imap.core.spreadsheets import neutral_or_number
from imap.map.labels import note_of
from imap.map.layers.view import Export
from imap.reference.models import Dialogue
from imap.reference.participants import Participant, participants
from imap.statistics.data_notes import data_notes
from imap.statistics.models import Observation, Source
from imap.statistics.series import (
    Figure,
    Series,
    counted_elsewhere,
    get_series,
    values,
)

FIGURES_HEAD = [
    "code",
    "name",
    "period",
    "value",
    "flag",
    "note",
    "unit",
    "source",
    "edition",
]
ELSEWHERE = "counted_elsewhere"


def figures(dialogue: str, key: str) -> str | None:
    """Return all figures of a series as CSV; None if the i-Map has none of it."""
    series = get_series(key)
    if series is None:
        return None
    states = participants(dialogue, current())
    codes = [each.iso3 for each in states]
    by_country = values(series, codes)
    if not by_country:
        return None
    source = f"{series.source.publishers}: {series.source.titles}"
    origin = [str(series.indicator.units), source, series.source.edition]
    elsewhere = counted_elsewhere(series, codes)
    names = {each.iso3: each.name for each in states}
    about = (series.source.code, series.indicator.code)
    notes = data_notes(codes).get(about, {})
    axis = sorted({period for row in by_country.values() for period in row})
    rows = [
        [each.iso3, each.name, period, *cells, *origin]
        for each in states
        for period in axis
        for cells in [
            _cells(
                series,
                by_country.get(each.iso3, {}).get(period),
                names.get(elsewhere.get(each.iso3, ""), ""),
                notes.get(each.iso3, ""),
            )
        ]
    ]
    head = _about(series, source) + _notes(dialogue, states)
    return _file(head, FIGURES_HEAD, rows)


def _cells(
    series: Series, figure: Figure | None, counted_in: str, note: str
) -> list[str]:
    """Return value, flag and note of one state in one period; none is without a row."""
    if figure is None:
        flag = ELSEWHERE if counted_in else Observation.Flag.MISSING
        return ["", flag, note_of("", "", counted_in)]
    remarks = series.indicator.remarks(source=series.source.code)
    remark = remarks.get(figure.definition, "")
    told = note_of(figure.flag, remark, "", note)
    return [figure.published, figure.flag, told]


def of_layer(dialogue: str, export: Export) -> str:
    """Return the rows of a layer as CSV."""
    states = participants(dialogue, current())
    about = [*export.about, *_notes(dialogue, states)]
    return _file(about, export.head, export.rows)


def _about(series: Series, source: str) -> list[str]:
    indicator, edition = series.indicator, series.source
    return [
        f"{series.name} ({indicator.units})",
        series.definition,
        _("Source: %s") % f"{source}, {edition.edition}, {edition.licence}",
        f"{edition.url} {_retrieved(edition)}".strip(),
        str(edition.notes),
    ]


def _retrieved(edition: Source) -> str:
    if edition.retrieved is None:
        return ""
    return _("retrieved on %(day)s") % {"day": edition.retrieved.isoformat()}


def _notes(dialogue: str, states: Sequence[Participant]) -> list[str]:
    """Return the disclaimer, and the footnote of each mark that a name carries."""
    here = Dialogue.objects.get(pk=dialogue)
    marks = sorted({each.footnote for each in states if each.footnote})
    footnotes = [f"* {here.footnote(mark)}" for mark in marks]
    return [f"{here.boundary_disclaimer} ({here.boundary_disclaimer_date})", *footnotes]


def _file(
    about: Iterable[str], head: Sequence[str], rows: Iterable[Sequence[str]]
) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([f"# {line}"] for line in about if line)
    writer.writerow(head)
    writer.writerows([neutral_or_number(cell) for cell in row] for row in rows)
    return buffer.getvalue()
