"""Tidy rows of figures from lines of text, each checked before it is taken.

A file has one line of column names, those of `data/observations.csv` or
`data/flows.csv` in any order, and one figure a line. Bad data raise nothing: they
are in the report, and the good lines are returned.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from imap.statistics.importing.line import Line
from imap.statistics.importing.report import Problem, Reason, Report, shown
from imap.statistics.importing.rows import (
    FlowRow,
    FlowTotalRow,
    Known,
    ObservationRow,
)
from imap.statistics.models import FlowTotal, Indicator, Source

OBSERVATION_COLUMNS = (
    *("indicator", "source", "edition", "iso3", "year"),
    *("breakdown", "value", "flag", "definition"),
)
FLOW_COLUMNS = ("type", "source", "edition", "origin", "destination", "year", "value")
TOTAL_COLUMNS = ("type", "source", "edition", "iso3", "direction", "year", "value")

Row = TypeVar("Row", ObservationRow, FlowRow, FlowTotalRow)
Cells = list[str]


@dataclass(frozen=True)
class Reading(Generic[Row]):
    """The good rows of a file, in its order, and the report on all of them."""

    rows: list[Row]
    report: Report


def read_observations(lines: Iterable[str], known: Known) -> Reading[ObservationRow]:
    """Read figures of countries; `lines` is an open file or any lines of text."""
    return _read(lines, OBSERVATION_COLUMNS, lambda line: _observation(line, known))


def read_flows(lines: Iterable[str], known: Known) -> Reading[FlowRow]:
    """Read figures from one country to another."""
    return _read(lines, FLOW_COLUMNS, lambda line: _flow(line, known))


def read_flow_totals(lines: Iterable[str], known: Known) -> Reading[FlowTotalRow]:
    """Read what all flows of a country add up to, in one direction."""
    return _read(lines, TOTAL_COLUMNS, lambda line: _flow_total(line, known))


def _observation(line: Line, known: Known) -> ObservationRow | None:
    cells = line.cells
    indicator = line.pick("indicator", known.indicators, Reason.UNKNOWN_INDICATOR)
    source = line.pick("source", known.sources, Reason.UNKNOWN_SOURCE)
    country = line.pick("iso3", known.countries, Reason.UNKNOWN_COUNTRY)
    year = line.year()
    value = line.number_in("value")
    line.check_flag()
    line.check_breakdown()
    _check_edition(line, source)
    if indicator and value is not None:
        line.check_range(value, indicator.minimum, indicator.maximum)
    _check_definition(line, indicator)
    if line.problems or not (indicator and source and country and year):
        return None
    return ObservationRow(
        indicator_id=indicator.pk,
        source_id=source.pk,
        country_id=country,
        period=cells["year"],
        year=year,
        breakdown=cells["breakdown"],
        value=value,
        published=cells["value"],
        flag=cells["flag"],
        definition=cells["definition"],
    )


def _flow(line: Line, known: Known) -> FlowRow | None:
    kind = line.pick("type", known.types, Reason.UNKNOWN_TYPE)
    source = line.pick("source", known.sources, Reason.UNKNOWN_SOURCE)
    origin = line.pick("origin", known.countries, Reason.UNKNOWN_COUNTRY)
    destination = line.pick("destination", known.countries, Reason.UNKNOWN_COUNTRY)
    year = line.year()
    value = line.number_in("value")
    if not line.cells["value"]:
        line.refuse("value", Reason.NO_VALUE)
    _check_edition(line, source)
    if line.problems or not (kind and source and origin and destination and year):
        return None
    if value is None:
        return None
    return FlowRow(
        type_id=kind.pk,
        source_id=source.pk,
        origin_id=origin,
        destination_id=destination,
        period=line.cells["year"],
        year=year,
        value=value,
        published=line.cells["value"],
    )


def _flow_total(line: Line, known: Known) -> FlowTotalRow | None:
    kind = line.pick("type", known.types, Reason.UNKNOWN_TYPE)
    source = line.pick("source", known.sources, Reason.UNKNOWN_SOURCE)
    country = line.pick("iso3", known.countries, Reason.UNKNOWN_COUNTRY)
    ways = {way.value: way.value for way in FlowTotal.Direction}
    direction = line.pick("direction", ways, Reason.UNKNOWN_DIRECTION)
    year = line.year()
    value = line.number_in("value")
    if not line.cells["value"]:
        line.refuse("value", Reason.NO_VALUE)
    _check_edition(line, source)
    if line.problems or not (kind and source and country and direction and year):
        return None
    if value is None:
        return None
    return FlowTotalRow(kind.pk, source.pk, country, direction, year, value)


def _check_edition(line: Line, source: Source | None) -> None:
    if source and line.cells["edition"] != source.edition:
        line.refuse("edition", Reason.OTHER_EDITION, edition=source.edition)


def _check_definition(line: Line, indicator: Indicator | None) -> None:
    mark = line.cells["definition"]
    if mark and indicator and mark not in indicator.other_definitions:
        line.refuse("definition", Reason.UNKNOWN_DEFINITION)


def _read(
    lines: Iterable[str], columns: tuple[str, ...], taken: Callable[[Line], Row | None]
) -> Reading[Row]:
    reading: Reading[Row] = Reading([], Report())
    report = reading.report
    seen: dict[tuple[object, ...], int] = {}
    for line in _lines(lines, columns, report):
        row = taken(line)
        if row is not None and row.identity in seen:
            first = seen[row.identity]
            line.refuse(columns[0], Reason.REPEATED, line=first)
        elif row is not None:
            seen[row.identity] = line.number
            reading.rows.append(row)
            report.take(row.value)
        for problem in line.problems:
            report.add(problem)
    return reading


def _lines(
    lines: Iterable[str], columns: tuple[str, ...], report: Report
) -> Iterator[Line]:
    records = _records(lines, report)
    header = [name.strip() for name in next(records, (1, []))[1]]
    if not _header_fits(header, columns, report):
        return
    for number, cells in records:
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        report.rows_read += 1
        if len(cells) == len(header):
            yield Line(number, dict(zip(header, stripped, strict=True)))
        else:
            counts = {"cells": str(len(cells)), "columns": str(len(header))}
            text = shown(",".join(stripped))
            report.add(Problem(number, "", text, Reason.CELLS, counts))


def _records(lines: Iterable[str], report: Report) -> Iterator[tuple[int, Cells]]:
    """Return numbered lines as a spreadsheet has them: blank ones count, and a cell
    with several lines of text is in one."""
    records = csv.reader(_without_mark(lines))
    number = 0
    while True:
        number += 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except (csv.Error, UnicodeError):
            report.add(Problem(number, "", "", Reason.UNREADABLE))
            return
        yield number, cells


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """Leave out the mark of UTF-8 that Excel writes before the first column."""
    for place, line in enumerate(lines):
        yield line if place else line.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")


def _header_fits(header: Cells, columns: tuple[str, ...], report: Report) -> bool:
    if report.problems_found:
        return False
    if not any(header):
        report.add(Problem(1, "", "", Reason.EMPTY_FILE))
        return False
    named = ", ".join(columns)
    for name in columns:
        if name not in header:
            report.add(Problem(1, name, "", Reason.MISSING_COLUMN))
    for place, name in enumerate(header):
        if name not in columns:
            details = {"columns": named}
            report.add(
                Problem(1, shown(name), shown(name), Reason.UNKNOWN_COLUMN, details)
            )
        elif name in header[:place]:
            report.add(Problem(1, name, name, Reason.REPEATED_COLUMN))
    return report.is_clean
