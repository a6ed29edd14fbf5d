"""Files to take away: exact figures with title, source, and the notes on borders."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from imap.core.language import current
from imap.map.layers import StatusPayload
from imap.reference.models import Dialogue
from imap.reference.participants import Participant, participants
from imap.statistics.series import Series, get_series, values

# A cell that begins like this is a formula to a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def figures(dialogue: str, key: str) -> str | None:
    """Return all figures of a series as CSV; None if the i-Map has none of it."""
    series = get_series(key)
    if series is None:
        return None
    people = participants(dialogue, current())
    found = values(series, [each.iso3 for each in people])
    if not found:
        return None
    source = f"{series.source.publisher()}: {series.source.title()}"
    head = ["code", "name", "period", "value", "flag", "unit", "source", "edition"]
    origin = [series.indicator.unit_name(), source, series.source.edition]
    rows = [
        [each.iso3, each.name, period, figure.published, figure.flag, *origin]
        for each in people
        for period, figure in found.get(each.iso3, {}).items()
    ]
    return _file(_about(series, source) + _notes(dialogue, people), head, rows)


def status(dialogue: str, shown: StatusPayload) -> str:
    """Return the status list as CSV."""
    people = participants(dialogue, current())
    of = {iso3: row.label for row in shown.rows for iso3 in row.codes}
    head = ["code", "name", "group", "status", "as_of", "source"]
    origin = [shown.as_of, shown.source]
    rows = [
        [each.iso3, each.name, each.group_name, of.get(each.iso3, ""), *origin]
        for each in people
    ]
    about = [shown.title, shown.note, _("Source: %s") % shown.source]
    return _file(about + _notes(dialogue, people), head, rows)


def _about(series: Series, source: str) -> list[str]:
    indicator, edition = series.indicator, series.source
    return [
        f"{indicator.name()} ({indicator.unit_name()})",
        indicator.definition(),
        _("Source: %s") % f"{source}, {edition.edition}, {edition.licence}",
        edition.note(),
    ]


def _notes(dialogue: str, people: Sequence[Participant]) -> list[str]:
    """Return the disclaimer, and the footnote of each mark that a name carries."""
    here = Dialogue.objects.get(pk=dialogue)
    marks = sorted({each.footnote for each in people if each.footnote})
    footnotes = [f"* {here.footnote(mark)}" for mark in marks]
    return [f"{here.disclaimer()} ({here.boundary_disclaimer_date})", *footnotes]


def _file(
    about: Iterable[str], head: Sequence[str], rows: Iterable[Sequence[str]]
) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([f"# {line}"] for line in about if line)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running text; numbers below zero stay numbers."""
    if not cell.startswith(FORMULA_STARTS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
