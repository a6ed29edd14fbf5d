from __future__ import annotations

import re

import pytest

from profiles.text.cleaning import clean
from profiles.text.tree import parse, written

VECTORS = [
    "<script>x()</script>",
    '<p onclick="x()">a</p>',
    '<a href="javascript:x()">a</a>',
    "<svg onload=x()></svg>",
    '<figure data-chart="lines" onmouseover="x()"></figure>',
    "<math><mtext><style><img src=x onerror=x()></style></mtext></math>",
    "<p><<script>script>x()</script>",
    '<a href="jav&#9;ascript:x()">a</a>',
    "<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>",
    "<form action=javascript:x()><button>a</button></form>",
]
PLACES = [
    "{}",
    "<p>a {} b</p>",
    "loose {} text",
    "<ul><li>{}</li></ul>",
    "<table><tbody><tr><td>{}</td></tr></tbody></table>",
    "<table>{}</table>",
    "<blockquote>{}</blockquote>",
    '<p><cite data-source="S">{}</cite></p>',
    '<p><data data-figure="F">{}</data></p>',
    '<figure data-chart="lines">{}</figure>',
]
TRACES = ("<script", "javascript:", "onclick=", "onload=", "onerror=", "onmouseover=")


@pytest.mark.parametrize("hostile", VECTORS)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_runs_is_left(place: str, hostile: str) -> None:
    body = place.format(hostile)

    for left in (clean(body), "".join(map(written, parse(body).blocks))):
        assert [trace for trace in TRACES if trace in left] == []
        assert re.findall(r"<(?:svg|math|style|img|form|button|noscript)", left) == []


@pytest.mark.parametrize(
    "name", ["title", "lang", "data-chart", "data-figure", "data-source", "href"]
)
def test_no_value_leaves_its_attribute(name: str) -> None:
    tag = {"title": "abbr", "data-chart": "figure", "data-figure": "data"}.get(name)
    tag = tag or {"data-source": "cite", "href": "a"}.get(name, "p")
    value = "/&lt;!--&quot; ' onclick=x() --&gt;&lt;script&gt;"

    (block,) = parse(f'<{tag} {name}="{value}">a</{tag}>').blocks
    (again,) = parse(written(block)).blocks

    found = block if block.tag == tag else block[0]
    same = again if again.tag == tag else again[0]
    assert found.get("onclick") is None
    assert same.get("onclick") is None
    assert written(again) == written(block)


def test_style_attributes_are_dropped() -> None:
    assert clean('<p style="color:red" class="x">a</p>') == "<p>a</p>"
