"""What the body of a section may contain; everything else is dropped.

A body is cleaned when it is written and again when it is read, so that a row which came
past the first door still shows nothing that could run.
"""

from __future__ import annotations

import nh3

_BLOCKS = {"p", "h4", "h5", "ul", "ol", "blockquote", "table", "figure", "hr"}
_INSIDE = {"li", "caption", "thead", "tbody", "tr", "th", "td"}
_INLINE = {"strong", "em", "b", "i", "a", "sup", "sub", "br", "abbr", "data", "cite"}
BLOCKS = frozenset(_BLOCKS)
TAGS = _BLOCKS | _INSIDE | _INLINE
_CELL = {"colspan", "rowspan", "scope"}
CHART_ATTRIBUTES = frozenset(
    {
        "data-chart",
        "data-series",
        "data-from",
        "data-to",
        "data-title",
        "data-unit",
        "data-labels",
        "data-direction",
        "data-country",
        "data-year",
        "data-limit",
    }
)
ATTRIBUTES = {
    # A paragraph's own name (`ids`), its language and direction.
    "*": {"lang", "dir", "data-p"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "th": _CELL,
    "td": _CELL,
    "data": {"data-figure", "data-as"},
    "cite": {"data-source"},
    "figure": set(CHART_ATTRIBUTES),
}


def clean(body: str) -> str:
    return nh3.clean(
        body,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
