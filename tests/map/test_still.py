"""A view to take away: one drawing as SVG, PNG and PDF, and its citation."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from imap.core.access import Access, Standing
from imap.map.drawing.areas import radius_of, steps
from imap.map.drawing.paint import paint_of
from imap.map.page import map_page
from imap.map.sheet import _made
from imap.map.still import Still, address_of

SHARE = "layer=indicator&indicator=IMM.SHR@UNDESA2020&year=2020"
STOCK = "layer=indicator&indicator=IMM.STK@UNDESA2020&year=2020"
FLOWS = "layer=flows&flow=IMS2020.STOCK&year=2020&country=UKR"
SVG = "{http://www.w3.org/2000/svg}"
DISCLAIMER = "do not imply official endorsement"
A4_AT_200 = (2339, 1654)


def taken(client: Client, form: str, query: str, dialogue: str = "bmp") -> bytes:
    answer = client.get(f"/en/{dialogue}/map/view.{form}?{query}")
    assert answer.status_code == 200
    return answer.content


def words_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def still(query: str) -> Still:
    asked = dict(part.split("=") for part in query.split("&"))
    page = map_page("bmp", Access(standing=Standing.ACTIVE), asked)
    return Still(page, address_of(page))


def parsed(drawing: str) -> ElementTree.Element:
    # It was made here a moment ago.
    return ElementTree.fromstring(drawing)  # noqa: S314


def _size(value: float, drawn: Still) -> float:
    """Return the radius that makes areas proportional to figures."""
    return 24 * drawn.unit * (value / drawn.view.marks.most) ** 0.5


def fills(drawn: Still) -> dict[str, str]:
    """Return the fill of each state, by the outline it is drawn with."""
    outlines = drawn.outlines
    assert outlines is not None
    codes = {shape.path: shape.iso3 for shape in outlines.shapes}
    tree = parsed(drawn.drawing)
    paths = tree.findall(f"{SVG}path")
    return {
        codes[path.get("d", "")]: path.get("fill", "")
        for path in paths
        if path.get("d") in codes
    }


@pytest.mark.parametrize("query", [SHARE, "layer=profiles"])
def test_each_state_has_the_colour_of_its_row_in_the_legend(
    bmp: Client, query: str
) -> None:
    drawn = still(query)
    legend = drawn.view.legend
    seen = fills(drawn)

    for row in [*legend.rows, *legend.nothing]:
        for code in row.codes:
            if code in seen:
                assert seen[code] == drawn.paint.fill(row.kind)
    assert sum(len(row.codes) for row in legend.rows) >= 49


def test_a_count_is_circles_whose_areas_are_in_proportion(bmp: Client) -> None:
    drawn = still(STOCK)
    circles = parsed(drawn.drawing).findall(f"{SVG}circle")
    marks = drawn.view.marks
    radii = sorted(
        float(each.get("r", "0")) for each in circles if each.get("fill-opacity")
    )

    assert len(radii) == len(marks.circles) == 49
    largest, smallest = max(marks.circles.values()), min(marks.circles.values())
    assert radii[-1] == pytest.approx(_size(largest, drawn), abs=0.01)
    assert radii[0] >= _size(smallest, drawn)


def test_numbers_beside_curves_are_those_of_the_table(bmp: Client) -> None:
    drawn = still(FLOWS)
    rows = {row.iso3: row.cells for row in drawn.view.rows}
    words = {
        "".join(text.itertext()) for text in parsed(drawn.drawing).iter(f"{SVG}text")
    }

    assert len(drawn.view.marks.figures) == 15
    for code, told in drawn.view.marks.figures.items():
        assert told == f"{rows[code][0].text} · {rows[code][2].text}"
    printed = set(drawn.view.marks.figures.values()) & words
    assert drawn.view.marks.figures["RUS"] in printed
    assert len(printed) >= 10


def test_the_sentence_names_the_strongest_partner(bmp: Client) -> None:
    assert still(FLOWS).view.summary == (
        "Ukraine, 2020. Outward: mostly Russian Federation (3,268,263 people)."
        " Inward: mostly Russian Federation (3,330,586 people)."
    )


def test_curves_follow_what_the_address_asks_for(bmp: Client) -> None:
    few = still(f"{FLOWS}&top=5&way=out&scale=same").view.marks
    one = still(f"{FLOWS}&with=POL").view.marks

    assert len(few.curves) == 5
    assert {each.way for each in few.curves} == {"out"}
    assert few.most > max(each.value for each in few.curves)
    assert {each.iso3 for each in one.curves} == {"POL"}


def test_a_sheet_to_print_has_all_that_makes_it_stand_alone(bmp: Client) -> None:
    told = words_of(taken(bmp, "pdf", SHARE))

    assert "Immigrants as share of population, 2020" in told
    assert "49 of 50 states and areas have a figure for 2020" in told
    assert "Source: UN DESA, Migrant Stock 2020" in told
    assert DISCLAIMER in told
    assert "UNSCR 1244/1999" in told
    assert "/en/bmp/map/?layer=indicator" in told.replace("/ ", "/")


def test_the_picture_is_a_sheet_of_a4_across(bmp: Client) -> None:
    picture = Image.open(BytesIO(taken(bmp, "png", SHARE)))

    assert picture.format == "PNG"
    assert picture.size == A4_AT_200


def test_the_drawing_is_elements_that_a_program_can_edit(bmp: Client) -> None:
    drawing = taken(bmp, "svg", SHARE).decode()

    tree = parsed(drawing)
    tags = {each.tag.removeprefix(SVG) for each in tree.iter()}
    assert "path" in tags
    assert not tags & {"image", "script", "foreignObject"}
    names = re.findall(r' id="([\w-]+)"', drawing)
    assert len(names) == len(set(names))
    used = set(re.findall(r"url\(#([\w-]+)\)", drawing))
    assert used <= set(names)


def test_the_same_view_has_the_same_bytes(bmp: Client) -> None:
    first = {form: taken(bmp, form, FLOWS) for form in ("svg", "png", "pdf")}
    _made.cache_clear()

    assert first == {form: taken(bmp, form, FLOWS) for form in first}


def test_a_drawing_runs_nothing_wherever_it_is_opened(bmp: Client) -> None:
    answer = bmp.get(f"/en/bmp/map/view.svg?{SHARE}")

    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_citation_names_title_source_address_and_day(bmp: Client) -> None:
    told = taken(bmp, "txt", f"{SHARE}&country=UKR").decode()

    assert told.startswith("BMP i-Map (")
    assert "Immigrants as share of population, 2020. Source: UN DESA" in told
    assert f"/en/bmp/map/?{SHARE}&country=UKR, " in told


def test_a_citation_is_in_the_language_of_the_reader(bmp: Client) -> None:
    told = bmp.get(f"/ru/bmp/map/view.txt?{SHARE}").content.decode()

    assert "Источник: " in told
    assert not told.strip().endswith("..")


@pytest.mark.parametrize(
    "query",
    [
        "layer=nothing",
        "layer=indicator&indicator=<script>alert(1)</script>",
        "layer=indicator&year=0",
        f"layer=indicator&year={10**9}",
        "layer=flows&country=" + "UKR," * 500,
        "layer=flows&country=UKR&top=-1&least=x&way=<b>&with=ZZZ",
        "country=../../etc",
    ],
)
def test_what_does_not_exist_gives_the_nearest_view(bmp: Client, query: str) -> None:
    for form in ("svg", "txt"):
        answer = bmp.get(f"/en/bmp/map/view.{form}?{query}")
        assert answer.status_code == 200
        assert b"<script" not in answer.content


@pytest.mark.parametrize("form", ["exe", "html", "SVG"])
def test_there_are_no_other_forms(bmp: Client, form: str) -> None:
    assert bmp.get(f"/en/bmp/map/view.{form}?{SHARE}").status_code == 404


def test_every_kind_of_a_view_has_a_colour() -> None:
    kinds = [f"class-{number}" for number in range(1, 8)]
    kinds += [f"diverging-{number}" for number in range(1, 8)]
    kinds += ["no-data", "elsewhere", "not-applicable", "hidden"]
    kinds += ["endorsed", "preparation", "listed", "counted", "fewer", "more"]

    for dialogue in ("bmp", "mtm"):
        for kind in kinds:
            paint = paint_of(dialogue, 5 if kind < "class-6" else 7)
            assert paint.fill(kind)
            assert isinstance(paint.is_dark(kind), bool)


def test_round_figures_of_a_legend_are_those_of_the_page() -> None:
    assert steps(50) == [50, 10, 1]
    assert steps(15_800_000) == [10_000_000, 2_000_000, 200_000]
    assert radius_of(0, 10, 20) == 0
    assert radius_of(10, 10, 20) == 20
    assert radius_of(-2.5, 10, 20) == 10


def test_names_on_dark_fills_are_white() -> None:
    paint = paint_of("bmp", 6)

    assert paint.is_dark("endorsed")
    assert not paint.is_dark("class-1")
    assert not paint.is_dark("no-data")
