"""The sources of an i-Map: who published what, under which licence, taken when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from imap.core.language import current, sort_key
from imap.map import bodies
from imap.reference.participants import participants
from imap.statistics.data_notes import words
from imap.statistics.models import DataNote, Flow, FlowType, Source
from imap.statistics.preference import preference
from imap.statistics.series import Series, all_series


@dataclass
class SourceEntry:
    """One edition of a publication, and what the i-Map shows of it."""

    source: Source
    series: list[Series] = field(default_factory=list)
    flows: list[FlowType] = field(default_factory=list)
    # (name of the state or area, note)
    notes: list[tuple[str, str]] = field(default_factory=list)


def source_entries(dialogue: str) -> list[SourceEntry]:
    """Return the sources of the i-Map's figures, by publisher, newest edition first."""
    codes = bodies.members(dialogue)
    entries: dict[str, SourceEntry] = {}
    for series in all_series(codes):
        entry = entries.setdefault(series.source.code, SourceEntry(series.source))
        entry.series.append(series)
    for flow in _flow_types(codes):
        entry = entries.setdefault(flow.source.code, SourceEntry(flow.source))
        entry.flows.append(flow.type)
    _add_notes(dialogue, entries)
    return sorted(
        entries.values(),
        key=lambda each: (
            each.source.publishers.sort_key(),
            *preference(each.source),
        ),
    )


def _flow_types(codes: Sequence[str]) -> list[Flow]:
    """Return one flow of each type and source among the states."""
    rows = Flow.objects.released().filter(origin__in=codes).select_related("type")
    flows = rows.select_related("type", "source").order_by("type", "source")
    pairs = rows.order_by().values_list("type", "source").distinct()
    return [
        each
        for type_id, source_id in pairs
        if (each := flows.filter(type=type_id, source=source_id).first())
    ]


def _add_notes(dialogue: str, entries: dict[str, SourceEntry]) -> None:
    names = {each.iso3: each.name for each in participants(dialogue, current())}
    rows = DataNote.objects.filter(country__in=names).select_related("source")
    for row in rows:
        said = words(row)
        if said and row.source.code in entries:
            entries[row.source.code].notes.append((names[row.country_id], said))
    for entry in entries.values():
        entry.notes.sort(key=lambda note: sort_key(note[0]))
