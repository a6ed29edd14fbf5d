"""The largest partners of a country in a table from place to place.

The seed holds the pairs among the states of both i-Maps only, so shares are of the
published total, not of the sum of the pairs held.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from imap.statistics.models import Flow, FlowType, Observation, Source

Direction = Literal["in", "out"]

PEOPLE = "IMS2020.STOCK"
# The end that is the country asked for, and the other one.
ENDS = {"in": ("destination", "origin"), "out": ("origin", "destination")}
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


def largest_partners(
    iso3: str,
    direction: Direction,
    year: int = 2020,
    limit: int = 6,
    type_code: str = PEOPLE,
) -> Partners:
    """Return where people born here live ("out"), or where those here were born."""
    here, there = ENDS[direction]
    kind = FlowType.objects.select_related("source").filter(code=type_code).first()
    flows = Flow.objects.released().filter(**{here: iso3}, type=kind, year=year)
    found = list(
        flows.order_by("-value", there).values_list(f"{there}_id", "value", "published")
    )
    total = _total(iso3, WHOLE[direction], kind, year)
    rows = [
        Partner(partner, value, published, value / total * 100 if total else None)
        for partner, value, published in found[:limit]
    ]
    return Partners(kind.source if kind else None, year, rows, len(found), total)


def _total(
    iso3: str, indicator: str, kind: FlowType | None, year: int
) -> Decimal | None:
    if kind is None or kind.code != PEOPLE:
        return None
    figures = (
        Observation.objects.released()
        .totals()
        .filter(
            country=iso3, indicator__code=indicator, source=kind.source_id, year=year
        )
    )
    return figures.values_list("value", flat=True).first()
