"""A chart on paper has the colours of the page and the words of its language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from imap.statistics.charts import (
    Bar,
    Chart,
    ChartTable,
    ChartText,
    Line,
    bar_chart,
    line_chart,
)
from profiles.chart_elements import Caption
from profiles.publication.pdf.charts import chart, drawn
from profiles.publication.pdf.inline import Voice
from profiles.snapshot.canonical import Content
from profiles.snapshot.figures import frozen

CAPTION = Caption("Title", "People", ["WPP"])


@pytest.fixture
def voice() -> Voice:
    nothing: Content = {
        "indicators": {},
        "sources": {},
        "sections": [],
        "countries": {},
    }
    return Voice("en", frozen(nothing), {"Kosovo*": "A footnote."}, "bmp")


def lines(language: str, years: int = 2) -> Chart:
    text = ChartText("Title", "", language, "Year", "no data")
    points = [(2000 + at, Decimal(at)) for at in range(years)]
    return line_chart([Line("Arrivals", "3 (2001)", points)], text)


def test_shapes_have_the_colours_of_their_classes() -> None:
    shapes = drawn(str(lines("en").svg), "bmp")["shapes"]

    assert 'stroke="#0b5c6b"' in shapes
    assert "class=" not in shapes


def test_the_other_i_map_has_an_accent_of_its_own() -> None:
    assert 'stroke="#8a4b14"' in drawn(str(lines("en").svg), "mtm")["shapes"]


def test_words_are_set_beside_the_shapes() -> None:
    drawing = drawn(str(lines("en").svg), "bmp")

    assert "text" not in drawing["shapes"]
    label = next(each for each in drawing["words"] if each["text"] == "Arrivals")
    assert (label["weight"], label["fill"]) == (600, "#0b5c6b")


def test_a_note_follows_its_words_in_a_quieter_colour() -> None:
    text = ChartText("Title", "", "en", "State", "no data")
    bars = bar_chart([Bar("A", Decimal(1), "1", "5 %")], text, value_head="People")

    drawing = drawn(str(bars.svg), "bmp")

    told = next(each for each in drawing["words"] if each["note"])
    assert (told["text"].strip(), told["note"].strip()) == ("1", "5 %")
    assert told["fill"] != told["note_fill"]


def test_arabic_is_drawn_from_the_right() -> None:
    assert drawn(str(lines("ar").svg), "bmp")["dir"] == "rtl"


def test_a_name_with_an_asterisk_has_its_footnote_below(voice: Voice) -> None:
    table = ChartTable(["State", "People"], [["Kosovo*", "1"], ["Albania", "2"]])

    data = chart(Chart(lines("en").svg, table), CAPTION, voice)

    assert data["marks"] == ["Kosovo*: A footnote."]


def test_a_long_table_of_values_stands_in_pieces_side_by_side(voice: Voice) -> None:
    data = chart(lines("en", years=20), CAPTION, voice)

    assert data["pieces"] == len(data["tables"]) == 3
    assert sum(len(each["body"]) for each in data["tables"]) == 2 * 20


def test_a_chart_without_figures_is_no_drawing(voice: Voice) -> None:
    data = chart(Chart(lines("en").svg, ChartTable([], [])), CAPTION, voice)

    assert data["drawing"] is None
    assert data["tables"] == []
