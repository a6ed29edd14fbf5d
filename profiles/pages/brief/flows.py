"""Flows between two states: the newest figures, their course, and where sources differ.

The figures are those of the map's layer of flows. Sensitive ones are left out: a brief
is handed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from imap.map import bodies, payloads
from imap.map.flows.bodies import IN, MONEY_DECIMALS, OUT
from imap.reference.participants import Participant
from imap.statistics.formatting import NO_BREAK, format_difference, format_number
from imap.statistics.models import FlowType
from profiles.pages.brief.tables import ABSENT, Table, source_line

# Two editions of one publication give a figure each for the years that both have.
EDITIONS = ("IMS2024.STOCK", "IMS2020.STOCK")
YEARS_COMPARED = ("1990", "2000", "2010", "2020")


@dataclass(frozen=True)
class _Pair:
    """One type of flow between the two, year by year, both ways."""

    kind: FlowType
    years: Sequence[str]
    # By way, seen from the first state; a column lacks where nothing is held.
    columns: Mapping[str, Sequence[float | None]]
    shares: Mapping[str, Sequence[float | None]]

    def at(self, way: str, year: str) -> float | None:
        return self._at(self.columns, way, year)

    def share_at(self, way: str, year: str) -> float | None:
        return self._at(self.shares, way, year)

    def _at(
        self, columns: Mapping[str, Sequence[float | None]], way: str, year: str
    ) -> float | None:
        if way not in columns or year not in self.years:
            return None
        return columns[way][self.years.index(year)]

    @property
    def newest(self) -> str:
        """Return the last year with a figure either way."""
        known = [
            year
            for year in self.years
            if any(self.at(way, year) is not None for way in (OUT, IN))
        ]
        return known[-1] if known else ""

    def text(self, value: float | None) -> str:
        if value is None:
            return ABSENT
        is_money = self.kind.measure == FlowType.Measure.MONEY
        return format_number(value, MONEY_DECIMALS if is_money else 0)


@dataclass(frozen=True)
class Flows:
    dialogue: str
    first: Participant
    second: Participant

    @cached_property
    def _pairs(self) -> dict[str, _Pair]:
        body = payloads.read(self.dialogue, f"{bodies.FLOWS}:{self.first.iso3}") or {}
        told: dict[str, Any] = body.get("types", {})
        kinds = FlowType.objects.filter(code__in=told, sensitive=False)
        pairs = {}
        for kind in kinds.select_related("source"):
            figures = told[kind.code]
            pair = _Pair(
                kind, figures["years"], self._own(figures), self._own(figures["shares"])
            )
            if pair.newest:
                pairs[kind.code] = pair
        return pairs

    def _own(
        self, figures: Mapping[str, Mapping[str, Sequence[float | None]]]
    ) -> dict[str, Sequence[float | None]]:
        """Return the columns of the second state alone, by way."""
        code = self.second.iso3
        return {way: figures[way][code] for way in (OUT, IN) if code in figures[way]}

    @property
    def _stocks(self) -> list[_Pair]:
        """Return the migrant stock of each edition held, the newest first."""
        return [self._pairs[code] for code in EDITIONS if code in self._pairs]

    @property
    def sources(self) -> list[str]:
        return [source_line(pair.kind.source) for pair in self._pairs.values()]

    @property
    def tables(self) -> list[Table]:
        return [self._newest_table(), self._course_table(), self._editions_table()]

    @property
    def sentence(self) -> str:
        """Say in one sentence how many people of each state live in the other."""
        pair = next(
            (self._pairs[code] for code in EDITIONS if code in self._pairs), None
        )
        if pair is None:
            return _("No figures between the two states are held here.")
        year = pair.newest
        return _(
            "In %(year)s, %(out)s people born in %(first)s lived in %(second)s, and"
            " %(in)s the other way round."
        ) % {
            "year": year,
            "out": pair.text(pair.at(OUT, year)),
            "in": pair.text(pair.at(IN, year)),
            "first": self.first.name,
            "second": self.second.name,
        }

    @property
    def _ways(self) -> list[str]:
        pattern = _("%(origin)s to %(destination)s")
        names = self.first.name, self.second.name
        return [
            pattern % {"origin": origin, "destination": destination}
            for origin, destination in (names, names[::-1])
        ]

    def _newest_table(self) -> Table:
        return Table(
            title=_("Between the two states"),
            head=[_("Measure"), _("Year"), *self._ways],
            rows=[
                [
                    f"{pair.kind.names}, {pair.kind.units}",
                    pair.kind.period(int(pair.newest)),
                    *(self._with_share(pair, way) for way in (OUT, IN)),
                ]
                for pair in self._pairs.values()
            ],
            note=_(
                "In brackets: share of all residents of the state where the people are."
                " No table held here is reported by both states, so there is no mirror"
                " gap to show."
            ),
        )

    def _with_share(self, pair: _Pair, way: str) -> str:
        text = pair.text(pair.at(way, pair.newest))
        share = pair.share_at(way, pair.newest)
        if share is None:
            return text
        return f"{text} ({format_number(share, 1)}{NO_BREAK}%)"

    def _course_table(self) -> Table:
        pair = self._pairs.get(EDITIONS[0])
        years = pair.years if pair else ()
        return Table(
            title=_("How the numbers of people changed"),
            head=[_("Year"), *self._ways],
            rows=[
                [year, *(pair.text(pair.at(way, year)) for way in (OUT, IN))]
                for year in years
                if pair
            ],
            note=f"{pair.kind.names}. {pair.kind.source.shorts}" if pair else "",
        )

    def _editions_table(self) -> Table:
        return Table(
            title=_("Two editions of the migrant stock"),
            head=[
                *(_("Direction"), _("Year")),
                *(str(pair.kind.names) for pair in self._stocks),
                _("Difference"),
            ],
            rows=list(self._differences()),
            note=_("The newer edition revises earlier years; they are never joined."),
        )

    def _differences(self) -> Iterator[list[str]]:
        if len(self._stocks) < len(EDITIONS):
            return
        newer, older = self._stocks
        for year in YEARS_COMPARED:
            for way, name in zip((OUT, IN), self._ways, strict=True):
                now, before = newer.at(way, year), older.at(way, year)
                if now is None or not before:
                    continue
                percent = (Decimal(str(now)) / Decimal(str(before)) - 1) * 100
                texts = newer.text(now), older.text(before)
                yield [name, year, *texts, format_difference(percent)]
