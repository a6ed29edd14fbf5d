from __future__ import annotations

import pytest

from profiles.text.references import references
from profiles.text.tree import parse, written

LEVELS = 5000


def html(body: str) -> str:
    return "|".join(written(block) for block in parse(body).blocks)


@pytest.mark.parametrize(
    "body", ["", " \n\t", "&nbsp;", "<!-- a -->", "<script></script>"]
)
def test_a_body_without_content_has_no_blocks(body: str) -> None:
    assert parse(body).blocks == []


def test_white_space_between_blocks_is_dropped() -> None:
    assert html("\n<p>One</p>\n\n<hr>\n<p>Two</p>\n") == "<p>One</p>|<hr>|<p>Two</p>"


def test_loose_text_between_blocks_gets_a_paragraph_of_its_own() -> None:
    body = "One <b>two</b> three<ul><li>Four</li></ul>five<hr><i>six</i> <b>seven</b>"

    assert html(body) == (
        "<p>One <b>two</b> three</p>|<ul><li>Four</li></ul>|<p>five</p>|<hr>"
        "|<p><i>six</i> <b>seven</b></p>"
    )


def test_a_block_stands_alone() -> None:
    first, second = parse("<p>One</p> and <p>two</p>").blocks[::2]

    assert (first.tail, first.getparent(), first.getnext()) == (None, None, None)
    assert second.getprevious() is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One<p>Two", "<p>One</p>|<p>Two</p>"),
        (
            "<p><b>One <i>two</b> three</i></p>",
            "<p><b>One <i>two</i></b><i> three</i></p>",
        ),
        ("<ul><li>One<li>Two</ul>", "<ul><li>One</li><li>Two</li></ul>"),
        ("</p></table>One</b>", "<p></p>|<p>One</p>"),
        ("<p>One <td>two</td></p>", "<p>One two</p>"),
        (
            "<p>One<ul><li>Two</ul>three",
            "<p>One</p>|<ul><li>Two</li></ul>|<p>three</p>",
        ),
        ("<", "<p>&lt;</p>"),
        ("<p title", ""),
    ],
)
def test_broken_nesting_is_mended(body: str, expected: str) -> None:
    assert html(body) == expected


def test_a_table_keeps_the_table_in_its_cell() -> None:
    inner = "<table><tbody><tr><td>a</td><td></td></tr></tbody></table>"
    body = f"<table><tbody><tr><td>{inner}</td><td>b</td></tr></tbody></table>"

    assert html(body) == body


def test_empty_elements_are_closed_and_void_ones_are_not() -> None:
    body = "<p>a<br>b</p><ul><li></li><li>c</li></ul><hr><p></p>"

    assert html(body) == "<p>a<br>b</p>|<ul><li></li><li>c</li></ul>|<hr>|<p></p>"


def test_comments_and_processing_instructions_are_dropped() -> None:
    body = "<p>a<!-- b -->c<?php d ?></p><!-- e --><?xml f?><p>g<![CDATA[h]]></p>"

    assert html(body) == "<p>ac</p>|<p>g</p>"


@pytest.mark.parametrize(
    "text",
    [
        "Миграция и её виды",
        "הגירה (2010) الهجرة abc 123",
        "\N{RIGHT-TO-LEFT MARK}(2010)\N{LEFT-TO-RIGHT MARK} אבג",
        "🙂 𐍈 e\N{COMBINING ACUTE ACCENT}",
        "917\N{NO-BREAK SPACE}043 – “one”, ‘two’",
    ],
)
def test_every_script_is_kept_as_it_is(text: str) -> None:
    body = f'<p dir="rtl" lang="ar">{text} <b dir="ltr">{text}</b></p>'

    assert html(body) == body


def test_entities_become_characters_and_markup_stays_escaped() -> None:
    body = (
        "<p>a&nbsp;b &amp; &lt;i&gt; &laquo;c&raquo; &#1071; &#x1F642; &amp;nbsp;</p>"
    )

    assert html(body) == (
        "<p>a\N{NO-BREAK SPACE}b &amp; &lt;i&gt; «c» Я 🙂 &amp;nbsp;</p>"
    )


@pytest.mark.parametrize("unseen", ["\0", "\x01", "&#1;", "\ud800", "\uffff", "\x1b"])
def test_characters_that_nobody_sees_do_no_harm(unseen: str) -> None:
    (block,) = parse(f"a{unseen}<b>b</b>{unseen}c").blocks

    assert "".join(map(str, block.itertext())).replace("\ufffd", "") == "abc"


@pytest.mark.parametrize("tag", ["b", "blockquote", "ul><li", "table><tr><td", "cite"])
@pytest.mark.parametrize("ends", [0, LEVELS])
def test_a_body_nested_too_deeply_is_read_as_plain_words(tag: str, ends: int) -> None:
    end = f"</{tag.partition('>')[0]}>" * ends
    tree = parse(f"<p>One</p>{f'<{tag}>' * LEVELS}two{end}<p>Three</p>")

    words = "".join("".join(map(str, block.itertext())) for block in tree.blocks)
    assert tree.is_flat
    assert words.startswith("One")
    assert {block.tag for block in tree.blocks} == {"p"}
    assert list(references(tree)) == []


def test_words_after_too_deep_a_place_are_kept_and_typed_figures_are_not() -> None:
    deep = "<blockquote>" * LEVELS + '<data data-figure="F">999</data> people'
    tree = parse(f"<p>One</p>{deep}{'</blockquote>' * LEVELS}<p>Two</p>")

    assert [written(block) for block in tree.blocks] == [
        "<p>One</p>",
        "<p> people</p>",
        "<p>Two</p>",
    ]


def test_a_hundred_levels_are_no_trouble() -> None:
    body = "<blockquote>" * 100 + "<p>a</p>" + "</blockquote>" * 100

    tree = parse(body)

    assert not tree.is_flat
    assert written(tree.blocks[0]) == body


def test_five_megabytes_are_read_whole() -> None:
    paragraph = "<p>Текст <b>и</b> ещё</p>"
    count = 5_000_000 // len(paragraph.encode())

    tree = parse(paragraph * count)

    assert len(tree.blocks) == count
    assert written(tree.blocks[-1]) == paragraph


def test_a_single_text_beyond_the_limits_keeps_its_words() -> None:
    words = "ж" * 6_000_000

    (block,) = parse(f"<blockquote>{words}</blockquote>").blocks

    assert block.text == words


def test_references_are_found_in_order() -> None:
    body = (
        '<p><data data-figure="F"></data><cite data-source="S"></cite></p>'
        '<figure data-chart="lines"></figure>'
    )

    assert list(references(parse(body))) == [
        ("data", {"data-figure": "F"}),
        ("cite", {"data-source": "S"}),
        ("figure", {"data-chart": "lines"}),
    ]
