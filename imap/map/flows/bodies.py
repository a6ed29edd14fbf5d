"""What the stored answers on flows say, made from the figures as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q

from imap.statistics.formatting import rounded
from imap.statistics.models import Flow, FlowTotal, FlowType, Observation

# {place of the year: figure}, by partner.
Columns = dict[str, dict[int, Decimal]]

OUT, IN = FlowTotal.Direction.OUT.value, FlowTotal.Direction.IN.value
WAYS = (OUT, IN)
# The published whole of a migrant stock, by way.
WHOLE = {OUT: "EMI.STK", IN: "IMM.STK"}
# Whose population a share is of: that of the edition where it has one.
POPULATION, OWN, GENERAL = "POP.TOT", ("UNDESA2020",), "WPP2024"
MONEY_DECIMALS = 2


def overview(countries: Sequence[str]) -> dict[str, Any]:
    """Return {"types": {code: {"years": […], "most": …}}} of flows among states.

    `most` is the largest figure between two of them in any year.
    """
    among = Flow.objects.released().filter(
        origin__in=countries, destination__in=countries
    )
    rows = among.order_by("type__position", "type__code", "year")
    by_year = rows.values_list("type__code", "year").annotate(most=Max("value"))
    types: dict[str, dict[str, Any]] = {}
    for code, year, most in by_year:
        told = types.setdefault(code, {"years": [], "most": 0})
        told["years"].append(str(year))
        told["most"] = max(told["most"], _number(most, 0))
    return {"types": types}


def of_country(iso3: str, countries: Sequence[str]) -> dict[str, Any] | None:
    """Return all flows between a state and the others, of each type, year by year.

    {"country": …, "types": {code: {"years": […], "out": {partner: [figure or None]},
    "in": …, "whole": {"out": […], "in": […]}, "shares": {"out": …, "in": …}}}}:
    figures are people, or million US dollars; `whole` counts partners outside as well;
    `shares` are per cent of the residents of the place where the people are.
    """
    if iso3 not in countries:
        return None
    others = [code for code in countries if code != iso3]
    types = {row.code: row for row in FlowType.objects.select_related("source")}
    told = {}
    for code, ways in _columns(iso3, others).items():
        told[code] = _Told(types[code], iso3, ways).content()
    return {"country": iso3, "types": told}


class _Told:
    """One type of flow of one state."""

    def __init__(self, kind: FlowType, iso3: str, ways: dict[str, Columns]) -> None:
        self.kind, self.iso3, self.ways = kind, iso3, ways
        self.years = sorted(
            {
                year
                for columns in ways.values()
                for column in columns.values()
                for year in column
            }
        )

    def content(self) -> dict[str, Any]:
        wholes = _wholes(self.kind, self.iso3)
        is_money = self.kind.measure == FlowType.Measure.MONEY
        places = MONEY_DECIMALS if is_money else 0
        return {
            "years": [str(year) for year in self.years],
            **{
                way: {
                    partner: [_number(column.get(year), places) for year in self.years]
                    for partner, column in sorted(self.ways[way].items())
                }
                for way in WAYS
            },
            "whole": {
                way: [_number(wholes[way].get(year), places) for year in self.years]
                for way in WAYS
            },
            "shares": self._shares(),
        }

    def _shares(self) -> dict[str, dict[str, list[float | int | None]]]:
        """Return what people are of the residents there; nothing else is a share."""
        if self.kind.measure != FlowType.Measure.STOCK:
            return {way: {} for way in WAYS}
        residents = _residents(self.kind, {self.iso3, *self.ways[OUT]})
        return {
            way: {
                partner: [
                    _percent(column.get(year), residents[there].get(year))
                    for year in self.years
                ]
                for partner, column in sorted(self.ways[way].items())
                for there in [partner if way == OUT else self.iso3]
            }
            for way in WAYS
        }


def _columns(iso3: str, others: Sequence[str]) -> dict[str, dict[str, Columns]]:
    """Return {type: {way: {partner: {year: figure}}}}."""
    rows = Flow.objects.released().filter(
        Q(origin=iso3, destination__in=others) | Q(destination=iso3, origin__in=others)
    )
    found: dict[str, dict[str, Columns]] = {}
    ordered = rows.order_by("type__position", "type__code")
    for code, origin, destination, year, value in ordered.values_list(
        "type__code", "origin_id", "destination_id", "year", "value"
    ):
        way, partner = (OUT, destination) if origin == iso3 else (IN, origin)
        ways = found.setdefault(code, {each: defaultdict(dict) for each in WAYS})
        ways[way][partner][year] = value
    return found


def _wholes(kind: FlowType, iso3: str) -> dict[str, dict[int, Decimal]]:
    """Return what all partners in the world add up to, by way and year."""
    found: dict[str, dict[int, Decimal]] = {way: {} for way in WAYS}
    added = FlowTotal.objects.released().filter(type=kind, country=iso3)
    for way, year, value in added.values_list("direction", "year", "value"):
        found[way][year] = value
    if kind.measure == FlowType.Measure.STOCK:
        for way in WAYS:
            published = _figures(WHOLE[way], kind.source.code, {iso3})[iso3]
            found[way] = found[way] or published
    return found


def _residents(kind: FlowType, codes: set[str]) -> dict[str, dict[int, Decimal]]:
    source = kind.source.code if kind.source.code in OWN else GENERAL
    return _figures(POPULATION, source, codes)


def _figures(
    indicator: str, source: str, codes: set[str]
) -> dict[str, dict[int, Decimal]]:
    """Return {country: {year: figure}} of a series without breakdown."""
    found: dict[str, dict[int, Decimal]] = {code: {} for code in codes}
    rows = (
        Observation.objects.released()
        .totals()
        .filter(indicator__code=indicator, source__code=source, country__in=codes)
    )
    for iso3, year, value in rows.values_list("country_id", "year", "value"):
        if value is not None:
            found[iso3].setdefault(year, value)
    return found


def _number(value: Decimal | None, places: int) -> int | float | None:
    if value is None:
        return None
    number = float(rounded(value, places))
    return int(number) if number.is_integer() else number


def _percent(part: Decimal | None, whole: Decimal | None) -> int | float | None:
    if part is None or not whole:
        return None
    return _number(part / whole * 100, 1)
