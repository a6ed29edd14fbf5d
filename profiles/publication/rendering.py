"""The sections of a frozen content as the page shows them, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import override

from imap.core.texts import Texts
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import Figures
from profiles.snapshot.canonical import Content
from profiles.snapshot.figures import frozen
from profiles.text.rows import Row, rows
from profiles.text.tree import parse


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
    def has_text(self) -> bool:
        return bool(self.language)


def chapters(content: Content, language: str) -> list[Chapter]:
    """Return all sections; the text in another language where this one lacks it."""
    with override(language):
        figures = frozen(content)
        languages = [language, *content["languages"]]
        made: dict[str, Chapter] = {}
        for section in content["sections"]:
            above = made.get(section["parent"])
            chapter = _chapter(section, languages, figures)
            chapter.depth = above.depth + 1 if above else 1
            made[chapter.code] = chapter
    parents = {each["code"]: each["parent"] for each in content["sections"]}
    for code in reversed(made):
        _pass_up(made, parents, code)
    for code, chapter in made.items():
        above = made.get(parents[code])
        chapter.is_in_gap = above is not None and not above.is_covered
    return list(made.values())


def html(chapter: Chapter, language: str) -> str:
    with override(language):
        context = {"chapter": chapter, "text_language": language}
        return render_to_string("profiles/_chapter.html", context)


def entry(chapter: Chapter, language: str, *, names_gaps: bool) -> str:
    """Return the line of the contents; "" for what they leave out.

    A demonstration says in one sentence what it lacks; others name each gap.
    """
    is_gap = not chapter.is_covered and not chapter.is_in_gap
    if not chapter.is_covered and not (is_gap and names_gaps):
        return ""
    with override(language):
        return render_to_string("profiles/_contents_entry.html", {"chapter": chapter})


def _chapter(section: Content, languages: list[str], figures: Figures) -> Chapter:
    """Make a chapter with the text in the first of the languages that it has."""
    language = languages[0]
    title = Texts(section["titles"]).text(language)
    chapter = Chapter(section["code"], title, depth=1)
    texts = section["texts"]
    if texts:
        code = next(each for each in languages if each in texts)
        chapter.language = code
        chapter.language_name = LANGUAGE_NAMES.get(code, code)
        chapter.rows = rows(parse(texts[code]), section["code"], figures)
    return chapter


def _pass_up(
    made: Mapping[str, Chapter], parents: Mapping[str, str | None], code: str
) -> None:
    """A group is covered when it has a text or when one of its sections has."""
    chapter, parent = made[code], parents[code]
    chapter.is_covered = chapter.is_covered or chapter.has_text
    if chapter.is_covered and parent is not None:
        made[parent].is_covered = True
