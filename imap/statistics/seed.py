"""From the tidy figures to the seed: which series is carried over, and as what.

Only rows of the states of both i-Maps; every year there is; each figure exactly as the
source prints it. Zeros that are gaps become rows without a value.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from imap.statistics.zero_runs import find_zero_runs

# Tables from place to place that are carried over, and the source of each.
TABLES = {
    "IMS2020.STOCK": "UNDESA2020",
    "IMS2024.STOCK": "UNDESA2024",
    "UNHCR.REF": "UNHCR2025",
    "UNHCR.ASY": "UNHCR2025",
    "WB.REMIT": "KNOMAD2018",
    "ABEL.FLOW5Y": "ABEL2022",
}
# Their whole is a published figure of the state; that of the others is added up.
WITH_PUBLISHED_WHOLE = ("IMS2020.STOCK", "IMS2024.STOCK")
PERCENT_STEP = Decimal("0.0001")
EDITIONS_WITH_KOSOVO_IN_SERBIA = {"UNDESA2020", "UNDESA2024", "UNHCR2025"}


class Carried(NamedTuple):
    """A series of the tidy set and what it becomes."""

    tidy: str
    indicator: str
    source: str
    sex: str = ""
    breakdown: str = ""
    definition: str = ""
    # The publisher prints ~ for what it protects: a figure below five.
    hides_small: bool = False


CARRIED = (
    Carried("WPP2024.POP", "POP.TOT", "WPP2024"),
    Carried("UNDESA2020.POP", "POP.TOT", "UNDESA2020", "T"),
    Carried("UNDESA2020.IMMIG", "IMM.STK", "UNDESA2020", "T"),
    Carried("UNDESA2020.IMMIG", "IMM.STK", "UNDESA2020", "F", "sex=F"),
    Carried("UNDESA2024.IMMIG", "IMM.STK", "UNDESA2024", "T"),
    Carried("UNDESA2024.IMMIG", "IMM.STK", "UNDESA2024", "F", "sex=F"),
    Carried("UNDESA2020.EMIG", "EMI.STK", "UNDESA2020", "T"),
    Carried("UNDESA2024.EMIG", "EMI.STK", "UNDESA2024", "T"),
    Carried("UNDESA2020.SHARE", "IMM.SHR", "UNDESA2020", "T"),
    Carried("UNDESA2020.FEMSHARE", "IMM.FEM", "UNDESA2020"),
    Carried("UNHCR.REF.ASYLUM", "ASY.STK", "UNHCR2025"),
    Carried(
        "UNDESA2020.REFSTOCK",
        "ASY.STK",
        "UNDESA2020",
        definition="with-asylum-seekers",
        hides_small=True,
    ),
    Carried("UNHCR.APP.NEW", "ASY.APP", "UNHCR2025"),
    Carried("SM.POP.NETM", "POP.NET", "WDI2025"),
    Carried("BX.TRF.PWKR.CD.DT", "REM.IN", "WDI2025"),
    Carried("BM.TRF.PWKR.CD.DT", "REM.OUT", "WDI2025"),
    Carried("NY.GDP.MKTP.CD", "ECO.GDP", "WDI2025"),
    Carried("NY.GDP.PCAP.PP.KD", "ECO.GDPPC", "WDI2025"),
    Carried("SL.UEM.TOTL.ZS", "LAB.UNE", "WDI2025"),
    Carried("SP.POP.DPND", "POP.DEP", "WDI2025"),
)


@dataclass(frozen=True)
class SeedRow:
    """A line of observations.csv, whose header is these names."""

    indicator: str
    source: str
    edition: str
    iso3: str
    year: int
    breakdown: str
    value: str
    flag: str
    definition: str


@dataclass(frozen=True)
class PairRow:
    """A line of flows.csv, whose header is these names."""

    type: str
    source: str
    edition: str
    origin: str
    destination: str
    year: int
    value: str


@dataclass(frozen=True)
class TotalRow:
    """A line of flow_totals.csv: what went out to, or came in from, all the world."""

    type: str
    source: str
    edition: str
    iso3: str
    direction: str
    year: int
    value: str


Printed = dict[str, dict[int, str]]


def read_tidy(path: Path, countries: set[str]) -> dict[tuple[str, str], Printed]:
    """Return {(series, sex): {country: {year: number as printed}}}."""
    series: dict[tuple[str, str], Printed] = defaultdict(lambda: defaultdict(dict))
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["iso3"] in countries and not row["age"]:
                key = row["indicator_code"], row["sex"]
                series[key][row["iso3"]][int(row["year"])] = row["value"]
    return series


def observation_rows(
    tidy: dict[tuple[str, str], Printed], editions: dict[str, str]
) -> Iterator[SeedRow]:
    for carried in CARRIED:
        edition = editions[carried.source]
        by_country = tidy[carried.tidy, carried.sex]
        years = {year for printed in by_country.values() for year in printed}
        for iso3, printed in sorted(by_country.items()):
            hidden = years - printed.keys() if carried.hides_small else set()
            yield from _rows(carried, edition, iso3, printed, hidden)
    yield from _shares_of_gdp(tidy, editions["WDI-COMPUTED"])


def pair_rows(
    path: Path, countries: set[str], editions: dict[str, str]
) -> Iterator[PairRow]:
    """Return the figures between two different states of the i-Maps."""
    for code, origin, destination, year, value in _pairs(path):
        if {origin, destination} <= countries and origin != destination:
            source = TABLES[code]
            edition = editions[source]
            yield PairRow(code, source, edition, origin, destination, year, value)


def total_rows(
    path: Path, countries: set[str], editions: dict[str, str]
) -> Iterator[TotalRow]:
    """Return what all partners of the world add up to, for each state and direction."""
    wholes: dict[tuple[str, str, str, int], Decimal] = defaultdict(Decimal)
    for code, origin, destination, year, value in _pairs(path):
        if code in WITH_PUBLISHED_WHOLE or origin == destination:
            continue
        wholes[code, origin, "out", year] += Decimal(value)
        wholes[code, destination, "in", year] += Decimal(value)
    for (code, iso3, direction, year), whole in sorted(wholes.items()):
        if iso3 in countries:
            source = TABLES[code]
            edition = editions[source]
            yield TotalRow(code, source, edition, iso3, direction, year, str(whole))


def _pairs(path: Path) -> Iterator[tuple[str, str, str, int, str]]:
    """Return table, origin, destination, year and figure as printed of each line."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["flow_code"] in TABLES:
                ends = row["origin_iso3"], row["destination_iso3"]
                yield row["flow_code"], *ends, int(row["year"]), row["value"]


