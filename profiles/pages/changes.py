"""What changed from one published edition to the next, section by section.

Both texts and their figures are read from what was published, and from nothing else:
a figure reads in each edition as it did on the day of that edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import override

from imap.core.texts import Texts
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import Figures, series_of, split_series
from profiles.models import Edition, Publication
from profiles.pages.edition import standing, text_language
from profiles.snapshot import canonical
from profiles.snapshot.canonical import Content
from profiles.snapshot.figures import frozen
from profiles.text.differences import Paragraph, differences
from profiles.text.references import references
from profiles.text.tree import SectionTree, parse


@dataclass(frozen=True)
class Passage:
    """A paragraph that changed, or how many in a row are the same."""

    paragraph: Paragraph | None = None
    same: int = 0


@dataclass(frozen=True)
class Section:
    """A section of both editions, or of one; `passages` only where words changed."""

    code: str
    title: str
    passages: Sequence[Passage] = ()
    # Its charts show other figures, or there are others.
    has_other_charts: bool = False

    @property
    def is_changed(self) -> bool:
        return bool(self.passages) or self.has_other_charts


@dataclass(frozen=True)
class Issue:
    """One of the two editions as it was published, in the language of the page."""

    sections: dict[str, Content]
    figures: Figures


def changes_page(publication: Publication, before: Publication) -> dict[str, Any]:
    """Return the sections that changed, are new, were dropped, or are the same."""
    language = _language(publication.edition, before.edition)
    with override(language):
        old, new = _issue(before), _issue(publication)
        both = [code for code in new.sections if code in old.sections]
        readable = [
            code
            for code in both
            if all(language in each.sections[code]["texts"] for each in (old, new))
        ]
        sections = [_compared(code, old, new, language) for code in readable]
    return {
        **standing(publication),
        "before": before.edition,
        "text_language": language,
        "text_languages": [
            (code, LANGUAGE_NAMES[code]) for code in publication.edition.languages
        ],
        "changed": [each for each in sections if each.is_changed],
        "same": [each for each in sections if not each.is_changed],
        "added": _named(new, [c for c in new.sections if c not in both], language),
        "dropped": _named(old, [c for c in old.sections if c not in both], language),
        # Both editions have it, and not both in this language.
        "elsewhere": _named(new, [c for c in both if c not in readable], language),
    }


def _language(edition: Edition, before: Edition) -> str:
    """Return the language of the page, or one that both editions are in."""
    wanted = [text_language(edition), *edition.languages]
    common: str = next((each for each in wanted if each in before.languages), wanted[0])
    return common


def _issue(publication: Publication) -> Issue:
    content = canonical.read(publication.snapshot)["content"]
    sections = {each["code"]: each for each in content["sections"] if each["texts"]}
    return Issue(sections, frozen(content))


def _compared(code: str, old: Issue, new: Issue, language: str) -> Section:
    sections = old.sections[code], new.sections[code]
    before, after = (parse(each["texts"][language]) for each in sections)
    paragraphs = differences(before, after, new.figures.figure, old.figures.figure)
    charts = _charts(sections[0], before), _charts(sections[1], after)
    is_changed = any(each.is_changed for each in paragraphs)
    return Section(
        code=code,
        title=_title(sections[1], language),
        passages=list(_passages(paragraphs)) if is_changed else (),
        has_other_charts=charts[0] != charts[1],
    )


def _charts(section: Content, tree: SectionTree) -> tuple[list[Content], list[Content]]:
    """Return the figures of a section that its charts show; words tell the others."""
    quoted = [each for each in references(tree) if each[0] == "figure"]
    series = {key for tag, named in quoted for key in series_of(tag, named)}
    rows = [
        each for each in section["figures"] if split_series(each["series"]) in series
    ]
    return rows, section["partners"]


def _passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    for is_changed, run in groupby(paragraphs, key=lambda each: each.is_changed):
        rows = list(run)
        if is_changed:
            yield from (Passage(paragraph=each) for each in rows)
        else:
            yield Passage(same=len(rows))


def _named(issue: Issue, codes: Sequence[str], language: str) -> list[Section]:
    return [Section(code, _title(issue.sections[code], language)) for code in codes]


def _title(section: Content, language: str) -> str:
    return Texts(section["titles"]).text(language)
