"""One indicator in one period: classes, notes and exact figures of each state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from imap.map.catalogue import Entry
from imap.map.drawing.areas import steps
from imap.map.labels import kind_labels, note_of, same_scale, summary_pattern
from imap.map.layers.view import Cell, Legend, LegendRow, Marks, Row
from imap.reference.participants import Participant
from imap.statistics.classes import class_of
from imap.statistics.formatting import format_compact, format_figure, format_number

NOTHING = ("no-data", "elsewhere", "not-applicable", "hidden")


@dataclass(frozen=True)
class FiguresView:
    """One indicator in one period, for legend and table."""

    entry: Entry
    period: str
    figures: dict[str, Any]
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
    def legend(self) -> Legend:
        labels = kind_labels()
        rows = [
            LegendRow(each.kind, each.label, self._of_kind(each.kind), each.bound)
            for each in self.entry.classes
        ]
        nothing = [
            LegendRow(kind, labels[kind], self._of_kind(kind)) for kind in NOTHING
        ]
        return Legend(self.title, self._course(), rows, nothing)

    def _course(self) -> str:
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
    def summary(self) -> str:
        """Return one sentence that says what is shown."""
        held = sum(self.value(each.iso3) is not None for each in self.participants)
        if not held:
            return _("No state has a figure for {year}.").format(year=self.period)
        exact = self.figures["medians"][self._place]
        middle = format_figure(exact, self.entry.indicator, self.entry.language)
        return summary_pattern().format(
            count=held, all=len(self.participants), year=self.period, median=middle
        )

    @property
    def rows(self) -> list[Row]:
        return [self._row(each) for each in self.participants]

    @property
    def marks(self) -> Marks:
        """Return the circles of a count; of other figures there are none."""
        if not self.entry.indicator.is_count:
            return Marks()
        values = {each.iso3: self.value(each.iso3) for each in self.participants}
        most = self.figures["most"]
        return Marks(
            most=most,
            circles={iso3: value for iso3, value in values.items() if value},
            steps=[
                (step, self._with_unit(format_compact(step, 0, self.entry.language)))
                for step in steps(most)
            ],
        )

    def _with_unit(self, number: str) -> str:
        return self.entry.pattern.replace("{}", number)

    def _of_kind(self, kind: str) -> list[str]:
        return [each.iso3 for each in self.participants if self.kind(each.iso3) == kind]

    def _row(self, participant: Participant) -> Row:
        iso3 = participant.iso3
        value = self.value(iso3)
        if value is None:
            figure = Cell(
                kind_labels()[self.kind(iso3)], is_number=True, is_absent=True
            )
        else:
            figure = Cell(self._written(value), is_number=True)
        cells = [figure, Cell(self._note(iso3))]
        return Row(iso3, participant.name, participant.group_name, cells)

    def _written(self, value: float) -> str:
        """Write the whole number with the decimals of its indicator; files have all."""
        indicator = self.entry.indicator
        text = format_number(
            value,
            indicator.decimals,
            self.entry.language,
            is_balance=indicator.is_balance,
        )
        return self._with_unit(text)

    def _note(self, iso3: str) -> str:
        mark = self.figures["marks"].get(iso3, {}).get(str(self._place), "")
        into = None if self.value(iso3) is not None else self.figures["elsewhere"]
        counted_in = self._names.get(into.get(iso3, ""), "") if into else ""
        remark, note = self.entry.remarks.get(mark, ""), self.notes.get(iso3, "")
        return note_of(self.flag(iso3), remark, counted_in, note)

    def alone(self) -> dict[str, Any]:
        """Return the drawing's figures of this period as if it were the only one."""
        figures, place = self.figures, self._place
        columns = {
            iso3: [column[place]] for iso3, column in figures["countries"].items()
        }
        return {
            **figures,
            "periods": [self.period],
            "countries": columns,
            "medians": [figures["medians"][place]],
            "flags": _at(place, figures["flags"]),
            "marks": _at(place, figures["marks"]),
        }


def _at(place: int, columns: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return what is noted at one place of the columns, as if it were the only one."""
    return {
        iso3: {"0": noted[str(place)]}
        for iso3, noted in columns.items()
        if str(place) in noted
    }
