"""Rows of figures between a file and the database, and what they are checked against.

The names of a row are those of the model's fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from imap.reference.models import Country
from imap.statistics.models import FlowType, Indicator, Source


class ObservationRow(NamedTuple):
    """One figure; `value` None has a flag that says why, `published` is as printed."""

    indicator_id: int
    source_id: int
    country_id: str
    period: str
    year: int
    breakdown: str
    value: Decimal | None
    published: str
    flag: str
    definition: str

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what no two figures of a release share."""
        return (*self[:4], self.breakdown)


class FlowRow(NamedTuple):
    """One figure from an origin to a destination; it always has a value."""

    type_id: int
    source_id: int
    origin_id: str
    destination_id: str
    period: str
    year: int
    value: Decimal
    published: str

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what no two flows of a release share."""
        return self[:5]


class FlowTotalRow(NamedTuple):
    """What went out of a country, or came into it, from and to all the world."""

    type_id: int
    source_id: int
    country_id: str
    direction: str
    year: int
    value: Decimal

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what no two totals of a release share."""
        return self[:5]


class Known(NamedTuple):
    """What a file of figures may name, by code; countries by alpha-3 code."""

    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    types: dict[str, FlowType]
    countries: dict[str, str]


def known(
    indicators: Iterable[Indicator],
    sources: Iterable[Source],
    types: Iterable[FlowType],
) -> Known:
    """Return these rows of the catalogue by code, with all countries and areas."""
    return Known(
        {row.code: row for row in indicators},
        {row.code: row for row in sources},
        {row.code: row for row in types},
        {iso3: iso3 for iso3 in Country.objects.real().values_list("iso3", flat=True)},
    )


def known_to_catalogue() -> Known:
    """Return the catalogue as it stands now: what staff's imports are held to."""
    return known(Indicator.objects.all(), Source.objects.all(), FlowType.objects.all())
