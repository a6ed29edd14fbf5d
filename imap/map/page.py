"""The map page: its first HTML carries what the first view needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from imap.core import language
from imap.core.access import Access
from imap.map import catalogue, payloads
from imap.map.catalogue import Entry
from imap.map.layers import Layer, StatusPayload, layers_for
from imap.map.view import Asked, FiguresView, Row, mended
from imap.map.words import words
from imap.process.models import Meeting
from imap.reference.boundaries import NAMED_OUTSIDE
from imap.reference.models import CountryName, Dialogue
from imap.reference.participants import Participant, participants
from imap.statistics.data_notes import Notes, data_notes

INDICATOR = "indicator"
OUTLINES = "map/outlines.json"


@dataclass(frozen=True)
class MapPage:
    """Everything the template and the script are told."""

    dialogue: Dialogue
    asked: Asked
    layers: Sequence[Layer]
    entries: Mapping[str, Entry]
    people: Sequence[Participant]
    status: StatusPayload | None
    shown: FiguresView | None
    opening: Mapping[str, str]
    notes: Notes

    @property
    def sections(self) -> list[tuple[str, list[Entry]]]:
        return catalogue.sections(dict(self.entries))

    @property
    def entry(self) -> Entry | None:
        return self.entries.get(self.asked.indicator)

    @property
    def is_figures(self) -> bool:
        return self.asked.layer == INDICATOR

    @property
    def rows(self) -> list[Row]:
        if self.shown:
            return self.shown.rows
        return _status_rows(self.people, self.status)

    @property
    def title(self) -> str:
        """Return what stands above the table and the printed map."""
        if self.shown:
            return f"{self.shown.entry.name}, {self.shown.period}"
        return self.status.title if self.status else ""

    @property
    def csv(self) -> str:
        if self.shown:
            return _figures_address(self.dialogue.slug, "csv").replace(
                "KEY", self.shown.entry.key
            )
        return reverse("data:status-csv", args=[self.dialogue.slug])

    @property
    def next_meeting(self) -> Meeting | None:
        """Return the meeting that comes next from today."""
        today = timezone.localdate()
        plan = Meeting.objects.of(self.dialogue.slug).filter(
            starts__gte=today.replace(day=1)
        )
        return next((each for each in plan if not each.is_past(today)), None)

    def config(self) -> dict[str, Any]:
        """Return what the script reads."""
        code = language.current()
        return {
            "language": code,
            "direction": language.direction(code),
            "extent": self.dialogue.map_extent,
            "opening": self.opening,
            "layers": [layer.key for layer in self.layers],
            "participants": [_participant(each) for each in self.people],
            "others": _names_outside(code),
            "status": _status(self.status, self.dialogue.slug),
            "catalogue": {
                key: _entry(entry, self.dialogue.slug)
                for key, entry in self.entries.items()
            },
            "dataNotes": self._notes_by_series(),
            "first": self._first(),
            "words": words(),
            "addresses": _addresses(self.dialogue.slug),
        }

    def _notes_by_series(self) -> dict[str, dict[str, str]]:
        return {
            key: self.notes[entry.about_what]
            for key, entry in self.entries.items()
            if entry.about_what in self.notes
        }

    def _first(self) -> dict[str, Any] | None:
        """Return the figures of the shown period alone."""
        if not self.shown:
            return None
        figures, period = self.shown.figures, self.shown.period
        place = figures["periods"].index(period)
        columns = {iso3: [held[place]] for iso3, held in figures["countries"].items()}
        return {
            **figures,
            "periods": [period],
            "countries": columns,
            "medians": [figures["medians"][place]],
            "flags": _at(place, figures["flags"]),
            "marks": _at(place, figures["marks"]),
        }


def _at(place: int, held: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return what is noted at one place of the columns, as if it were the only one."""
    return {
        iso3: {"0": noted[str(place)]}
        for iso3, noted in held.items()
        if str(place) in noted
    }


def map_page(dialogue: str, access: Access, query: Mapping[str, str]) -> MapPage:
    code = language.current()
    people = participants(dialogue, code)
    codes = [each.iso3 for each in people]
    entries = catalogue.catalogue(dialogue, code)
    layers, status = _available(dialogue, access, codes, entries)
    opening = _opening(layers, entries)
    notes = data_notes(codes)
    asked = mended(query, [layer.key for layer in layers], entries, opening, codes)
    return MapPage(
        dialogue=Dialogue.objects.get(pk=dialogue),
        asked=asked,
        layers=layers,
        entries=entries,
        people=people,
        status=status,
        shown=_shown(dialogue, asked, entries, people, notes),
        opening=opening,
        notes=notes,
    )


