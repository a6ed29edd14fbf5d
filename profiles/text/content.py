"""What a paragraph says and how, to tell whether two are the same in words and form."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml.etree import _Element as Element
from lxml.etree import strip_tags, tostring

from profiles.text.ids import NAME

_TAGS = "table thead tr td th caption ul ol li p blockquote br"
# The editor writes a table or a list without the white space it was stored with.
_GAPS = re.compile(rf"\s*(</?(?:{_TAGS.replace(' ', '|')})\b[^>]*>)\s*")
# The editor writes the first of them for the other.
_SAME = {"b": "strong", "i": "em"}


def content(block: Element) -> str:
    """Return what a block says and how, whatever its name and its way of writing."""
    block = deepcopy(block)
    for each in block.iter():
        each.attrib.pop(NAME, "")
        each.tag = _SAME.get(str(each.tag), each.tag)
    for figure in list(block.iter("data")):
        # The number is looked up; what stands in it is never read.
        figure.text = None
        del figure[:]
    strip_tags(block, "tbody")
    canonical = tostring(block, method="c14n", with_tail=False).decode()
    return _GAPS.sub(r"\1", re.sub(r"\s+", " ", canonical))
