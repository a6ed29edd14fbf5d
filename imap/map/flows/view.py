"""The flows of one state in one year: legend, sentence and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext as _

from imap.map.drawing.areas import steps
from imap.map.flows.bodies import IN, MONEY_DECIMALS, OUT
from imap.map.flows.partners import Partner, largest_of, shown_partners
from imap.map.flows.question import BOTH, OWN
from imap.map.flows.words import choices, words
from imap.map.layers.view import Cell, Column, Curve, Legend, Marks, Row
from imap.reference.participants import Participant
from imap.statistics.formatting import NO_BREAK, format_compact, format_number
from imap.statistics.models import FlowType

ABSENT = "\N{EN DASH}"


@dataclass(frozen=True)
class FlowsView:
    """`figures` are those of `bodies.of_country` for one type, or nothing."""

    kind: FlowType
    values: Mapping[str, str]
    figures: Mapping[str, Any]
    participants: Sequence[Participant]
    language: str

    @property
    def ways(self) -> tuple[str, ...]:
        asked = self.values["way"]
        return (OUT, IN) if asked == BOTH else (asked,)

    @property
    def period(self) -> str:
        return self.kind.period(int(self.values["year"]))

    @cached_property
    def names(self) -> dict[str, str]:
        return {each.iso3: each.name for each in self.participants}

    @property
    def country(self) -> str:
        return self.names.get(self.values["country"], "")

    def heading(self, way: str) -> str:
        """Return what goes that way: "Born in Ukraine, living elsewhere"."""
        words = self.kind.outward if way == OUT else self.kind.inward
        return words.text(self.language).replace("{country}", self.country)

    @property
    def title(self) -> str:
        if not self.country:
            return f"{self.kind.names.text(self.language)}, {self.period}"
        headings = "; ".join(self.heading(way) for way in self.ways)
        return f"{headings}, {self.period}"

    @property
    def legend(self) -> Legend:
        unit = self.kind.units.text(self.language)
        headings = "; ".join(self.heading(way) for way in self.ways)
        title = f"{headings}, {unit}" if self.country else _("Choose a country.")
        return Legend(title, note(self.kind), [])

    @property
    def columns(self) -> list[Column]:
        unit = self.kind.units.text(self.language)
        told = []
        for way in self.ways:
            told.append(Column(f"{self.heading(way)}, {unit}", is_number=True))
            if self.has_shares:
                told.append(Column(_("per cent of residents there"), is_number=True))
        return told

    @property
    def has_shares(self) -> bool:
        return self.kind.measure == FlowType.Measure.STOCK

    @property
    def rows(self) -> list[Row]:
        """Return the other states by name, as every list of the i-Map has them."""
        other = self.values["with"]
        return [
            Row(each.iso3, each.name, each.group_name, self._cells(each.iso3))
            for each in self.participants
            if self.country
            and each.iso3 != self.values["country"]
            and other in ("", each.iso3)
        ]

    @property
    def summary(self) -> str:
        """Return one sentence that says what is shown."""
        if not self.country:
            return words()["choose"]
        is_both = len(self.ways) > 1
        begin = f"{self.country}, {self.period}." if is_both else f"{self.period}."
        return " ".join([begin, *(self._strongest(way) for way in self.ways)])

    def _strongest(self, way: str) -> str:
        """Name the strongest partner of a way."""
        is_both = len(self.ways) > 1
        heading = dict(choices()["way"])[way] if is_both else self.heading(way)
        asked = {**self.values, "with": "", "least": "0", "top": "1"}
        partners = shown_partners(self.figures, [way], asked)
        if not partners:
            return words()["none"].format(heading=heading)
        value = f"{self._printed(partners[0])} {self.kind.units.text(self.language)}"
        name = self.names[partners[0].iso3]
        return words()["summary"].format(heading=heading, first=name, value=value)

    def marks(self, most_of_all: float) -> Marks:
        """Return the curves; on the scale of all states where the address says so."""
        if not self.country:
            return Marks()
        shown = shown_partners(self.figures, self.ways, self.values)
        is_own = self.values["scale"] == OWN
        most = largest_of(self.figures) if is_own else most_of_all
        write = partial(format_compact, language=self.language)
        unit = self.kind.units.text(self.language)
        return Marks(
            most=most,
            home=self.values["country"],
            curves=[
                Curve(partner.iso3, way, value)
                for partner in shown
                for way, value in partner.ways.items()
                if value
            ],
            figures={each.iso3: self._printed(each) for each in shown},
            steps=[(each, write(each)) for each in steps(most)],
            keys=[(way, self.heading(way)) for way in self.ways],
            unit=f"{unit[:1].upper()}{unit[1:]}, {self.period}",
        )

    def _printed(self, partner: Partner) -> str:
        cells = (self._cell(each, self.decimals) for each in partner.ways.values())
        return " · ".join(cell.text for cell in cells)

    def _cells(self, partner: str) -> list[Cell]:
        cells = []
        for way in self.ways:
            cells.append(self._cell(self._at(way, partner), self.decimals))
            if self.has_shares:
                share = self._at(way, partner, of="shares")
                cells.append(self._cell(share, 1, f"{NO_BREAK}%"))
        return cells

    @property
    def decimals(self) -> int:
        is_money = self.kind.measure == FlowType.Measure.MONEY
        return MONEY_DECIMALS if is_money else 0

    def _cell(self, value: float | None, decimals: int, unit: str = "") -> Cell:
        if value is None:
            return Cell(ABSENT, is_number=True, is_absent=True)
        return Cell(format_number(value, decimals, self.language) + unit, True)

    def _at(self, way: str, partner: str, of: str = "") -> float | None:
        figures = self.figures.get(of, {}) if of else self.figures
        column = figures.get(way, {}).get(partner)
        years = self.figures.get("years", [])
        if column is None or self.values["year"] not in years:
            return None
        value: float | None = column[years.index(self.values["year"])]
        return value


def note(kind: FlowType) -> str:
    """Say what lines and circles are, and what they are not."""
    if kind.measure == FlowType.Measure.MONEY:
        sizes = _("Circle area and line width grow with the amount.")
    else:
        sizes = _("Circle area and line width grow with the number of people.")
    only = _("Lines only join two places; they do not show a way travelled.")
    return f"{sizes} {only}"
