"""Rows to take away: exact figures with title, source, and the notes on borders.

`imap/map/files.py` writes them in the forms that programs read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from imap.core.language import current
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


def figures(dialogue: str, key: str) -> Export | None:
    """Return all figures of a series; None if the i-Map has none of it."""
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
    return Export(head, FIGURES_HEAD, rows)


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


def with_notes(dialogue: str, export: Export) -> Export:
    """Return the rows of a layer with the notes that every file has."""
    states = participants(dialogue, current())
    return replace(export, about=[*export.about, *_notes(dialogue, states)])


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
    marks = (each.footnote for each in states)
    return Dialogue.objects.get(pk=dialogue).notices(marks)
