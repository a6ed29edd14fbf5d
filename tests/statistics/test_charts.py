from __future__ import annotations

import itertools
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from imap.statistics.charts import (
    Bar,
    Chart,
    ChartText,
    Line,
    bar_chart,
    column_chart,
    line_chart,
    sparkline,
)
from imap.statistics.charts.axis import axis_of
from imap.statistics.charts.line_data import runs
from imap.statistics.charts.scale import decimals_of, year_ticks, zero_scale

HOSTILE = "</text><script>alert(1)</script>\" onload='x' {{ 7|add:1 }}"
TEXT = ChartText("Title", "Description", "en", "Year", "no data")
POINTS = [(1990, Decimal(899_678)), (1995, Decimal(903_000)), (2000, Decimal(0))]


def hostile_charts() -> list[str]:
    text = ChartText(HOSTILE, HOSTILE, "en", HOSTILE, HOSTILE)
    line = Line(HOSTILE, HOSTILE, POINTS)
    bars = [Bar(HOSTILE, Decimal(5), HOSTILE, HOSTILE)]
    return [
        line_chart([line], text).svg,
        column_chart(line, text).svg,
        bar_chart(bars, text, value_head="People").svg,
        sparkline(POINTS, text),
    ]


@pytest.mark.parametrize("svg", hostile_charts())
def test_hostile_text_stays_text(svg: str) -> None:
    tree = ElementTree.fromstring(svg)  # noqa: S314

    assert "script" not in {element.tag for element in tree.iter()}
    assert tree.findtext("title") == HOSTILE


@pytest.mark.parametrize("svg", hostile_charts())
def test_charts_have_no_styles_of_their_own(svg: str) -> None:
    tree = ElementTree.fromstring(svg)  # noqa: S314

    for element in tree.iter():
        assert not {"style", "fill", "stroke", "onload"} & set(element.attrib)
    assert tree.attrib["role"] == "img"
    assert tree.findtext("desc")


def test_the_table_twin_has_every_figure_and_names_absence() -> None:
    first = Line("Abroad", "", POINTS)
    second = Line("Here", "", [(1990, None), (1995, Decimal(1234567))])

    table = line_chart([first, second], TEXT).table

    assert table.heads == ["Year", "Abroad", "Here"]
    assert table.rows == [
        ["1990", "899,678", "no data"],
        ["1995", "903,000", "1,234,567"],
        ["2000", "0", "no data"],
    ]


def test_a_missing_figure_leaves_a_gap() -> None:
    line = Line("", "", [(2009, Decimal(5)), (2010, None), (2011, Decimal(7))])

    assert [[year for year, _value in part] for part in runs(line)] == [[2009], [2011]]


def test_a_break_in_the_series_leaves_a_gap() -> None:
    points = [(year, Decimal(year)) for year in range(2000, 2004)]

    parts = runs(Line("", "", points, breaks=frozenset({2002})))

    assert [len(part) for part in parts] == [2, 2]


def test_a_skipped_year_leaves_a_gap_but_a_shorter_step_does_not() -> None:
    years = [1990, 1995, 2000, 2010, 2015, 2020, 2024]

    parts = runs(Line("", "", [(year, Decimal(1)) for year in years]))

    assert [len(part) for part in parts] == [3, 4]


def test_only_real_figures_have_dots() -> None:
    line = Line("", "", [(2009, Decimal(5)), (2010, None), (2011, Decimal(7))])

    assert line_chart([line], TEXT).svg.count("<circle") == 2


def test_a_fifth_line_means_another_chart() -> None:
    with pytest.raises(ValueError, match="another chart"):
        line_chart([Line("", "", POINTS)] * 5, TEXT)


def empty_charts() -> list[Chart]:
    nothing = Line("Abroad", "", [(2010, None)])
    return [
        line_chart([], TEXT),
        line_chart([nothing], TEXT),
        column_chart(nothing, TEXT),
        bar_chart([], TEXT, value_head="People"),
    ]


@pytest.mark.parametrize("chart", empty_charts())
def test_no_figures_make_an_empty_chart_not_an_error(chart: Chart) -> None:
    assert "<title>Title</title>" in chart.svg
    assert "<circle" not in chart.svg
    assert "<rect" not in chart.svg


def test_a_sparkline_without_figures_is_nothing() -> None:
    assert sparkline([(2010, None)], TEXT) == ""


def test_one_figure_is_a_dot_without_a_line() -> None:
    svg = line_chart([Line("", "", [(2020, Decimal(3))])], TEXT).svg

    assert svg.count("<circle") == 1
    assert "<path" not in svg


