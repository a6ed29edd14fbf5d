"""Merging: paragraphs matched, defaults that lose nothing, and what is chosen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.text.differences import words
from profiles.text.merging import Choice, Merge, merge
from profiles.text.tree import parse

NAMES = re.compile(r'data-p="(\w+)"')
BASE = '<p data-p="a">One two</p><p data-p="b">Three four</p><p data-p="c">Five</p>'


def merged(base: str, theirs: str, mine: str) -> Merge:
    return merge(parse(base), parse(theirs), parse(mine))


def said(body: str) -> list[str]:
    return [words(block) for block in parse(body).blocks]


def result(base: str, theirs: str, mine: str) -> list[str]:
    return said(merged(base, theirs, mine).body({}))


def test_each_side_keeps_what_it_alone_changed() -> None:
    theirs = BASE.replace("One", "Eleven")
    mine = BASE.replace("Three", "Thirty")

    assert result(BASE, theirs, mine) == ["Eleven two", "Thirty four", "Five"]


def test_mine_stands_where_both_changed_a_paragraph_until_another_is_chosen() -> None:
    both = merged(BASE, BASE.replace("Five", "Six"), BASE.replace("Five", "Seven"))

    assert said(both.body({}))[2:] == ["Seven"]
    assert said(both.body({2: Choice.THEIRS}))[2:] == ["Six"]
    assert said(both.body({2: Choice.BOTH}))[2:] == ["Six", "Seven"]


def test_the_first_of_both_keeps_the_name() -> None:
    both = merged(BASE, BASE.replace("Five", "Six"), BASE.replace("Five", "Seven"))

    assert NAMES.findall(both.body({2: Choice.BOTH})) == ["a", "b", "c"]


def test_what_one_side_took_out_is_gone_unless_the_other_changed_it() -> None:
    without = BASE.replace('<p data-p="c">Five</p>', "")

    assert result(BASE, BASE, without) == ["One two", "Three four"]
    assert result(BASE, without, BASE) == ["One two", "Three four"]
    for sides in ((without, BASE + "!"), (BASE.replace("Five", "Six"), without)):
        assert len(result(BASE, *sides)) == 3


def test_new_paragraphs_stand_where_they_were_written_theirs_first() -> None:
    theirs = BASE.replace('<p data-p="b">', '<p data-p="t">Theirs</p><p data-p="b">')
    mine = BASE.replace('<p data-p="b">', '<p>Own</p><p data-p="b">')

    assert result(BASE, theirs, mine) == [
        "One two",
        "Theirs",
        "Own",
        "Three four",
        "Five",
    ]


def test_a_text_without_names_is_matched_by_what_it_says() -> None:
    mine = "<p>One two</p><p>Three four, indeed</p><p>Five</p>"
    theirs = BASE.replace("One", "Eleven")

    rows = merged(BASE, theirs, mine).rows

    assert [row.name for row in rows] == ["a", "b", "c"]
    assert [row.default for row in rows] == [Choice.THEIRS, Choice.MINE, Choice.THEIRS]


def test_what_both_added_alike_is_one_paragraph() -> None:
    mine, theirs = "<p>Money came home late</p>", '<p data-p="x">Money came home</p>'

    (row,) = merged("", theirs, mine).rows

    assert (row.by_me, row.by_them, row.default) == (True, True, Choice.MINE)


def test_whoever_moved_a_paragraph_gives_the_order() -> None:
    first, *others = BASE.split("</p>")[:3]
    moved = "".join(f"{part}</p>" for part in [*others, first])

    for sides, order in (((BASE, moved), "mine"), ((moved, BASE), "theirs")):
        both = merged(BASE, *sides)
        assert both.order == order
        assert said(both.body({})) == ["Three four", "Five", "One two"]
    assert merged(BASE, BASE, BASE).order is None


def test_another_way_of_writing_is_no_change() -> None:
    stored = (
        '<table data-p="a">\n<tr>\n<td>1</td> <td>2</td></tr>\n</table>\n'
        '<p data-p="b" lang="ru">A <data data-figure="X@Y:ARM:2009">7</data></p>'
    )
    edited = (
        '<table data-p="a"><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'
        '<p lang="ru" data-p="b">A <data data-figure="X@Y:ARM:2009"></data></p>'
    )

    assert all(row.is_same for row in merged(stored, stored, edited).rows)


def test_bold_words_are_a_change() -> None:
    mine = BASE.replace("Five", "<strong>Five</strong>")

    assert merged(BASE, BASE, mine).rows[2].default is Choice.MINE


@dataclass
class Side:
    """One side's text, and what it did to each paragraph of the base."""

    body: list[str] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    added: list[str] = field(default_factory=list)