def _available(
    dialogue: str,
    access: Access,
    codes: Sequence[str],
    entries: Mapping[str, Entry],
) -> tuple[list[Layer], StatusPayload | None]:
    """Return the layers that have something to show, and the status of the first."""
    layers, status = [], None
    for layer in layers_for(access):
        if layer.payload is None:
            if entries:
                layers.append(layer)
            continue
        found = layer.payload(dialogue, language.current(), codes)
        if found is not None:
            layers.append(layer)
            status = status or found
    return layers, status


def _opening(layers: Sequence[Layer], entries: Mapping[str, Entry]) -> dict[str, str]:
    key = catalogue.opening_key(dict(entries))
    return {
        "layer": layers[0].key if layers else INDICATOR,
        "indicator": key,
        "year": entries[key].periods[-1] if key else "",
        "country": "",
        "view": "map",
    }


def _shown(
    dialogue: str,
    asked: Asked,
    entries: Mapping[str, Entry],
    people: Sequence[Participant],
    notes: Notes,
) -> FiguresView | None:
    if asked.layer != INDICATOR or not asked.indicator:
        return None
    figures = payloads.read(dialogue, asked.indicator)
    exact = payloads.read(dialogue, asked.indicator + payloads.EXACT)
    if figures is None or exact is None:
        return None
    entry = entries[asked.indicator]
    about = notes.get(entry.about_what, {})
    return FiguresView(entry, asked.year, figures, exact, people, about)


def _status_rows(
    people: Sequence[Participant], status: StatusPayload | None
) -> list[Row]:
    kinds = {
        iso3: (row.kind, row.label)
        for row in (status.rows if status else ())
        for iso3 in row.codes
    }
    return [
        Row(each.iso3, each.name, each.group_name, *kinds.get(each.iso3, ("", "")))
        for each in people
    ]


def _participant(each: Participant) -> dict[str, Any]:
    return {
        "code": each.iso3,
        "name": each.name,
        "group": each.group_name,
        "mark": each.footnote,
    }


def _names_outside(code: str) -> dict[str, str]:
    rows = CountryName.objects.printed().filter(
        country__in=NAMED_OUTSIDE, language=code
    )
    return {row.country_id: row.name for row in rows}


def _status(status: StatusPayload | None, dialogue: str) -> dict[str, Any] | None:
    if status is None:
        return None
    rows = [
        {"kind": row.kind, "label": row.label, "codes": list(row.codes)}
        for row in status.rows
    ]
    return {
        "title": status.title,
        "note": status.note,
        "rows": rows,
        "other": status.other,
        "summary": status.summary,
        "source": status.source,
        "csv": reverse("data:status-csv", args=[dialogue]),
    }


def _entry(entry: Entry, dialogue: str) -> dict[str, Any]:
    return {
        "name": entry.name,
        "about": entry.about,
        "unit": entry.unit,
        "unitTitle": entry.unit[:1].upper() + entry.unit[1:],
        "periods": entry.periods,
        "decimals": entry.indicator.decimals,
        "pattern": entry.pattern,
        "isMoney": entry.is_money,
        "isBalance": entry.indicator.is_balance,
        "isCount": entry.indicator.is_count,
        "classes": [vars(each) for each in entry.classes],
        "count": entry.companion,
        "source": entry.source_line,
        "definition": entry.definition,
        "remarks": entry.remarks,
        "csv": _figures_address(dialogue, "csv").replace("KEY", entry.key),
    }


def _addresses(dialogue: str) -> dict[str, str]:
    return {
        "outlines": static(OUTLINES),
        "figures": _figures_address(dialogue, "json"),
        "exact": _figures_address(dialogue, "exact.json"),
        "card": reverse("map:card", args=[dialogue, "XXX"]),
        "country": reverse("profiles:country", args=[dialogue, "XXX"]),
    }


def _figures_address(dialogue: str, kind: str) -> str:
    names = {
        "json": "data:indicator",
        "exact.json": "data:indicator-exact",
        "csv": "data:indicator-csv",
    }
    return reverse(names[kind], args=[dialogue, "KEY"])
