"""The blocks of a section as data: paragraphs, lists, tables, quotations, charts.

Elements may nest as deep as the parser follows; from `DEEPEST` on only their words are
kept, in one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from imap.core.language import direction
from profiles.publication.pdf.charts import chart
from profiles.publication.pdf.inline import Data, Writer, tidy, word
from profiles.publication.pdf.tables import table
from profiles.text.cleaning import BLOCKS
from profiles.text.tree import SectionTree, attributes

DEEPEST = 5
_LANGUAGE = re.compile("[a-z]{2,3}")
HEADINGS = {"h4": 1, "h5": 2}


@dataclass(frozen=True)
class Blocks:
    writer: Writer

    def of(self, tree: SectionTree) -> list[Data]:
        """Return the blocks; a chart inside another block follows it."""
        return [each for block in tree.blocks for each in self._top(block)]

    def _top(self, block: Element) -> Iterator[Data]:
        if block.tag != "figure":
            yield from self._block(block, 0)
        for figure in block.iter("figure"):
            yield self._chart(figure)

    def _chart(self, figure: Element) -> Data:
        """Count a chart without a drawing among the tables, which it is."""
        voice = self.writer.voice
        data = chart(*voice.figures.drawing(attributes(figure)), voice)
        if data["drawing"]:
            self.writer.charts += 1
            return {"kind": "chart", "number": self.writer.charts} | data
        self.writer.tables += 1
        return {"kind": "chart", "number": self.writer.tables} | data

    def _block(self, block: Element, depth: int) -> Iterator[Data]:
        for data in self._made(block, depth):
            yield data | _voice(block)

    def _made(self, block: Element, depth: int) -> Iterator[Data]:
        tag = str(block.tag)
        if tag == "hr":
            yield {"kind": "rule"}
        elif depth >= DEEPEST or tag == "p":
            yield from _paragraph(self.writer.runs(block))
        elif tag in HEADINGS:
            yield from _heading(tag, self.writer.runs(block))
        elif tag in {"ul", "ol"}:
            items = [self.inside(item, depth + 1) for item in block.iterchildren("li")]
            yield {"kind": "list", "is_ordered": tag == "ol", "items": items}
        elif tag == "blockquote":
            yield {"kind": "quote", "blocks": self.inside(block, depth + 1)}
        elif tag == "table" and depth < DEEPEST - 1:
            yield from self._table(block, depth)
        else:
            yield from _paragraph(self.writer.runs(block))

    def _table(self, block: Element, depth: int) -> Iterator[Data]:
        """A table inside of something cannot turn the page; none stands in a cell."""
        parts = table(
            block,
            self.writer,
            lambda cell: self.inside(cell, DEEPEST - 1),
            "text" if depth else "turned",
        )
        self.writer.tables += any(part["kind"] == "table" for part in parts)
        for part in parts:
            yield part | {"number": self.writer.tables}

    def inside(self, element: Element, depth: int) -> list[Data]:
        """Return the blocks in an element, loose words as paragraphs of their own."""
        blocks: list[Data] = []
        loose = [word(str(element.text or ""))]
        for child in element:
            if child.tag in BLOCKS and child.tag != "figure":
                blocks += _paragraph(tidy(loose))
                blocks += self._block(child, depth)
                loose = []
            else:
                loose += self.writer.piece(child)
            loose.append(word(str(child.tail or "")))
        return blocks + _paragraph(tidy(loose))


def _paragraph(runs: list[Data]) -> list[Data]:
    return [{"kind": "paragraph", "runs": runs}] if runs else []


def _heading(tag: str, runs: list[Data]) -> list[Data]:
    """Return a heading; one without words would be none to a reader of tags."""
    if not any(run.get("text", "").strip() for run in runs):
        return _paragraph(runs)
    return [{"kind": "heading", "step": HEADINGS[tag], "runs": runs}]


def _voice(block: Element) -> Data:
    """Return the language and direction that a block has of its own."""
    voice: Data = {}
    found = _LANGUAGE.match(str(block.get("lang", "")).lower())
    if found:
        voice["lang"] = found.group()
        voice["dir"] = direction(found.group())
    if block.get("dir") in {"ltr", "rtl"}:
        voice["dir"] = str(block.get("dir"))
    return voice
