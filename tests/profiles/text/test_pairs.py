"""Two languages side by side: what pairs, what stands alone, and what has changed."""

from __future__ import annotations

import pytest

from profiles.text import pairs
from profiles.text.content import content
from profiles.text.pairs import changed, side_by_side
from profiles.text.tree import parse


def told(own: str, other: str, new: tuple[str, ...] = ()) -> list[str]:
    """Return each pair as "own = other"; "-" stands for none."""
    return [
        " = ".join(
            "-"
            if block is None
            else "".join(map(str, block.itertext())) or str(block.tag)
            for block in (pair.own, pair.other)
        )
        for pair in side_by_side(parse(own), parse(other), new)
    ]


def text(*words: str) -> str:
    """Write words as paragraphs, "# word" as a heading and "* word" as a list."""
    forms = {
        "#": "<h4>{}</h4>",
        "*": "<ul><li>{}</li></ul>",
        "|": "<ol><li>{}</li></ol>",
    }
    return "".join(
        forms.get(word[0], '<p data-p="{0}">{0}</p>').format(word.lstrip("#*| "))
        for word in words
    )


def test_texts_that_agree_pair_one_by_one() -> None:
    assert told(text("# A", "b", "* c", "d"), text("# А", "б", "* в", "г")) == [
        "A = А",
        "b = б",
        "c = в",
        "d = г",
    ]


def test_a_list_with_and_without_numbers_is_one_kind_and_a_heading_is_no_text() -> None:
    assert told(text("* a"), text("| а")) == ["a = а"]
    assert told(text("# a"), text("а")) == ["a = -", "- = а"]


def test_a_paragraph_more_is_shown_alone_and_shifts_nothing_beyond_a_heading() -> None:
    own = text("# A", "b", "c", "# D", "e", "f")
    other = text("# А", "б", "# Д", "е", "ж")

    assert told(own, other) == ["A = А", "b = б", "c = -", "D = Д", "e = е", "f = ж"]
    assert told(other, own)[2] == "- = c"


@pytest.mark.parametrize("mark", ["* {}", "| {}", "# {}"])
def test_what_is_deleted_shifts_nothing_beyond_the_next_block(mark: str) -> None:
    own = text("a", mark.format("c"), "d", "e")
    other = text("а", "б", mark.format("в"), "г", "д")

    assert told(own, other)[-3:] == ["c = в", "d = г", "e = д"]


def test_many_paragraphs_do_not_pair_across_a_heading() -> None:
    own = text("# A", "b", "c", "d", "e", "f", "# G", "h")
    other = text("# А", "б", "# Г", "д", "е", "ж", "з", "и")

    assert "G = Г" in told(own, other)


def test_a_figure_in_both_tells_which_of_several_paragraphs_it_is() -> None:
    figure = '<data data-figure="A@B:ARM:2009"></data>'
    own = f"<p>One</p><p>In all {figure}</p>"
    other = f"<p>Всего {figure}</p>"

    assert told(own, other) == ["One = -", "In all  = Всего "]


def test_a_number_and_an_address_tell_it_as_well() -> None:
    link = '<a href="https://example.org/">{}</a>'

    assert told("<p>Two</p><p>In 2019</p>", "<p>В 2019 году</p>")[0] == "Two = -"
    assert told(f"<p>Two</p><p>{link}</p>", f"<p>{link}</p>")[0] == "Two = -"


def test_a_new_paragraph_in_the_middle_stands_alone_until_it_is_translated() -> None:
    own, other = text("a", "x", "b", "c"), text("а", "б", "в")

    assert told(own, other, ("x",)) == ["a = а", "x = -", "b = б", "c = в"]
    later = text("а", "ы", "б", "в")
    assert told(own, later, ("x",)) == ["a = а", "x = ы", "b = б", "c = в"]


def test_a_paragraph_that_is_split_leaves_its_second_half_alone() -> None:
    own = text("a", "one-half", "two-half", "# B", "c")
    other = text("а", "половины", "# Б", "в")

    found = told(own, other, ("two-half",))

    assert found == ["a = а", "one-half = половины", "two-half = -", "B = Б", "c = в"]


def test_charts_pair_by_their_series() -> None:
    chart = '<figure data-chart="line" data-series="{}"></figure>'
    own = chart.format("A") + chart.format("B")

    assert told(own, chart.format("B")) == ["figure = -", "figure = figure"]


def test_every_paragraph_is_there_once_whatever_its_length() -> None:
    own, other = "<p>a</p>" * 300 + "<h4>b</h4>", "<p>c</p>" * 290 + "<h4>d</h4>"
    assert pairs.MOST < 300 * 290

    found = side_by_side(parse(own), parse(other))

    assert sum(pair.own is not None for pair in found) == 301
    assert sum(pair.other is not None for pair in found) == 291


def test_an_empty_text_leaves_the_other_alone() -> None:
    assert told("", text("а")) == ["- = а"]
    assert told(text("a"), "") == ["a = -"]
    assert told("", "") == []


def test_what_changed_is_told_with_what_it_was() -> None:
    before = parse('<p data-p="a">One two three</p><p data-p="b">Same</p>')
    now = parse(
        '<p data-p="a">One two four</p><p data-p="c">New</p><p data-p="b">Same</p>'
    )

    found = changed(before, now)

    assert set(found) == {"a", "c"}
    assert found["c"] is None
    was = found["a"]
    assert was is not None
    assert content(was) == "<p>One two three</p>"


def test_a_change_of_a_link_alone_is_one() -> None:
    before = parse('<p data-p="a"><a href="https://a.example/">One</a></p>')
    now = parse('<p data-p="a"><a href="https://b.example/">One</a></p>')

    assert set(changed(before, now)) == {"a"}
    assert not changed(now, now)