def test_columns_below_zero_have_their_own_colour() -> None:
    points = [(2019, Decimal(-40)), (2020, Decimal(60))]

    svg = column_chart(Line("+60", "in 2020", points), TEXT).svg

    assert svg.count("chart__bar--below") == 1
    assert "\N{MINUS SIGN}" not in svg.split("</title>")[0]


def test_labels_that_would_meet_are_pushed_apart() -> None:
    lines = [
        Line(name, "", [(2020, Decimal(value))])
        for name, value in (("One", 100), ("Two", 99), ("Three", 98))
    ]

    svg = line_chart(lines, TEXT).svg
    heights = [
        float(y)
        for y in re.findall(r'class="chart__label[^"]*" x="[^"]*" y="([^"]*)"', svg)
    ]

    assert len(heights) == 3
    assert all(b - a >= 30 for a, b in itertools.pairwise(heights))


def test_arabic_charts_run_from_right_to_left() -> None:
    arabic = ChartText("ع", "ع", "ar", "السنة", "لا بيانات")

    svg = line_chart([Line("", "", POINTS)], arabic).svg
    places = [float(x) for x in re.findall(r'cx="([^"]*)"', svg)]

    assert 'direction="rtl"' in svg
    assert places == sorted(places, reverse=True)


def test_the_longest_bar_leaves_room_for_its_figure() -> None:
    bars = [
        Bar("Russian Federation", Decimal(517_417), "517,417", "56.4 %"),
        Bar("52 others", Decimal(91_353), "91,353", "10.0 %", "others"),
    ]

    chart = bar_chart(bars, TEXT, value_head="People", note_head="Share")
    widths = [float(width) for width in re.findall(r'width="([\d.]+)"', chart.svg)]

    assert widths[1] / widths[0] == pytest.approx(91_353 / 517_417, abs=0.01)
    assert chart.table.rows[0] == ["Russian Federation", "517,417", "56.4 %"]


def test_axes_show_zero_and_round_steps() -> None:
    scale = zero_scale([Decimal(211_147), Decimal(917_043)], 20, 210)

    assert scale.ticks == [0, 250_000, 500_000, 750_000, 1_000_000]
    assert scale.y(0) == 210


def test_small_rates_keep_their_decimals_on_the_axis() -> None:
    assert decimals_of([0, 0.5, 1.0]) == 1


def test_years_on_the_axis_are_round_between_first_and_last() -> None:
    assert year_ticks(range(1990, 2024)) == [1990, 2000, 2010, 2023]
    assert year_ticks([2020]) == [2020]


def test_numbers_of_an_axis_stand_in_a_gutter_where_no_line_passes() -> None:
    points = [(2000 + i, Decimal(800_000 - i)) for i in range(5)]
    svg = line_chart([Line("x", "y", points)], TEXT).svg

    axis = re.findall(
        r'class="chart__axis" x="([\d.]+)" y="[\d.]+" text-anchor="end"', svg
    )
    marks = re.findall(r'cx="([\d.]+)"', svg)
    assert axis
    assert max(map(float, axis)) < min(map(float, marks))
    assert ">800<" in svg
    assert ">thousand<" in svg


@pytest.mark.parametrize(
    ("highest", "language", "label", "word"),
    [
        (8_000, "en", "8,000", ""),
        (4_000_000, "ru", "4", "млн"),
        (2_500_000_000, "en", "2.5", "billion"),
    ],
)
def test_an_axis_counts_in_thousands_millions_or_billions(
    highest: int, language: str, label: str, word: str
) -> None:
    axis = axis_of([0, highest], language)

    assert axis.labels == ["0", label]
    assert axis.word == word


def test_a_narrow_drawing_keeps_the_size_of_letters() -> None:
    points = [(2000, Decimal(3)), (2001, Decimal(4))]
    charts = [
        line_chart([Line("a long label", "note", points)], TEXT),
        column_chart(Line("+60", "in 2020", points), TEXT),
        bar_chart([Bar("Who", Decimal(3), "3", "1 %")], TEXT, value_head="People"),
    ]

    for chart in charts:
        # 360 px less the gutters; the letters are 12 units high.
        assert 'viewBox="0 0 328 ' in chart.narrow
        assert "chart__plot--narrow" in chart.narrow


def test_the_head_of_a_column_may_be_the_unit() -> None:
    line = Line("2,850", "in 2023", [(2023, Decimal(2850))], head="US$ million")

    assert line_chart([line], TEXT).table.heads == ["Year", "US$ million"]