def _paragraph(name: str, text: str) -> str:
    return f'<p data-p="{name}">{text}</p>' if name else f"<p>{text}</p>"


@st.composite
def texts(draw: st.DrawFn) -> tuple[dict[str, str], Side, Side]:
    """Draw a base, and two texts made of it; each new word is used once."""
    fresh = (f"w{number}" for number in count())
    names = [f"n{number}" for number in range(draw(st.integers(0, 6)))]
    base = {name: f"{next(fresh)} {next(fresh)} {next(fresh)}" for name in names}
    return base, _side(draw, base, fresh, "t"), _side(draw, base, fresh, "")


def _side(draw: st.DrawFn, base: dict[str, str], fresh: Any, prefix: str) -> Side:
    side = Side()
    for name in draw(st.permutations(list(base))) if draw(st.booleans()) else base:
        step = draw(st.sampled_from(["keep", "keep", "edit", "rewrite", "remove"]))
        if draw(st.booleans()):
            side.added.append(f"{next(fresh)} {next(fresh)}")
            new = f"{prefix}{len(side.added)}" if prefix else ""
            side.body.append(_paragraph(new, side.added[-1]))
        if step == "remove":
            side.removed.add(name)
            continue
        text = base[name]
        if step != "keep":
            text = f"{text} {next(fresh)}" if step == "edit" else next(fresh)
            side.changed[name] = text
        # Who changes little may send no name; who changes all of it sends one.
        is_named = bool(prefix) or step == "rewrite" or draw(st.booleans())
        side.body.append(_paragraph(name if is_named else "", text))
    return side


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts())
def test_by_default_nothing_that_one_side_wrote_is_lost(
    drawn: tuple[dict[str, str], Side, Side],
) -> None:
    base, theirs, mine = drawn
    body = merged(
        "".join(_paragraph(*each) for each in base.items()),
        "".join(theirs.body),
        "".join(mine.body),
    ).body({})

    kept = said(body)
    names = NAMES.findall(body)
    assert len(names) == len(set(names))
    expected = theirs.added + mine.added
    for name, text in base.items():
        if name in mine.changed:
            expected.append(mine.changed[name])
        elif name in theirs.changed:
            expected.append(theirs.changed[name])
        elif name not in mine.removed | theirs.removed:
            expected.append(text)
    assert Counter(kept) == Counter(expected)


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["", "a", "b", "c", "d"]),
        st.lists(st.sampled_from(["ash", "oak", "elm"]), min_size=1, max_size=4),
    ).map(lambda drawn: _paragraph(drawn[0], " ".join(drawn[1]))),
    max_size=6,
).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(BLOCKS, BLOCKS, BLOCKS)
def test_with_both_everywhere_no_paragraph_of_either_side_is_missing(
    base: str, theirs: str, mine: str
) -> None:
    both = merged(base, theirs, mine)

    body = both.body(dict.fromkeys(range(len(both.rows)), Choice.BOTH))

    names = NAMES.findall(body)
    assert len(names) == len(set(names))
    assert not Counter(said(theirs)) - Counter(said(body))
    assert not Counter(said(mine)) - Counter(said(body))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(BLOCKS, BLOCKS, BLOCKS)
def test_one_side_everywhere_is_the_text_of_that_side(
    base: str, theirs: str, mine: str
) -> None:
    both = merged(base, theirs, mine)

    for choice, text in ((Choice.THEIRS, theirs), (Choice.MINE, mine)):
        body = both.body(dict.fromkeys(range(len(both.rows)), choice))
        assert Counter(said(body)) == Counter(said(text))
