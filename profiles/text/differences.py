"""What changed between two texts of a section, by paragraphs and then by words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from lxml.etree import _Element as Element

from profiles.text.content import content
from profiles.text.ids import NAME
from profiles.text.tree import SectionTree

# Words with the white space that follows them: joined they are the text again.
_WORDS = re.compile(r"\S+\s*|\s+")
# Beyond this many words a paragraph is compared as a whole.
MOST_WORDS = 4000


# Takes the reference of a stored figure and its form.
Figure = Callable[[str, str], str]


def by_reference(reference: str, _form: str) -> str:
    """Tell a figure by what it refers to, where nothing is looked up."""
    return f"[{reference}]"


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
    """A paragraph of either text, in pieces; `change` says it of the whole.

    Where `is_form_only` no word has changed, but its form, a link or what it refers to.
    """

    change: Change
    pieces: Sequence[Piece]
    is_form_only: bool = False

    @property
    def is_changed(self) -> bool:
        return self.is_form_only or any(
            piece.change is not Change.SAME for piece in self.pieces
        )


@dataclass(frozen=True)
class _Said:
    """A paragraph, and how it reads."""

    block: Element
    text: str


def differences(
    before: SectionTree,
    after: SectionTree,
    figure: Figure = by_reference,
    earlier: Figure | None = None,
) -> list[Paragraph]:
    """Return the paragraphs of both texts in reading order.

    Those with the same name are compared word by word, and those in the same place
    that have most words in common; one that was moved is shown at its new place and,
    as removed, at its old one. `figure` tells how a stored figure reads, from its
    reference and form; `earlier` how it read in the text before, if otherwise.
    """
    key = _name if all(map(_name, [*before.blocks, *after.blocks])) else words
    keys = list(map(key, before.blocks)), list(map(key, after.blocks))
    old = [_Said(each, words(each, earlier or figure)) for each in before.blocks]
    new = [_Said(each, words(each, figure)) for each in after.blocks]
    paragraphs: list[Paragraph] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            paragraphs += map(_compared, old[a:b], new[c:d])
        else:
            paragraphs += _matched(old[a:b], new[c:d])
    return paragraphs


def _matched(old: list[_Said], new: list[_Said]) -> Iterator[Paragraph]:
    """Compare each paragraph with the first one left that is like it."""
    added: list[Paragraph] = []
    for said in new:
        like = (at for at, each in enumerate(old) if _are_alike(each.text, said.text))
        at = next(like, None)
        if at is None:
            added.append(_whole(Change.ADDED, said.text))
            continue
        yield from (_whole(Change.REMOVED, each.text) for each in old[:at])
        yield from added
        yield _compared(old[at], said)
        old, added = old[at + 1 :], []
    yield from (_whole(Change.REMOVED, each.text) for each in old)
    yield from added


def _compared(old: _Said, new: _Said) -> Paragraph:
    if old.text != new.text:
        return compared(old.text, new.text)
    pieces = [Piece(Change.SAME, new.text)]
    is_form_only = content(old.block) != content(new.block)
    return Paragraph(Change.SAME, pieces, is_form_only=is_form_only)


def _are_alike(before: str, after: str) -> bool:
    """Say whether two paragraphs have more words in common than not."""
    old, new = set(before.split()), set(after.split())
    return 4 * len(old & new) > len(old) + len(new)


def words(block: Element, figure: Figure = by_reference) -> str:
    """Return a block in plain words, with its figures, charts and notes in brackets."""
    parts = (str(part) for part in _told(block, figure))
    return re.sub(r"[ \t\n]+", " ", "".join(parts)).strip()


def _told(block: Element, figure: Figure) -> Iterator[str]:
    if block.tag == "data":
        yield figure(block.get("data-figure", ""), block.get("data-as", ""))
    elif block.tag == "figure":
        yield f"[{block.get('data-title', '')}]"
    else:
        yield " [" if block.tag == "cite" else ""
        yield block.text or ""
        for child in block.iterchildren():
            yield from _told(child, figure)
            yield str(child.tail or "")
        yield "]" if block.tag == "cite" else ""
    # Cells and items would else run into one another.
    if block.tag in {"td", "th", "li", "tr", "br", "caption", "p"}:
        yield " "


def _name(block: Element) -> str:
    """Return what two blocks are taken for the same by, where all have one."""
    return str(block.get(NAME, ""))


def compared(before: str, after: str) -> Paragraph:
    """Compare two texts word by word."""
    if before == after:
        return _whole(Change.SAME, after)
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


def _whole(change: Change, text: str) -> Paragraph:
    return Paragraph(change, [Piece(change, text)])