def gaps(printed: dict[int, str]) -> set[int]:
    """Return the years whose zeros are gaps."""
    figures = {year: Decimal(text) for year, text in printed.items()}
    return {year for run in find_zero_runs(figures) for year in run}


def _rows(
    carried: Carried,
    edition: str,
    iso3: str,
    printed: dict[int, str],
    hidden: set[int],
) -> Iterable[SeedRow]:
    missing = gaps(printed)
    texts = printed | dict.fromkeys(hidden, "")
    for year, text in sorted(texts.items()):
        flag = "confidential" if year in hidden else ""
        yield SeedRow(
            carried.indicator,
            carried.source,
            edition,
            iso3,
            year,
            carried.breakdown,
            "" if year in missing else text,
            "missing" if year in missing else flag,
            _definition(carried, iso3),
        )


def _definition(carried: Carried, iso3: str) -> str:
    if iso3 != "SRB" or carried.source not in EDITIONS_WITH_KOSOVO_IN_SERBIA:
        return carried.definition
    return f"{carried.definition}-and-kosovo" if carried.definition else "with-kosovo"


def _shares_of_gdp(
    tidy: dict[tuple[str, str], Printed], edition: str
) -> Iterator[SeedRow]:
    gdp = tidy["NY.GDP.MKTP.CD", ""]
    for iso3, printed in sorted(tidy["BX.TRF.PWKR.CD.DT", ""].items()):
        missing = gaps(printed)
        for year, text in sorted(printed.items()):
            if year not in gdp[iso3]:
                continue
            share = Decimal(text) / Decimal(gdp[iso3][year]) * 100
            yield SeedRow(
                "REM.GDP",
                "WDI-COMPUTED",
                edition,
                iso3,
                year,
                "",
                "" if year in missing else str(share.quantize(PERCENT_STEP)),
                "missing" if year in missing else "",
                "",
            )
