"""An edition in one language: contents by code, sections with their notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from imap.core import language
from profiles.listings import current_listings
from profiles.lookup import stored
from profiles.models import Edition, Kind, SectionText, TemplateSection
from profiles.pages.country import participant
from profiles.text.rows import Lookup, Row, rows
from profiles.text.tree import SectionTree, parse

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Text:
    """The text of a section in the language it was found in."""

    language: str
    tree: SectionTree


@dataclass
class Chapter:
    """A section of the outline as a page shows it; `language` is that of its text."""

    code: str
    title: str
    depth: int
    language: str = ""
    language_name: str = ""
    rows: list[Row] = field(default_factory=list)
    is_covered: bool = False
    # Part of a group that has nothing at all: the group says so for it.
    is_in_gap: bool = False

    @property
    def is_gap(self) -> bool:
        return not self.is_covered and not self.is_in_gap

    @property
    def has_text(self) -> bool:
        return bool(self.language)


def edition_page(edition: Edition) -> dict[str, Any]:
    profile = edition.profile
    text_language = _text_language(edition)
    found = texts(edition, text_language)
    lookup = stored(text.tree for text in found.values())
    sections = list(edition.template.sections.all())
    outline = chapters(sections, found, lookup)
    return {
        "edition": edition,
        "country": participant(profile.dialogue_id, profile.country_id),
        "listing": current_listings(profile.dialogue_id, Kind(profile.kind)).get(
            profile.country_id
        ),
        "newer": _newer(edition),
        "chapters": outline,
        "left_out": _left_out(edition, outline),
        "text_language": text_language,
        "text_languages": [(code, LANGUAGE_NAMES[code]) for code in edition.languages],
    }


def _left_out(edition: Edition, outline: list[Chapter]) -> list[str]:
    """Return the codes a demonstration leaves out; an edition lists its own gaps."""
    if not edition.is_demonstration:
        return []
    return [chapter.code for chapter in outline if chapter.is_gap]


def _text_language(edition: Edition) -> str:
    """Return the language of the page, or the first one of the edition."""
    here = language.current()
    return here if here in edition.languages else next(iter(edition.languages), here)


def _newer(edition: Edition) -> Edition | None:
    """Return the edition that took the place of this one, if one did."""
    if edition.state != Edition.State.SUPERSEDED:
        return None
    return (
        Edition.objects.filter(profile=edition.profile, state=Edition.State.PUBLISHED)
        .select_related("profile")
        .order_by("-label")
        .first()
    )


def texts(edition: Edition, code: str) -> dict[int, Text]:
    """Return the text of each section, in another language where this one lacks it."""
    found = SectionText.objects.filter(edition=edition).order_by("language")
    ranked = sorted(found, key=lambda text: text.language == code)
    chosen = {text.section_id: text for text in ranked if text.body.strip()}
    return {
        section: Text(text.language, parse(text.body))
        for section, text in chosen.items()
    }


def chapters(
    sections: list[TemplateSection], found: Mapping[int, Text], lookup: Lookup
) -> list[Chapter]:
    made: dict[int, Chapter] = {}
    for section in sections:
        above = made.get(section.parent_id) if section.parent_id else None
        chapter = Chapter(
            section.code, str(section.titles), above.depth + 1 if above else 1
        )
        text = found.get(section.pk)
        if text:
            chapter.language = text.language
            chapter.language_name = LANGUAGE_NAMES.get(text.language, text.language)
            chapter.rows = rows(text.tree, section.code, lookup)
        made[section.pk] = chapter
    for section in reversed(sections):
        _pass_up(section, made)
    for section in sections:
        if section.parent_id:
            made[section.pk].is_in_gap = not made[section.parent_id].is_covered
    return list(made.values())


def _pass_up(section: TemplateSection, made: Mapping[int, Chapter]) -> None:
    """A group is covered when it has a text or when one of its sections has."""
    chapter = made[section.pk]
    chapter.is_covered = chapter.is_covered or chapter.has_text
    if chapter.is_covered and section.parent_id:
        made[section.parent_id].is_covered = True
