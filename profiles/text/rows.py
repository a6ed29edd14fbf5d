"""The text of a section as rows of text and margin notes.

Three elements stand for something that is looked up when the page is made:
`<data data-figure>` for one stored figure, `<figure data-chart>` for a chart and
`<cite data-source>` for a numbered note in the margin. Whatever they contain in the
stored body is replaced, so that a number in a text is never a typed one.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe
from lxml.etree import SubElement, strip_elements, strip_tags
from lxml.etree import _Element as Element

from profiles.text.references import Attributes
from profiles.text.tree import SectionTree, attributes, written


class Lookup(Protocol):
    """Where a page's figures, charts and sources come from."""

    def figure(self, reference: str, form: str) -> str: ...

    def chart(self, attributes: Attributes) -> SafeString: ...

    def source(self, code: str) -> str: ...


@dataclass(frozen=True)
class Note:
    number: int
    anchor: str
    source: str
    text: str


@dataclass
class Row:
    """One paragraph, list, table or chart, and the notes level with it."""

    html: SafeString
    notes: list[Note] = field(default_factory=list)

    @property
    def is_table(self) -> bool:
        """A table may be wider than a phone, and then scrolls by itself."""
        return self.html.startswith("<table")


def rows(tree: SectionTree, section_code: str, lookup: Lookup) -> list[Row]:
    """Return a row for each block; a chart inside a block follows it as a row."""
    return [row for each in by_block(tree, section_code, lookup) for row in each]


def by_block(tree: SectionTree, section_code: str, lookup: Lookup) -> list[list[Row]]:
    """Return the rows of each block of a tree."""
    notes = _Notes(section_code, lookup)
    return [list(_rows_of(block, notes, lookup)) for block in tree.blocks]


class _Notes:
    """The notes of a section, numbered as they come; the same one keeps its number."""

    def __init__(self, section_code: str, lookup: Lookup) -> None:
        self._section = section_code
        self._lookup = lookup
        self._numbers: dict[tuple[str, str], int] = {}

    def link(self, cite: Element) -> Note | None:
        """Turn a cite element into a link to its note; return the note if it is new."""
        source = cite.get("data-source", "")
        text = "".join(map(str, cite.itertext())).strip()
        is_new = (source, text) not in self._numbers
        number = self._numbers.setdefault((source, text), len(self._numbers) + 1)
        anchor = f"note-{self._section}-{number}"
        _empty(cite)
        cite.tag, cite.text = "sup", None
        SubElement(cite, "a", href=f"#{anchor}").text = str(number)
        if not is_new:
            return None
        return Note(number, anchor, self._lookup.source(source), text)


def _rows_of(block: Element, notes: _Notes, lookup: Lookup) -> Iterator[Row]:
    if block.tag != "figure":
        yield _row(deepcopy(block), notes, lookup)
    for chart in block.iter("figure"):
        yield Row(lookup.chart(attributes(chart)))


def _row(block: Element, notes: _Notes, lookup: Lookup) -> Row:
    """Write a block, which is changed, with all that is looked up in its place."""
    strip_elements(block, "figure", with_tail=False)
    for data in list(block.iter("data")):
        figure = lookup.figure(data.get("data-figure", ""), data.get("data-as", ""))
        _empty(data)
        data.text = figure
    # Figures come first: those in a note belong to its words.
    strip_tags(block, "data")
    cites = [cite for cite in block.iter("cite") if not _is_inside_another(cite)]
    links = [notes.link(cite) for cite in cites]
    # The body was cleaned, and lxml escapes what was put into it.
    html = mark_safe(written(block))  # noqa: S308
    return Row(html, [note for note in links if note])


def _empty(element: Element) -> None:
    """Take everything out of an element and leave the text that follows it."""
    del element[:]
    element.attrib.clear()


def _is_inside_another(cite: Element) -> bool:
    return next(cite.iterancestors("cite"), None) is not None
