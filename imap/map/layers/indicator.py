"""The layer of figures: one indicator as shades or circles, with its years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imap.core.language import current
from imap.map import catalogue, chart, payloads
from imap.map.catalogue import Entry
from imap.map.figures import FiguresView
from imap.map.layers.socket import Content, Layer, Scene
from imap.map.layers.view import EMPTY, Column, View
from imap.map.periods import nearest_period
from imap.map.words import figure_words
from imap.statistics.data_notes import Notes, data_notes
from imap.statistics.models import Indicator

# Units of which a mean over states says something, whatever their size.
SHARES = (Indicator.Unit.PERCENT, Indicator.Unit.PER_HUNDRED)


@dataclass(frozen=True)
class IndicatorContent(Content):
    """The series an i-Map has figures of, by key; never without one."""

    scene: Scene
    entries: Mapping[str, Entry]
    # Bodies by series, for the view and the script read the same ones.
    _read: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def opening(self) -> dict[str, str]:
        key = catalogue.opening_key(dict(self.entries))
        return {"indicator": key, "year": self.entries[key].periods[-1]}

    def mended(self, query: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        messages = []
        key = query.get("indicator") or self.opening()["indicator"]
        if key not in self.entries:
            messages.append(
                _("This i-Map holds no such indicator; another one is shown.")
            )
            key = self.opening()["indicator"]
        asked = query.get("year", "")
        year = nearest_period(self.entries[key].periods, asked)
        if asked and asked != year:
            messages.append(
                _("There are no figures for the year asked for; %(year)s is shown.")
                % {"year": year}
            )
        chosen, left_out = chart.mended(query, self.scene.codes)
        return {"indicator": key, "year": year, **chosen}, [*messages, *left_out]

    def view(self, values: Mapping[str, str]) -> View:
        figures = self._figures(values)
        if figures is None:
            return EMPTY
        entry = figures.entry
        legend = figures.legend
        return View(
            form="figures",
            title=f"{entry.name}, {figures.period}",
            legend=legend,
            columns=[Column(legend.title, is_number=True), Column(_("Note"))],
            rows=figures.rows,
            source=entry.source_line,
            csv=self._address("indicator-csv", entry.key),
            about=f"{entry.definition} {_('Source: %s') % entry.source_line}",
            definition=entry.definition,
            summary=figures.summary,
            ramp=0 if entry.indicator.is_count else len(legend.rows),
            marks=figures.marks,
        )

    def context(self, values: Mapping[str, str]) -> dict[str, Any]:
        return {
            "entry": self.entries[values["indicator"]],
            "year": values["year"],
            "dialogue": self.scene.dialogue,
        }

    def script(self, values: Mapping[str, str], *, is_shown: bool) -> dict[str, Any]:
        return {
            "first": self._first(values) if is_shown else None,
            "words": figure_words() if is_shown else None,
            "catalogue": reverse("map:indicators", args=[self.scene.dialogue]),
            "figures": self._address("indicator"),
        }

    def catalogue(self) -> dict[str, Any]:
        """Return what the script tells of every series, and the notes on its data."""
        return {
            "entries": {key: self._entry(each) for key, each in self.entries.items()},
            "sections": [
                {"title": title, "keys": [each.key for each in entries]}
                for title, entries in catalogue.sections(dict(self.entries))
            ],
            "notes": {
                key: self._notes_on(each)
                for key, each in self.entries.items()
                if self._notes_on(each)
            },
            "chart": chart.script(self.scene),
            "words": figure_words(),
        }

    def _first(self, values: Mapping[str, str]) -> dict[str, Any] | None:
        """Return what the first picture needs: one series in one period."""
        figures = self._figures(values)
        if figures is None:
            return None
        return {
            "entry": self._entry(figures.entry),
            "notes": self._notes_on(figures.entry),
            "series": figures.alone(),
        }

    @cached_property
    def _notes(self) -> Notes:
        return data_notes(self.scene.codes)

    def _figures(self, values: Mapping[str, str]) -> FiguresView | None:
        """Return the figures at hand; None if they went a moment ago."""
        key, year = values["indicator"], values["year"]
        if key not in self._read:
            self._read[key] = payloads.read(self.scene.dialogue, key)
        figures = self._read[key]
        if figures is None or year not in figures["periods"]:
            return None
        entry = self.entries[key]
        notes, states = self._notes_on(entry), self.scene.participants
        return FiguresView(entry, year, figures, states, notes)

    def _notes_on(self, entry: Entry) -> dict[str, str]:
        """Return {country: note} on the data of a series."""
        return self._notes.get(entry.about_what, {})

    def _entry(self, entry: Entry) -> dict[str, Any]:
        return {
            "name": entry.name,
            "about": entry.about,
            "coverage": self._coverage(entry),
            "unit": entry.unit,
            "unitTitle": entry.unit[:1].upper() + entry.unit[1:],
            "periods": entry.periods,
            "decimals": entry.indicator.decimals,
            "pattern": entry.pattern,
            "isMoney": entry.is_money,
            "isBalance": entry.indicator.is_balance,
            "isCount": entry.indicator.is_count,
            "isShare": entry.indicator.unit in SHARES,
            "classes": [vars(each) for each in entry.classes],
            "count": entry.companion,
            "source": entry.source_line,
            "definition": entry.definition,
            "remarks": entry.remarks,
            "csv": self._address("indicator-csv", entry.key),
        }

    def _coverage(self, entry: Entry) -> str:
        covered = _("%(count)s of %(all)s states or areas") % {
            "count": entry.covered,
            "all": len(self.scene.codes),
        }
        return f"{covered} · {entry.edition}"

    def _address(self, name: str, key: str = "KEY") -> str:
        # The script puts the key in as it stands, so it must not be quoted here.
        address = reverse(f"data:{name}", args=[self.scene.dialogue, "KEY"])
        return address.replace("KEY", key)


class IndicatorLayer(Layer):
    """Figures of one indicator in one period."""

    key = "indicator"
    label = gettext_lazy("Indicator")
    icon = "indicator"
    position = 20
    keys = ("indicator", "year", *chart.KEYS)
    has_chart = True
    templates = {
        "panel": "map/layers/_indicator_picker.html",
        "bar": "map/layers/_indicator_years.html",
        "plain": "map/layers/_indicator_plain.html",
    }

    def content(self, scene: Scene) -> IndicatorContent | None:
        entries = catalogue.catalogue(scene.dialogue, current())
        return IndicatorContent(scene, entries) if entries else None
