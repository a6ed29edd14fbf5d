"""The paragraphs of a section that a comment can be about, told by their names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import Truncator
from django.utils.translation import override

from profiles.editing.place import Place
from profiles.lookup import stored
from profiles.models import Comment
from profiles.text.differences import words
from profiles.text.ids import NAME
from profiles.text.tree import parse

_QUOTE, _LABEL = 300, 60


@dataclass(frozen=True)
class Passage:
    """A paragraph as a reader reads it today.

    `digest` is of its words with figures as they are referred to: a new value of the
    store is no change of the passage.
    """

    name: str
    words: str
    digest: str

    @property
    def quote(self) -> str:
        return Truncator(self.words).chars(_QUOTE)

    @property
    def label(self) -> str:
        return Truncator(self.words).chars(_LABEL)


def passages(place: Place) -> dict[str, Passage]:
    """Return the paragraphs of a section by name, in order; those with words alone."""
    text = place.text()
    if text is None:
        return {}
    tree = parse(text.body)
    figures = stored([tree])
    # Figures in the language of the text, not in that of the page.
    with override(place.language):
        all_passages = [
            Passage(
                name=str(block.get(NAME, "")),
                words=words(block, figures.figure),
                digest=hashlib.sha256(words(block).encode()).hexdigest(),
            )
            for block in tree.blocks
        ]
    return {each.name: each for each in all_passages if each.name and each.words}


class Standing(StrEnum):
    """How the passage of a comment stands to the text of today."""

    WHOLE = "whole"  # the comment is about the section as a whole
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


def standing(comment: Comment, today: Mapping[str, Passage]) -> Standing:
    if not comment.paragraph:
        return Standing.WHOLE
    passage = today.get(comment.paragraph)
    if passage is None:
        return Standing.GONE
    is_same = passage.digest == comment.passage
    return Standing.SAME if is_same else Standing.CHANGED
