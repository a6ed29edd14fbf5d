"""Figures are read line by line; what is wrong is told with line and column."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from imap.statistics.importing.reading import (
    FLOW_COLUMNS,
    OBSERVATION_COLUMNS,
    read_flows,
    read_observations,
)
from imap.statistics.importing.report import PROBLEMS_KEPT, TEXT_KEPT, Report
from imap.statistics.importing.rows import Known, known_to_catalogue

pytestmark = pytest.mark.usefixtures("seed")

GOOD = {
    "indicator": "IMM.SHR",
    "source": "UNDESA2020",
    "edition": "POP/DB/MIG/Stock/Rev.2020",
    "iso3": "ARM",
    "year": "2020",
    "breakdown": "",
    "value": "6.4",
    "flag": "",
    "definition": "",
}
GOOD_FLOW = {
    "type": "IMS2020.STOCK",
    "source": "UNDESA2020",
    "edition": "POP/DB/MIG/Stock/Rev.2020",
    "origin": "ARM",
    "destination": "GEO",
    "year": "2020",
    "value": "12",
}
HEADER = ",".join(OBSERVATION_COLUMNS)


@pytest.fixture
def known(seed: None) -> Known:
    return known_to_catalogue()


def line(**cells: str) -> str:
    return ",".join((GOOD | cells).values())


def flow(**cells: str) -> str:
    return ",".join((GOOD_FLOW | cells).values())


def told(report: Report) -> list[tuple[int, str, str, str]]:
    return [(p.line, p.column, p.text, p.reason.value) for p in report.problems]


def test_a_good_line_becomes_a_row(known: Known) -> None:
    reading = read_observations([HEADER, line()], known)

    (row,) = reading.rows
    assert (row.country_id, row.period, row.year) == ("ARM", "2020", 2020)
    assert (row.value, row.published) == (Decimal("6.4"), "6.4")
    assert reading.report.as_json() == {
        "rows_read": 1,
        "figures_taken": 1,
        "figures_missing": 0,
        "problems_found": 0,
        "problems": [],
    }


def test_a_figure_that_is_not_given_is_taken_with_its_flag(known: Known) -> None:
    reading = read_observations([HEADER, line(value="", flag="confidential")], known)

    assert reading.rows[0].value is None
    assert reading.report.figures_missing == 1


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"indicator": "IMM.XXX"}, "indicator", "unknown_indicator"),
        ({"indicator": ""}, "indicator", "unknown_indicator"),
        ({"source": "UNDESA1999"}, "source", "unknown_source"),
        ({"iso3": "EL"}, "iso3", "unknown_country"),
        ({"edition": "2024"}, "edition", "other_edition"),
        ({"edition": ""}, "edition", "other_edition"),
        ({"year": "20"}, "year", "no_year"),
        ({"year": "٢٠٢٠"}, "year", "no_year"),
        ({"year": "9999"}, "year", "no_year"),
        ({"value": "1 000"}, "value", "no_number"),
        ({"value": "NaN"}, "value", "no_number"),
        ({"value": "1e3"}, "value", "no_number"),
        ({"value": "1_0"}, "value", "no_number"),
        ({"value": "٥"}, "value", "no_number"),
        ({"value": "=1+1"}, "value", "no_number"),
        ({"value": "10000000000000000"}, "value", "too_large"),
        ({"value": "9999999999999999.99999"}, "value", "too_large"),
        ({"value": "9" * 5000}, "value", "too_large"),
        ({"value": "0." + "1" * 50}, "value", "too_large"),
        ({"value": "100.1"}, "value", "too_high"),
        ({"value": "-1"}, "value", "too_low"),
        ({"flag": "guess"}, "flag", "unknown_flag"),
        ({"flag": "missing"}, "flag", "value_and_gap"),
        ({"value": ""}, "value", "no_reason"),
        ({"value": "", "flag": "estimate"}, "value", "no_reason"),
        ({"breakdown": "women"}, "breakdown", "breakdown"),
        ({"breakdown": "sex=" + "F" * 60}, "breakdown", "breakdown"),
        ({"breakdown": "sex=\0"}, "breakdown", "breakdown"),
        ({"definition": "by-hearsay"}, "definition", "unknown_definition"),
    ],
)
def test_a_bad_cell_is_told_and_its_line_left_out(
    known: Known, cells: dict[str, str], column: str, reason: str
) -> None:
    lines = [HEADER, line(iso3="GEO"), line(**cells)]

    reading = read_observations(lines, known)

    assert [row.country_id for row in reading.rows] == ["GEO"]
    assert [(p.line, p.column, p.reason.value) for p in reading.report.problems] == [
        (3, column, reason)
    ]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"type": "IMS1999.STOCK"}, "type", "unknown_type"),
        ({"source": "UNDESA1999"}, "source", "unknown_source"),
        ({"origin": "EL"}, "origin", "unknown_country"),
        ({"destination": ""}, "destination", "unknown_country"),
        ({"edition": "2024"}, "edition", "other_edition"),
        ({"year": "next"}, "year", "no_year"),
        ({"value": "many"}, "value", "no_number"),
        ({"value": ""}, "value", "no_value"),
    ],
)
def test_a_bad_flow_is_told_and_left_out(
    known: Known, cells: dict[str, str], column: str, reason: str
) -> None:
    lines = [",".join(FLOW_COLUMNS), flow(origin="GEO"), flow(**cells)]

    reading = read_flows(lines, known)

    assert [row.origin_id for row in reading.rows] == ["GEO"]
    assert told(reading.report) == [(3, column, cells[column], reason)]


def test_all_that_is_wrong_with_a_line_is_told_at_once(known: Known) -> None:
    reading = read_observations([HEADER, line(iso3="XX", value="-", year="0")], known)

    assert {p.column for p in reading.report.problems} == {"iso3", "value", "year"}
    assert reading.report.rows_read == 1


def test_a_figure_that_is_there_twice_is_taken_once(known: Known) -> None:
    lines = [HEADER, line(), line(year="2019"), line(value="7")]

    reading = read_observations(lines, known)

    assert [row.published for row in reading.rows] == ["6.4", "6.4"]
    (problem,) = reading.report.problems
    assert (problem.line, problem.message) == (4, "Line 2 already has this figure.")
    women = read_observations([*lines[:2], line(breakdown="sex=F")], known)
    assert women.report.is_clean


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER.replace(",flag", ""), [(1, "flag", "", "missing_column")]),
        (f"{HEADER},remark", [(1, "remark", "remark", "unknown_column")]),
        (f"{HEADER},value", [(1, "value", "value", "repeated_column")]),
        ("", [(1, "", "", "empty_file")]),
    ],
)
def test_of_a_file_with_other_columns_nothing_is_taken(
    known: Known, header: str, expected: list[Any]
) -> None:
    reading = read_observations([header, line()], known)

    assert reading.rows == []
    assert told(reading.report) == expected


def test_of_no_lines_nothing_is_taken(known: Known) -> None:
    assert told(read_observations([], known).report) == [(1, "", "", "empty_file")]


def test_columns_may_stand_in_any_order_with_space_around(known: Known) -> None:
    lines = [" , ".join(reversed(GOOD)), " , ".join(reversed(GOOD.values()))]

    assert read_observations(lines, known).rows == (
        read_observations([HEADER, line()], known).rows
    )


def test_a_mark_of_excel_before_the_first_column_is_no_part_of_it(known: Known) -> None:
    assert len(read_observations(["\ufeff" + HEADER, line()], known).rows) == 1


def test_lines_are_numbered_as_in_a_spreadsheet(known: Known) -> None:
    split = line(breakdown='"sex=\nF"')
    lines = [HEADER, "", ",,,,,,,,", *split.splitlines(keepends=True), line(iso3="?")]

    report = read_observations(lines, known).report

    assert [(p.line, p.column) for p in report.problems] == [
        (4, "breakdown"),
        (5, "iso3"),
    ]
    assert report.rows_read == 2


def test_a_line_with_too_many_or_too_few_cells_is_left_out(known: Known) -> None:
    lines = [HEADER, f"{line()},more", "IMM.SHR,UNDESA2020", line()]

    reading = read_observations(lines, known)

    assert len(reading.rows) == 1
    assert [(p.line, p.reason.value) for p in reading.report.problems] == [
        (2, "cells"),
        (3, "cells"),
    ]


def test_a_file_that_cannot_be_read_on_gives_what_came_before(known: Known) -> None:
    def breaks_off() -> Iterator[str]:
        yield from (HEADER, line())
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    for lines in (breaks_off(), [HEADER, line(), '"' + "a" * 200_000]):
        reading = read_observations(lines, known)
        assert len(reading.rows) == 1
        assert told(reading.report) == [(3, "", "", "unreadable")]


def test_a_number_is_rounded_as_the_column_is_and_kept_as_printed(known: Known) -> None:
    reading = read_observations([HEADER, line(value="6.00005")], known)

    assert reading.rows[0].value == Decimal("6.0001")
    assert reading.rows[0].published == "6.00005"


def test_the_report_keeps_the_first_problems_and_counts_all(known: Known) -> None:
    found = "<\0>" + "x" * 500
    lines = [HEADER, *(line(iso3=found) for _ in range(PROBLEMS_KEPT + 50))]

    report = read_observations(lines, known).report

    assert len(report.problems) == PROBLEMS_KEPT
    assert report.problems_found == report.rows_read == PROBLEMS_KEPT + 50
    assert len(report.problems[0].text) == TEXT_KEPT
    assert "\0" not in report.problems[0].text


def test_a_problem_is_told_in_the_language_of_its_reader(known: Known) -> None:
    (problem,) = read_observations([HEADER, line(value="101")], known).report.problems

    assert problem.message == "The highest value allowed for this indicator is 100."
    with override("ru"):
        assert problem.message == (
            "Наибольшее допустимое значение этого показателя: 100."
        )
    assert problem.as_json()["reason"] == "too_high"


def test_reading_many_lines_asks_the_database_nothing(
    known: Known, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = (line(breakdown=f"n={number}") for number in range(50_000))

    with django_assert_num_queries(0):
        reading = read_observations([HEADER, *many], known)

    assert reading.report.figures_taken == 50_000
