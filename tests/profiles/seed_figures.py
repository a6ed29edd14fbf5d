"""The seeded figures from their files: what a text says is checked against them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from imap.statistics import reference_data, seed_files

Figures = dict[tuple[str, str], dict[int, Decimal]]


@cache
def figures() -> Figures:
    """Return {(series, country): {year: value}} without breakdowns and gaps."""
    found: Figures = {}
    for row in _rows("observations"):
        if row["value"] and not row["breakdown"]:
            key = f"{row['indicator']}@{row['source']}", row["iso3"]
            found.setdefault(key, {})[int(row["year"])] = Decimal(row["value"])
    return found


@cache
def pairs() -> dict[tuple[str, str], Decimal]:
    """Return {(origin, destination): people} in 2020."""
    return {
        (row["origin"], row["destination"]): Decimal(row["value"])
        for row in _rows("flows")
        if row["type"] == "IMS2020.STOCK" and row["year"] == "2020"
    }


def sources() -> set[str]:
    return set(reference_data.editions())


def _rows(name: str) -> list[dict[str, str]]:
    return list(seed_files.csv_rows(name))
