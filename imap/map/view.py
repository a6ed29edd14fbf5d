"""What the page shows now: asked for in the address, mended where it does not exist.

The same rows feed the legend, the table and, through the script, the map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from imap.map.catalogue import Entry
from imap.map.layers import LegendRow
from imap.reference.participants import Participant
from imap.statistics.classes import class_of
from imap.statistics.formatting import format_figure, format_number

NOTHING = ("no-data", "elsewhere", "not-applicable", "hidden")


@dataclass(frozen=True)
class Asked:
    """The query of the address, and what had to be mended in it."""

    layer: str
    indicator: str
    year: str
    country: str
    view: str
    messages: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    iso3: str
    name: str
    group: str
    kind: str
    text: str
    note: str = ""
    is_absent: bool = False


def mended(
    query: Mapping[str, str],
    layers: Sequence[str],
    entries: Mapping[str, Entry],
    opening: Mapping[str, str],
    codes: Sequence[str],
) -> Asked:
    """Return a state in which everything exists, and say in words what did not."""
    messages = []
    wanted = query.get("layer") or ("indicator" if query.get("indicator") else "")
    layer = wanted if wanted in layers else opening["layer"]
    indicator = query.get("indicator") or opening["indicator"]
    if indicator not in entries:
        messages.append(_("This i-Map holds no such indicator; another one is shown."))
        indicator = opening["indicator"]
    asked_year = query.get("year", "")
    year = nearest_period(entries[indicator].periods if indicator else [], asked_year)
    if asked_year and asked_year != year:
        messages.append(
            _("There are no figures for the year asked for; %(year)s is shown.")
            % {"year": year}
        )
    country = query.get("country", "")
    if country and country not in codes:
        messages.append(_("The code asked for is not of a participating state."))
        country = ""
    view = "table" if query.get("view") == "table" else "map"
    return Asked(layer, indicator, year, country, view, messages)


def nearest_period(periods: Sequence[str], asked: str) -> str:
    """Return the period, else the nearest one, else the last."""
    if not periods or asked in periods:
        return asked if asked in periods else ""
    if not (asked[:4].isascii() and asked[:4].isdigit()):
        return periods[-1]
    return min(periods, key=lambda each: abs(int(each[:4]) - int(asked[:4])))


def kind_labels() -> dict[str, str]:
    return {
        "no-data": _("no data"),
        "elsewhere": _("counted in another row by this source"),
        "not-applicable": _("not applicable"),
        "hidden": _("not shown"),
    }


def same_scale(*, is_count: bool) -> str:
    """Say that years can be compared: by classes, or by the areas of circles."""
    if is_count:
        return _("Areas of circles are to the same scale in every year.")
    return _("Classes are the same in every year.")


def flag_labels() -> dict[str, str]:
    return {
        "estimate": _("estimate"),
        "provisional": _("provisional"),
        "break": _("break in the series"),
    }


def note_of(flag: str, remark: str, counted_in: str, note: str = "") -> str:
    """Return what there is to know of one figure: flag, what it counts, from what."""
    counted = _("counted with %(name)s") % {"name": counted_in} if counted_in else ""
    parts = [flag_labels().get(flag, ""), remark, counted, note]
    return "; ".join(filter(None, parts))


@dataclass(frozen=True)
class FiguresView:
    """One indicator in one period, for legend and table."""

    entry: Entry
    period: str
    figures: dict[str, Any]
    exact: dict[str, Any]
    participants: Sequence[Participant]
    notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _place(self) -> int:
        place: int = self.figures["periods"].index(self.period)
        return place

    @cached_property
    def _names(self) -> dict[str, str]:
        return {each.iso3: each.name for each in self.participants}

    def value(self, iso3: str) -> float | None:
        value: float | None = self.figures["countries"][iso3][self._place]
        return value

    def kind(self, iso3: str) -> str:
        value = self.value(iso3)
        if value is not None:
            classes = self.entry.classes
            return classes[class_of(value, self.entry.indicator.limits)].kind
        flag = self.flag(iso3)
        if flag in NOTHING:
            return flag
        return "elsewhere" if iso3 in self.figures["elsewhere"] else "no-data"

    def flag(self, iso3: str) -> str:
        flags: dict[str, str] = self.figures["flags"].get(iso3, {})
        return flags.get(str(self._place), "")

    @property
    def title(self) -> str:
        unit = self.entry.unit
        return f"{unit[:1].upper()}{unit[1:]}, {self.period}"

    @property
    def legend(self) -> list[LegendRow]:
        return [
            LegendRow(each.kind, each.label, self._of_kind(each.kind), each.bound)
            for each in self.entry.classes
        ]

    @property
    def nothing(self) -> list[LegendRow]:
        labels = kind_labels()
        return [LegendRow(kind, labels[kind], self._of_kind(kind)) for kind in NOTHING]

    @property
    def note(self) -> str:
        known = [self.value(each.iso3) for each in self.participants]
        count = sum(value is not None for value in known)
        same = same_scale(is_count=self.entry.indicator.is_count)
        if not count:
            return same
        exact = self.figures["medians"][self._place]
        middle = format_figure(exact, self.entry.indicator, self.entry.language)
        words = _("Median of %(count)s values: %(value)s.")
        return f"{same} {words % {'count': count, 'value': middle}}"

    @property
    def rows(self) -> list[Row]:
        return [self._row(each) for each in self.participants]

    def _of_kind(self, kind: str) -> list[str]:
        return [each.iso3 for each in self.participants if self.kind(each.iso3) == kind]

    def _row(self, participant: Participant) -> Row:
        iso3 = participant.iso3
        published = self.exact["countries"][iso3][self._place]
        kind = self.kind(iso3)
        return Row(
            iso3=iso3,
            name=participant.name,
            group=participant.group_name,
            kind=kind,
            text=self._written(published) if published else kind_labels()[kind],
            note=self._note(iso3),
            is_absent=published is None,
        )

    def _written(self, published: str) -> str:
        """Write the exact number with the decimals of its indicator; files have all."""
        decimals = self.entry.indicator.decimals
        text = format_number(Decimal(published), decimals, self.entry.language)
        if self.entry.indicator.is_balance and Decimal(published) > 0:
            text = f"+{text}"
        return self.entry.pattern.replace("{}", text)

    def _note(self, iso3: str) -> str:
        mark = self.figures["marks"].get(iso3, {}).get(str(self._place), "")
        into = None if self.value(iso3) is not None else self.figures["elsewhere"]
        counted_in = self._names.get(into.get(iso3, ""), "") if into else ""
        remark, note = self.entry.remarks.get(mark, ""), self.notes.get(iso3, "")
        return note_of(self.flag(iso3), remark, counted_in, note)
