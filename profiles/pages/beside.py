"""A section in another language beside the own one, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import override
from lxml.etree import _Element as Element

from profiles.editing.place import Place
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import Figures, stored
from profiles.models import Revision, SectionText
from profiles.pages.draft import DraftSection
from profiles.text.differences import Piece, compared, words
from profiles.text.ids import NAME
from profiles.text.pairs import changed, side_by_side
from profiles.text.rows import Row, by_block
from profiles.text.tree import SectionTree, parse

# {(language, version): its tree}
Earlier = Mapping[tuple[str, int], SectionTree]
_OPENING = 60


@dataclass(frozen=True)
class Line:
    """A paragraph of both languages; without rows where one has none.

    `name` and `opening` are those of the own one. `was` tells how the other one changed
    since the own text was last in step with it; it is empty where it did not.
    """

    name: str
    opening: str
    own: Sequence[Row]
    other: Sequence[Row]
    was: Sequence[Piece] = ()


@dataclass(frozen=True)
class OtherText:
    """The same section in another language of the edition, to be read beside.

    `seen` is the version that the own text was last in step with.
    """

    language: str
    name: str
    text: SectionText | None
    lines: Sequence[Line] = field(default_factory=list)
    seen: int = 0
    is_ahead: bool = False


def others(place: Place, here: DraftSection) -> list[OtherText]:
    """Return the section in the other languages, in three queries and its figures."""
    rows = SectionText.objects.filter(edition=place.edition, section=place.section)
    texts = {text.language: text for text in rows}
    own = texts.get(place.language)
    codes = [code for code in place.edition.written_languages if code != place.language]
    ahead = {each.language: each.ahead for each in here.versions}
    earlier = _earlier(place, own, [texts[code] for code in codes if code in texts])
    trees = {code: parse(text.body) for code, text in texts.items()}
    lookup = stored([*trees.values(), *earlier.values()])
    beside = _Beside(place, texts, trees, earlier, lookup)
    return [
        beside.other(code, is_ahead=LANGUAGE_NAMES[code] in ahead[place.language])
        for code in codes
    ]


def _earlier(
    place: Place, own: SectionText | None, others: Iterable[SectionText]
) -> Earlier:
    """Return the versions that were last in step, where there are later ones."""
    if own is None:
        return {}
    wanted = {
        (text.language, seen)
        for other in others
        for text, reader in ((other, own), (own, other))
        if 0 < (seen := _seen(reader, text.language)) < text.version
    }
    if not wanted:
        return {}
    asked = reduce(or_, (Q(language=code, version=seen) for code, seen in wanted))
    rows = Revision.objects.filter(edition=place.edition, section=place.section)
    return {
        (row.language, row.version): parse(row.body)
        for row in rows.filter(asked).order_by()
    }


def _seen(reader: SectionText, language: str) -> int:
    return int(reader.in_step.get(language, 0))


@dataclass(frozen=True)
class _Beside:
    """What the languages of a section are made into pairs from."""

    place: Place
    texts: Mapping[str, SectionText]
    trees: Mapping[str, SectionTree]
    earlier: Earlier
    lookup: Figures

    def other(self, code: str, *, is_ahead: bool) -> OtherText:
        """Return one of the other languages, with its pairs."""
        text, own = self.texts.get(code), self.texts.get(self.place.language)
        seen = _seen(own, code) if own else 0
        lines = self._lines(code, is_ahead=is_ahead) if text else []
        name = LANGUAGE_NAMES[code]
        return OtherText(code, name, text, lines, seen=seen, is_ahead=is_ahead)

    def _lines(self, code: str, *, is_ahead: bool) -> list[Line]:
        mine = self.place.language
        own, other = self.trees.get(mine, SectionTree([])), self.trees[code]
        theirs = self._changed(code, mine)
        new = {
            name
            for name, was in {**self._changed(mine, code), **theirs}.items()
            if was is None
        }
        own_rows, rows = self._rows(mine, own), self._rows(code, other)
        return [
            Line(
                name="" if pair.own is None else str(pair.own.get(NAME, "")),
                opening=self._opening(pair.own),
                own=own_rows.get(pair.own, ()),
                other=rows.get(pair.other, ()),
                was=self._was(pair.other, theirs, code) if is_ahead else (),
            )
            for pair in side_by_side(own, other, new)
        ]

    def _changed(self, code: str, reader: str) -> Mapping[str, Element | None]:
        """Return what of a text is not as it was when another was last in step."""
        if code not in self.texts or reader not in self.texts:
            return {}
        seen = _seen(self.texts[reader], code)
        before = self.earlier.get((code, seen))
        return changed(before, self.trees[code]) if before else {}

    def _rows(
        self, code: str, tree: SectionTree
    ) -> dict[Element | None, Sequence[Row]]:
        # Figures and charts in the language of their text, not in that of the page.
        with override(code):
            rows = by_block(tree, f"{self.place.section.code}-{code}", self.lookup)
        return dict(zip(tree.blocks, rows, strict=True))

    def _opening(self, block: Element | None) -> str:
        with override(self.place.language):
            told = "" if block is None else words(block, self.lookup.figure)
        return Truncator(told).chars(_OPENING)

    def _was(
        self, block: Element | None, before: Mapping[str, Element | None], code: str
    ) -> Sequence[Piece]:
        """Return the words of a paragraph that changed, with those that were there."""
        name = "" if block is None else str(block.get(NAME, ""))
        if block is None or name not in before:
            return ()
        old = before[name]
        with override(code):
            told = "" if old is None else words(old, self.lookup.figure)
            return compared(told, words(block, self.lookup.figure)).pieces
