from __future__ import annotations

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from profiles.cleaning import clean
from profiles.rendering import Attributes, references, rows


class Held:
    """Answers with what it was asked."""

    def figure(self, reference: str, form: str) -> str:
        return f"[{reference} {form}]"

    def chart(self, attributes: Attributes) -> SafeString:
        return format_html("<figure>{}</figure>", attributes["data-chart"])

    def source(self, code: str) -> str:
        return f"Source {code}"


def html(body: str) -> str:
    return "|".join(row.html for row in rows(body, "A", Held()))


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

    first, second = rows(body, "C2.1", Held())

    assert first.notes == []
    assert second.html == '<p>Two<sup><a href="#note-C2.1-1">1</a></sup></p>'
    assert (second.notes[0].source, second.notes[0].text) == ("Source S", "as printed")


def test_the_same_note_keeps_its_number() -> None:
    cite = '<cite data-source="S"></cite>'

    first, second = rows(f"<p>One{cite}</p><p>Two{cite}</p>", "A", Held())

    assert ">1</a>" in first.html
    assert ">1</a>" in second.html
    assert second.notes == []


def test_what_is_looked_up_is_escaped() -> None:
    body = '<p><data data-figure="&lt;b&gt;"></data></p>'

    assert html(body) == "<p>[&lt;b&gt; ]</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>x()</script>",
        '<p onclick="x()">a</p>',
        '<a href="javascript:x()">a</a>',
        "<svg onload=x()></svg>",
        '<figure data-chart="lines" onmouseover="x()"></figure>',
        "<math><mtext><style><img src=x onerror=x()></style></mtext></math>",
        "<p><<script>script>x()</script>",
    ],
)
def test_nothing_that_runs_is_left(hostile: str) -> None:
    cleaned = clean(hostile)

    assert "<script" not in cleaned
    assert "javascript:" not in cleaned
    assert not any(f"{name}=" in cleaned for name in ("onclick", "onload", "onerror"))
    assert "onmouseover" not in cleaned


def test_style_attributes_are_dropped() -> None:
    assert clean('<p style="color:red" class="x">a</p>') == "<p>a</p>"


def test_references_are_found_in_order() -> None:
    body = '<p><data data-figure="F"></data><cite data-source="S"></cite></p>'

    assert [tag for tag, _named in references(body)] == ["data", "cite"]
