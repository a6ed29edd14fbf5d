"""What changed between two texts of a section, by paragraphs and then by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from lxml.etree import _Element as Element

from profiles.text.ids import NAME
from profiles.text.tree import SectionTree

# Words with the white space that follows them: joined they are the text again.
_WORDS = re.compile(r"\S+\s*|\s+")
# Beyond this many words a paragraph is compared as a whole.
MOST_WORDS = 4000


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of either text, in pieces; `change` says it of the whole."""

    change: Change
    pieces: Sequence[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.change is not Change.SAME for piece in self.pieces)


def differences(before: SectionTree, after: SectionTree) -> list[Paragraph]:
    """Return the paragraphs of both texts in reading order.

    Those with the same name are compared word by word; one that was moved is shown at
    its new place and, as removed, at its old one.
    """
    old, new = list(map(_key, before.blocks)), list(map(_key, after.blocks))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Paragraph] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(before.blocks[a:b], after.blocks[c:d], strict=True)
            found += [_compared(words(x), words(y)) for x, y in pairs]
        else:
            found += [_whole(Change.REMOVED, block) for block in before.blocks[a:b]]
            found += [_whole(Change.ADDED, block) for block in after.blocks[c:d]]
    return found


def words(block: Element) -> str:
    """Return a block in plain words; what is looked up stands as its reference."""
    parts = (str(part) for part in _told(block))
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _told(block: Element) -> Iterator[str]:
    if block.tag in {"data", "figure", "cite"}:
        told = block.get("data-figure") or block.get("data-title") or ""
        yield f"[{told or block.get('data-source', '')}]"
    else:
        yield block.text or ""
        for child in block.iterchildren():
            yield from _told(child)
            yield str(child.tail or "")
    # Cells and items would else run into one another.
    if block.tag in {"td", "th", "li", "tr", "br"}:
        yield " "


def _key(block: Element) -> str:
    """Return what two blocks are taken for the same by: the name, else the words."""
    return str(block.get(NAME, "")) or words(block)


def _compared(before: str, after: str) -> Paragraph:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = [before], [after]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece(Change.REMOVED, "".join(old[a:b])))
        if d > c:
            pieces.append(Piece(Change.ADDED, "".join(new[c:d])))
    return Paragraph(Change.SAME, pieces)


def _whole(change: Change, block: Element) -> Paragraph:
    return Paragraph(change, [Piece(change, words(block))])
