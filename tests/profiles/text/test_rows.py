from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from profiles.text.references import Attributes, references
from profiles.text.rows import rows
from profiles.text.tree import parse


class Held:
    """Answers with what it was asked."""

    def figure(self, reference: str, form: str) -> str:
        return f"[{reference} {form}]"

    def chart(self, attributes: Attributes) -> SafeString:
        return format_html("<figure>{}</figure>", attributes["data-chart"])

    def source(self, code: str) -> str:
        return f"Source {code}"


def html(body: str) -> str:
    return "|".join(row.html for row in rows(parse(body), "A", Held()))


def test_each_block_at_the_top_is_a_row() -> None:
    assert (
        html("<p>One</p>\n<ul><li>Two</li></ul>") == "<p>One</p>|<ul><li>Two</li></ul>"
    )


def test_loose_text_gets_a_paragraph() -> None:
    assert html("One <b>two</b><p>Three</p>") == "<p>One <b>two</b></p>|<p>Three</p>"


def test_a_stored_figure_takes_the_place_of_a_typed_one() -> None:
    body = '<p><data data-figure="A@B:ARM:2010" data-as="short">999</data> people</p>'

    assert html(body) == "<p>[A@B:ARM:2010 short] people</p>"


def test_a_chart_is_a_row_of_its_own() -> None:
    body = '<p>One</p><figure data-chart="lines"><b>old</b></figure><p>Two</p>'

    assert html(body) == "<p>One</p>|<figure>lines</figure>|<p>Two</p>"


def test_a_note_stands_level_with_its_paragraph() -> None:
    body = '<p>One</p><p>Two<cite data-source="S">as printed</cite></p>'

    first, second = rows(parse(body), "C2.1", Held())

    assert first.notes == []
    assert second.html == '<p>Two<sup><a href="#note-C2.1-1">1</a></sup></p>'
    assert (second.notes[0].source, second.notes[0].text) == ("Source S", "as printed")


def test_the_same_note_keeps_its_number() -> None:
    cite = '<cite data-source="S"></cite>'

    first, second = rows(parse(f"<p>One{cite}</p><p>Two{cite}</p>"), "A", Held())

    assert ">1</a>" in first.html
    assert ">1</a>" in second.html
    assert second.notes == []


def test_what_is_looked_up_is_escaped() -> None:
    body = '<p><data data-figure="&lt;b&gt;"></data></p>'

    assert html(body) == "<p>[&lt;b&gt; ]</p>"


def test_a_note_may_stand_in_a_cell() -> None:
    cite = '<cite data-source="S">as <b>printed</b></cite>'
    body = f"<table><tbody><tr><th>A</th><td>1{cite} b</td></tr></tbody></table>"

    (row,) = rows(parse(body), "A", Held())

    assert row.is_table
    assert row.html == (
        "<table><tbody><tr><th>A</th>"
        '<td>1<sup><a href="#note-A-1">1</a></sup> b</td></tr></tbody></table>'
    )
    assert [(note.source, note.text) for note in row.notes] == [
        ("Source S", "as printed")
    ]


def test_a_figure_in_a_note_is_a_stored_one() -> None:
    body = '<p>a<cite data-source="S">of <data data-figure="F">999</data></cite></p>'

    (row,) = rows(parse(body), "A", Held())

    assert [note.text for note in row.notes] == ["of [F ]"]


def test_what_stands_in_a_figure_or_a_note_is_not_looked_up_twice() -> None:
    body = (
        '<p><data data-figure="A">1 <data data-figure="B">2</data></data> '
        '<cite data-source="S">a <cite data-source="T">b</cite></cite>.</p>'
    )

    (row,) = rows(parse(body), "A", Held())

    assert row.html == '<p>[A ] <sup><a href="#note-A-1">1</a></sup>.</p>'
    assert [(note.source, note.text) for note in row.notes] == [("Source S", "a b")]


def test_a_chart_inside_a_block_follows_it() -> None:
    chart = '<figure data-chart="lines"></figure>'

    assert html(f"<ul><li>a{chart}b</li></ul><p>c</p>") == (
        "<ul><li>ab</li></ul>|<figure>lines</figure>|<p>c</p>"
    )


def test_rows_leave_the_tree_as_it_was() -> None:
    tree = parse('<p>a<data data-figure="F">1</data><cite data-source="S">b</cite></p>')

    first = [row.html for row in rows(tree, "A", Held())]

    assert [row.html for row in rows(tree, "A", Held())] == first
    assert [tag for tag, _named in references(tree)] == ["data", "cite"]
