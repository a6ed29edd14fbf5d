"""Tables of any shape are drawn, and none is wider than its page."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from lxml.etree import _Element as Element

from profiles.publication.pdf import make
from profiles.publication.pdf.grid import Cell, Grid, plain
from profiles.publication.pdf.inline import Voice, Writer
from profiles.publication.pdf.tables import table
from profiles.publication.pdf.widths import ROOM, laid_out
from profiles.snapshot.canonical import Content
from profiles.snapshot.figures import frozen
from tests.profiles.publication.pdf.conftest import IMPRINT, saying
from tests.profiles.publication.pdf.reading import pages

NOTHING: Content = {"indicators": {}, "sources": {}, "sections": [], "countries": {}}
Part = dict[str, Any]


def parts_of(body: str) -> list[Part]:
    """Return a table as data; a cell of it has its text as a single block."""
    writer = Writer(Voice("en", frozen(NOTHING), {}, "bmp"), "https://imap.example/")

    def inside(cell: Element) -> list[Part]:
        return [{"kind": "paragraph", "runs": writer.runs(cell)}]

    return table(html.fragment_fromstring(body), writer, inside, "turned")


def places(cells: list[Part]) -> list[tuple[int, int, int, int]]:
    return [(each["x"], each["y"], each["across"], each["down"]) for each in cells]


def test_a_span_is_cut_where_it_would_run_into_a_cell_or_past_the_end() -> None:
    body = (
        '<table><tr><td>a</td><td rowspan="9">b</td><td>c</td></tr>'
        '<tr><td colspan="50">d</td><td>e</td></tr></table>'
    )

    (part,) = parts_of(body)

    assert places(part["body"]) == [
        *[(0, 0, 1, 1), (1, 0, 1, 2), (2, 0, 1, 1)],
        *[(0, 1, 1, 1), (2, 1, 1, 1)],
    ]


def test_columns_that_only_pad_a_span_are_left_out() -> None:
    body = '<table><tr><td colspan="40">a</td><td>b</td></tr></table>'

    (part,) = parts_of(body)

    assert places(part["body"]) == [(0, 0, 1, 1), (1, 0, 1, 1)]


def test_a_first_row_of_heads_is_the_head_of_the_table() -> None:
    (part,) = parts_of("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>")

    assert (part["head_rows"], len(part["head"]), len(part["body"])) == (1, 1, 1)


def test_a_head_with_a_link_is_not_repeated() -> None:
    link = '<a href="https://un.example/">a</a>'

    (part,) = parts_of(
        f"<table><thead><tr><th>{link}</th></tr></thead><tr><td>b</td></tr></table>"
    )

    assert not part["repeats"]


@pytest.mark.parametrize(
    ("columns", "width"), [(4, "text"), (5, "page"), (8, "turned")]
)
def test_a_wide_table_takes_the_margin_and_then_turns_the_page(
    columns: int, width: str
) -> None:
    grid = plain(["A column of words"] * columns, [])

    (part,) = laid_out(grid)

    assert part["width"] == width


def test_what_is_too_wide_for_a_turned_page_comes_in_parts() -> None:
    heads = [f"Unbreakable{at:03}" for at in range(30)]

    parts = laid_out(plain(heads, [[str(at) for at in range(30)]]))

    told = [[_text(cell) for cell in part["head"]] for part in parts]
    assert all(row[0] == heads[0] for row in told)
    assert [name for row in told for name in row[1:]] == heads[1:]
    assert all(sum(part["weights"]) <= ROOM["turned"] for part in parts)


def test_a_cell_across_the_cut_stands_in_both_parts() -> None:
    head = [Cell(1, 0, _words("both"), across=2)]
    body = [Cell(at, 1, _words("x" * 60)) for at in range(3)]

    parts = laid_out(Grid(head, body))

    assert [[_text(cell) for cell in part["head"]] for part in parts] == [
        ["both"],
        ["both"],
    ]


def test_numbers_stand_under_each_other() -> None:
    rows = [["2010", "US$ 1.67 bn", "WDI"], ["2011", "no data", "WDI"]]

    (part,) = laid_out(plain(["Year", "Value", "Source"], rows))

    assert [cell["is_figure"] for cell in part["body"][:3]] == [False, True, False]


def test_a_wide_table_prints_every_cell(editions: None, armenia: Content) -> None:
    cells = "".join(f"<td>cell{at}of40</td>" for at in range(40))
    body = f"<table><tr>{cells}</tr></table>"

    told = "".join(pages(make(saying(armenia, body), "en", IMPRINT)))

    assert all(f"cell{at}of40" in told for at in range(40))


def test_a_long_table_repeats_its_head(editions: None, armenia: Content) -> None:
    rows = "".join(f"<tr><td>{at}</td></tr>" for at in range(100))
    body = f"<table><thead><tr><th>Heading</th></tr></thead>{rows}</table>"

    told = pages(make(saying(armenia, body), "en", IMPRINT))

    assert sum("Heading" in page for page in told) > 1


@pytest.mark.parametrize(
    "body",
    [
        "<table></table><table><caption>only</caption></table>",
        "<h4></h4><h5>low</h5><h4>high</h4>",
        "<ul></ul><ol><li></li></ol><blockquote></blockquote><hr>",
        "<ul><li>" * 60 + "deep" + "</li></ul>" * 60,
        "<blockquote>" * 60 + "deep" + "</blockquote>" * 60,
        "<p>" + "x" * 4000 + "</p>",
        "<p><cite></cite><cite data-source='no'>a</cite><data></data></p>",
        '<p lang="x-klingon-9" dir="rtl">a</p><p lang="zzz">b</p>',
        '<p><a href="http://[">a</a><a href="/en/">b</a><a>c</a></p>',
        '<h4>a<cite data-source="no">b</cite></h4>',
        '<figure data-chart="lines" data-series="NO@NO:ARM"></figure>',
    ],
)
def test_whatever_was_pasted_is_set(
    editions: None, armenia: Content, body: str
) -> None:
    assert make(saying(armenia, body), "en", IMPRINT).startswith(b"%PDF-")


def _words(text: str) -> list[Part]:
    return [{"kind": "paragraph", "runs": [{"text": text}]}]


def _text(cell: Part) -> str:
    return "".join(run["text"] for block in cell["blocks"] for run in block["runs"])
