"""The body of a section as a tree: parsed once and walked by all that reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from lxml import html

# lxml gives its elements no public name; this is the one it documents.
from lxml.etree import _Element as Element
from lxml.etree import tostring

from profiles.text.cleaning import BLOCKS, clean

# Stand for something that is looked up when the page is made.
SPECIAL = ("data", "figure", "cite")
# Without any text in it, even an empty one, lxml writes no end tag for one of these;
# a reader's browser would then close it later than we do.
_LEFT_OPEN = ("li", "td", "th", "tr", "thead", "tbody")
# Characters that no reader can see; lxml refuses to be given one.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class SectionTree:
    """The blocks of a section, in order; none for a body without content.

    Each block is one of `BLOCKS` with neither parent nor tail. Text and inline elements
    that were loose between the blocks stand in a `p` of their own. All readers share
    the tree: one that changes a block copies it first.

    `is_flat` is set when the body went beyond what the parser follows: 250 levels, or
    ten million bytes in a single text. Its paragraphs then hold plain words: no other
    element, no figure, no note.
    """

    blocks: list[Element]
    is_flat: bool = False


def parse(body: str) -> SectionTree:
    """Clean a body and parse it; any string gives a tree and none an error."""
    # Again after cleaning, which reads "&#1;" as the character.
    cleaned = _UNSEEN.sub("", clean(_UNSEEN.sub("", body)))
    root, is_whole = _parsed(cleaned)
    if not is_whole:
        root, _is_whole = _parsed(_words(cleaned), huge_tree=True)
    return SectionTree(list(_blocks(root)), is_flat=not is_whole)


def written(element: Element) -> str:
    """Return an element as HTML, without the text that follows it."""
    for empty in element.iter(*_LEFT_OPEN):
        if empty.text is None and empty.find("*") is None:
            empty.text = ""
    return str(tostring(element, encoding="unicode", method="html", with_tail=False))


def attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.items()}


def _parsed(cleaned: str, *, huge_tree: bool = False) -> tuple[Element, bool]:
    """Return the `body` element, and whether the parser went through to the end."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=huge_tree)
    # The frame keeps lxml from guessing one; an empty body has content then, too.
    framed = f"<html><body>{cleaned}</body></html>".encode()
    document = html.document_fromstring(framed, parser=parser)
    body = document.find("body")
    # Beyond its limits the parser stops and keeps what it has read so far.
    is_whole = not parser.error_log.filter_from_fatals()
    return (document if body is None else body), is_whole


def _words(cleaned: str) -> str:
    """Leave the paragraphs only, which do not nest, and nothing that is looked up."""
    return nh3.clean(cleaned, tags={"p"}, clean_content_tags=set(SPECIAL))


def _blocks(body: Element) -> Iterator[Element]:
    """Take a `body` apart into its blocks, with a paragraph for what is loose."""
    loose = _paragraph(body, body.text)
    for child in list(body):
        if child.tag not in BLOCKS:
            # The text that follows it comes along.
            loose.append(child)
            continue
        if _has_content(loose):
            yield loose
        loose = _paragraph(body, child.tail)
        child.tail = None
        body.remove(child)
        yield child
    if _has_content(loose):
        yield loose


def _paragraph(body: Element, text: str | None) -> Element:
    """Begin a paragraph; white space between two blocks begins none."""
    paragraph = body.makeelement("p")
    if text and text.strip():
        paragraph.text = text
    return paragraph


def _has_content(paragraph: Element) -> bool:
    return bool(paragraph.text) or paragraph.find("*") is not None
