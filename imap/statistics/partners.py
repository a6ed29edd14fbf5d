"""The largest partners of a country in a table from place to place.

The seed holds the pairs among the states of both i-Maps only, so shares are of the
published total, not of the sum of the pairs held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.db.models import Q

from imap.statistics.models import Flow, FlowType, Observation, Source

Direction = Literal["in", "out"]
# Direction, country, year; and the country at the other end with its figure.
End = tuple[Direction, str, int]
Pair = tuple[str, Decimal, str]

PEOPLE = "IMS2020.STOCK"
DIRECTIONS: tuple[Direction, ...] = ("in", "out")
# The indicator whose figure is the whole that the pairs are parts of.
WHOLE = {"in": "IMM.STK", "out": "EMI.STK"}


@dataclass(frozen=True)
class Partner:
    iso3: str
    value: Decimal
    published: str
    # Of all people in that direction, in per cent; None without a published total.
    share: Decimal | None


@dataclass(frozen=True)
class Partners:
    """The largest ones first, what the source is, and how many there are."""

    source: Source | None
    year: int
    rows: list[Partner]
    count: int
    total: Decimal | None

    @property
    def others(self) -> Decimal | None:
        """Return the published total less the rows shown."""
        if self.total is None:
            return None
        return self.total - sum((row.value for row in self.rows), Decimal(0))


@dataclass(frozen=True)
class PartnersOf:
    """The question: the `limit` largest partners of a country, one way, in a year."""

    iso3: str
    direction: Direction
    year: int = 2020
    limit: int = 6

    @property
    def end(self) -> End:
        return self.direction, self.iso3, self.year


def largest_partners(
    iso3: str,
    direction: Direction,
    year: int = 2020,
    limit: int = 6,
    type_code: str = PEOPLE,
) -> Partners:
    """Return where people born here live ("out"), or where those here were born."""
    question = PartnersOf(iso3, direction, year, limit)
    return partners_of([question], type_code)[question]


def partners_of(
    questions: Iterable[PartnersOf], type_code: str = PEOPLE
) -> dict[PartnersOf, Partners]:
    """Answer each question; three queries for any number of them, none for none."""
    questions = set(questions)
    if not questions:
        return {}
    kind = FlowType.objects.select_related("source").filter(code=type_code).first()
    ends = {question.end for question in questions}
    pairs = _pairs(ends, kind)
    totals = _totals(ends, kind)
    return {
        question: _answer(question, kind, pairs[question.end], totals.get(question.end))
        for question in questions
    }


def _answer(
    question: PartnersOf,
    kind: FlowType | None,
    pairs: list[Pair],
    total: Decimal | None,
) -> Partners:
    rows = [
        Partner(partner, value, published, value / total * 100 if total else None)
        for partner, value, published in pairs[: question.limit]
    ]
    source = kind.source if kind else None
    return Partners(source, question.year, rows, len(pairs), total)


def _pairs(ends: set[End], kind: FlowType | None) -> dict[End, list[Pair]]:
    """Return the pairs at each end, the largest first."""
    asked = {way: {iso3 for each, iso3, _ in ends if each == way} for way in DIRECTIONS}
    flows = Flow.objects.released().filter(
        Q(origin__in=asked["out"]) | Q(destination__in=asked["in"]),
        type=kind,
        year__in={year for _way, _iso3, year in ends},
    )
    by_end: dict[End, list[Pair]] = {end: [] for end in ends}
    for flow in flows.only("origin", "destination", "year", "value", "published"):
        # One between two countries that were both asked for stands at either end.
        for end, partner in _both_ends(flow):
            if end in by_end:
                by_end[end].append((partner, flow.value, flow.published))
    return {
        end: sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
        for end, pairs in by_end.items()
    }


def _both_ends(flow: Flow) -> list[tuple[End, str]]:
    """Return each end with the country at the other one."""
    return [
        (("out", flow.origin_id, flow.year), flow.destination_id),
        (("in", flow.destination_id, flow.year), flow.origin_id),
    ]


def _totals(ends: set[End], kind: FlowType | None) -> dict[End, Decimal | None]:
    """Return the published whole of each end; only people have one."""
    if kind is None or kind.code != PEOPLE:
        return {}
    figures = (
        Observation.objects.released()
        .totals()
        .filter(
            country__in={iso3 for _way, iso3, _year in ends},
            indicator__code__in=set(WHOLE.values()),
            source=kind.source_id,
            year__in={year for _way, _iso3, year in ends},
        )
    )
    totals: dict[tuple[str, str, int], Decimal | None] = {}
    rows = figures.values_list("indicator__code", "country_id", "year", "value")
    for indicator, iso3, year, value in rows:
        totals.setdefault((indicator, iso3, year), value)
    return {
        (way, iso3, year): totals.get((WHOLE[way], iso3, year))
        for way, iso3, year in ends
    }
