"""A letter in HTML as plain text: what is shown can neither load nor do anything.

Where a link goes is written behind its words, so that nobody is led elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import nh3

_MOST = 400_000
# Deeper nesting takes a browser's parser minutes, and no letter needs it.
_DEEPEST = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# They have no end, or end by themselves where the next one begins.
_FLAT = {"br", "hr", "img", "meta", "link", "input", "wbr", "col"}
_FLAT |= {"p", "li", "td", "th", "tr", "option", "dt", "dd"}
_BLOCKS = {"p", "div", "br", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "pre"}
_TAGS = {*_BLOCKS, "a", "li", "td", "th", "blockquote", "hr"}
# In such a box a mail program sets the letter it answers.
_QUOTES = {"gmail_quote", "yahoo_quoted", "protonmail_quote", "zmail_extra"}
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def to_text(html: str) -> str | None:
    """Return the text of a page, or None when it is too deep to look into."""
    cut = html[:_MOST]
    if _depth(cut) > _DEEPEST:
        return None
    cleaned = nh3.clean(
        cut,
        tags=_TAGS,
        attributes={"a": {"href"}, "div": {"class"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    reader = _Reader()
    reader.feed(cleaned)
    reader.close()
    return reader.text()


def _depth(html: str) -> int:
    """Return how deep elements stand in each other; an end counts for its own only."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for slash, name in _TAG.findall(html):
        tag = name.casefold()
        if tag in _FLAT:
            continue
        if not slash:
            opened[tag] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened[tag]:
            opened[tag] -= 1
            depth -= 1
    return deepest


def _is_quotation(classes: str) -> bool:
    return bool(_QUOTES & set(classes.split()))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.depth = 0
        # Of each open box, whether it holds a quotation.
        self.boxes: list[bool] = []
        self.target = ""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            self.boxes.append(_is_quotation(dict(attrs).get("class") or ""))
        if tag == "blockquote" or (tag == "div" and self.boxes[-1]):
            self._break()
            self.depth += 1
            self.lines[-1] = self._quote()
        elif tag == "a":
            self.target, self.words = dict(attrs).get("href") or "", []
        elif tag == "li":
            self._break()
            self.lines[-1] += "• "
        elif tag in ("td", "th"):
            self.lines[-1] += " "
        elif tag in _BLOCKS or tag == "hr":
            self._break()

    def handle_endtag(self, tag: str) -> None:
        is_box = tag == "div" and bool(self.boxes) and self.boxes.pop()
        if tag == "blockquote" or is_box:
            self.depth = max(self.depth - 1, 0)
            self._break()
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data)
        self.words.append(text)
        if text != " " or self.lines[-1].strip("> "):
            self.lines[-1] += text

    def text(self) -> str:
        joined = "\n".join(line.rstrip() for line in self.lines)
        return _BLANK_LINES.sub("\n\n", joined).strip()

    def _end_link(self) -> None:
        label = "".join(self.words).strip()
        plain = self.target.removeprefix("mailto:")
        if self.target and plain not in (label, f"{label}/"):
            self.lines[-1] += f" <{plain}>"
        self.target = ""

    def _break(self) -> None:
        if self.lines[-1].strip("> ") or self.lines[-1] or len(self.lines) > 1:
            self.lines.append(self._quote())

    def _quote(self) -> str:
        return "> " * min(self.depth, 5)
