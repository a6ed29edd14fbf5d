"""The indicators an i-Map can show, as its page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from imap.map import bodies, payloads
from imap.map.sections import TITLES
from imap.statistics.classes import class_labels
from imap.statistics.formatting import MONEY, format_compact
from imap.statistics.models import Indicator, Source
from imap.statistics.series_key import SeriesKey, series_key

NONE_HELD: dict[str, dict[str, Any]] = {"series": {}, "covered": {}}
# What an i-Map without listed profiles opens on: a share, so that size does not rule.
OPENING_INDICATOR = "IMM.SHR"
DIVERGING = {
    2: (2, 6),
    3: (2, 4, 6),
    4: (1, 3, 5, 7),
    5: (1, 2, 4, 6, 7),
    6: (1, 2, 3, 5, 6, 7),
}
SEQUENTIAL = {2: (2, 5), 3: (1, 3, 5), 4: (1, 3, 4, 6)}


@dataclass(frozen=True)
class Class:
    """One class of an indicator: its swatch, its words, its lower limit."""

    kind: str
    label: str
    bound: str


@dataclass(frozen=True)
class Entry:
    """One series of the picker, in the reader's language."""

    key: str
    indicator: Indicator
    source: Source
    periods: Sequence[str]
    # The series of the count that a share stands on, where the same edition has it.
    companion: str
    # How many states of the i-Map have a figure in any year.
    covered: int
    language: str

    @property
    def about_what(self) -> tuple[str, str]:
        """Return source and indicator, under which notes on data are kept."""
        return self.source.code, self.indicator.code

    @property
    def name(self) -> str:
        return self.indicator.name(self.language, self.source.code)

    @property
    def definition(self) -> str:
        return self.indicator.definition(self.language, self.source.code)

    @property
    def remarks(self) -> dict[str, str]:
        """Return what a figure with a mark counts, by mark."""
        return self.indicator.remarks(self.language, self.source.code)

    @property
    def unit(self) -> str:
        return self.indicator.units.text(self.language)

    @property
    def years(self) -> str:
        first, last = self.periods[0], self.periods[-1]
        return first if first == last else f"{first}–{last}"

    @property
    def source_short(self) -> str:
        return self.source.shorts.text(self.language)

    @property
    def about(self) -> str:
        return f"{self.unit}, {self.years} · {self.source_short}"

    @property
    def edition(self) -> str:
        return self.source.edition

    @property
    def source_line(self) -> str:
        """Name publisher, title and edition, as short as the source allows."""
        return f"{self.source_short} ({self.source.edition})"

    @cached_property
    def classes(self) -> list[Class]:
        """Return the rows of the legend, lowest first; of a count those of its sign."""
        if self.indicator.is_count:
            return _signs(is_balance=self.indicator.is_balance)
        breaks = self.indicator.limits
        labels = class_labels(breaks, self.indicator.decimals, self.language)
        bounds = ["", *(self._bound(limit) for limit in breaks)]
        kinds = class_kinds(len(labels), self.indicator.palette)
        return [Class(*each) for each in zip(kinds, labels, bounds, strict=True)]

    @property
    def pattern(self) -> str:
        """Return how a figure stands with its unit, {} being the number."""
        if self.indicator.unit == Indicator.Unit.PERCENT:
            return "{}\N{NO-BREAK SPACE}%"
        money = MONEY.get(self.language, MONEY["en"])
        pattern = money.get(Indicator.Unit(self.indicator.unit), "{}")
        return pattern.replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def is_money(self) -> bool:
        return self.indicator.unit in MONEY["en"]

    def _bound(self, limit: float) -> str:
        places = 0 if limit == int(limit) else self.indicator.decimals
        return format_compact(limit, places, self.language)


def _signs(*, is_balance: bool) -> list[Class]:
    if not is_balance:
        return [Class("counted", _("with a figure"), "")]
    return [
        Class("fewer", _("more people left than came"), ""),
        Class("more", _("as many people came as left, or more"), ""),
    ]


def class_kinds(count: int, palette: str) -> list[str]:
    """Return the swatch of each class, lowest first."""
    plain = tuple(range(1, count + 1))
    if palette == Indicator.Palette.DIVERGING:
        return [f"diverging-{number}" for number in DIVERGING.get(count, plain)]
    return [f"class-{number}" for number in SEQUENTIAL.get(count, plain)]


def catalogue(dialogue: str, language: str) -> dict[str, Entry]:
    """Return the series by key, as the indicators stand, newest edition first."""
    stored = payloads.read(dialogue, bodies.CATALOGUE) or NONE_HELD
    named = {key: series_key(key) for key in stored["series"]}
    keys = {key: name for key, name in named.items() if name is not None}
    indicators = _indicators({name.indicator for name in keys.values()})
    sources = _sources({name.source for name in keys.values()})
    entries = {}
    for key, (code, source) in keys.items():
        indicator = indicators[code]
        whole = indicator.count
        count = str(SeriesKey(whole.code, source)) if whole else ""
        entries[key] = Entry(
            key=key,
            indicator=indicator,
            source=sources[source],
            periods=stored["series"][key],
            companion=count if count in keys else "",
            covered=stored["covered"][key],
            language=language,
        )
    return entries


def opening_key(entries: dict[str, Entry]) -> str:
    """Return the series an i-Map opens on; never a sensitive one."""
    keys = [key for key, entry in entries.items() if not entry.indicator.sensitive]
    chosen = [key for key in keys if entries[key].indicator.code == OPENING_INDICATOR]
    return next(iter([*chosen, *keys]), "")


def sections(entries: dict[str, Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the entries by section of the template, each under its code and title."""
    grouped: dict[str, list[Entry]] = {}
    for entry in entries.values():
        grouped.setdefault(entry.indicator.section, []).append(entry)
    return [
        (f"{code} {TITLES[code]}" if code in TITLES else code, rows)
        for code, rows in sorted(grouped.items())
    ]


def _indicators(codes: set[str]) -> dict[str, Indicator]:
    rows = Indicator.objects.select_related("count").filter(code__in=codes)
    return {row.code: row for row in rows}


def _sources(codes: set[str]) -> dict[str, Source]:
    return {row.code: row for row in Source.objects.filter(code__in=codes)}
