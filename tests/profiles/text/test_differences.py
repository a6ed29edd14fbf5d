"""Differences: paragraphs by name, then words."""

from __future__ import annotations

import pytest

from profiles.text.differences import Change, Paragraph, differences
from profiles.text.tree import parse


def compared(before: str, after: str) -> list[Paragraph]:
    return differences(parse(before), parse(after))


def told(paragraphs: list[Paragraph]) -> list[str]:
    """Write added words as +words+ and removed ones as -words-."""
    signs = {Change.SAME: "", Change.ADDED: "+", Change.REMOVED: "-"}
    return [
        "".join(f"{signs[p.change]}{p.text}{signs[p.change]}" for p in each.pieces)
        for each in paragraphs
    ]


def test_words_of_a_paragraph_with_the_same_name_are_compared() -> None:
    found = compared(
        '<p data-p="a">One two three</p>', '<p data-p="a">One four three</p>'
    )

    assert told(found) == ["One -two -+four +three"]
    assert found[0].is_changed


def test_a_paragraph_more_is_added_and_one_less_is_removed() -> None:
    before = '<p data-p="a">One</p><p data-p="b">Two</p>'
    after = '<p data-p="b">Two</p><p data-p="c">Three</p>'

    assert told(compared(before, after)) == ["-One-", "Two", "+Three+"]


def test_paragraphs_without_names_are_matched_by_their_words() -> None:
    found = compared("<p>One</p><p>Two</p>", "<p>Two</p>")

    assert told(found) == ["-One-", "Two"]


def test_figures_stand_by_their_reference_not_by_a_typed_number() -> None:
    found = compared(
        '<p data-p="a">In <data data-figure="A@B:ARM:2009">7</data>.</p>',
        '<p data-p="a">In <data data-figure="A@B:ARM:2010">9</data>.</p>',
    )

    assert told(found) == ["In -[A@B:ARM:2009].-+[A@B:ARM:2010].+"]


def test_cells_do_not_run_into_one_another() -> None:
    found = compared("", "<table><tr><td>One</td><td>Two</td></tr></table>")

    assert told(found) == ["+One Two+"]


def test_texts_without_a_change_have_none() -> None:
    body = '<p data-p="a">Same</p><ul data-p="b"><li>x</li></ul>'

    assert not any(each.is_changed for each in compared(body, body))


def test_a_text_without_names_is_compared_with_a_named_one_by_its_words() -> None:
    before = "<p>Same</p><p>Old</p>"
    after = '<p data-p="a">Same</p><p data-p="b">New</p>'

    assert told(compared(before, after)) == ["Same", "-Old-", "+New+"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<a href="https://a.example/">One</a>',
            '<a href="https://b.example/">One</a>',
        ),
        ("<strong>One</strong> two", "One <strong>two</strong>"),
        ('<cite data-source="A">One</cite>', '<cite data-source="B">One</cite>'),
    ],
)
def test_the_same_words_in_another_form_are_a_change(before: str, after: str) -> None:
    for name in ('data-p="a"', ""):
        (found,) = compared(f"<p {name}>{before}</p>", f"<p {name}>{after}</p>")

        assert found.is_form_only
        assert found.is_changed
        assert [piece.change for piece in found.pieces] == [Change.SAME]


def test_a_heading_that_becomes_a_paragraph_is_a_change() -> None:
    (found,) = compared('<h4 data-p="a">One</h4>', '<p data-p="a">One</p>')

    assert found.is_form_only


def test_another_way_to_write_the_same_is_none() -> None:
    before = "<ul>\n<li><b>One</b></li>\n</ul>"
    after = '<ul data-p="a"><li><strong>One</strong></li></ul>'

    assert not any(each.is_changed for each in compared(before, after))
