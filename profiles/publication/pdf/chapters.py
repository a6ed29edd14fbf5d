"""The sections of an edition that say something, in order, each in one language."""

from __future__ import annotations

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from imap.core.language import direction
from imap.core.letters import printable
from imap.core.texts import Texts
from imap.reference.models import Dialogue
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import Figures
from profiles.publication.pdf.blocks import Blocks
from profiles.publication.pdf.closing import marked_names
from profiles.publication.pdf.imprint import Imprint
from profiles.publication.pdf.inline import Data, Voice, Writer
from profiles.snapshot.canonical import Content
from profiles.snapshot.figures import frozen
from profiles.text.tree import parse

# A PDF knows no heading below the sixth level.
LOWEST = 6


class Outline:
    """The outline of a content as it reads in one language.

    A section that has no text in it is read in the first language of the edition that
    it has, its figures and notes too.
    """

    def __init__(
        self, content: Content, dialogue: Dialogue, language: str, imprint: Imprint
    ) -> None:
        self._content = content
        self._dialogue = dialogue
        self._language = language
        self._imprint = imprint
        self._figures: dict[str, Figures] = {}
        self._marks: dict[str, dict[str, str]] = {}

    @cached_property
    def chapters(self) -> list[Data]:
        writer = Writer(self._voice(self._language), self._imprint.address)
        covered = self._covered()
        sections = self._content["sections"]
        return [
            self._chapter(each, writer) for each in sections if each["code"] in covered
        ]

    @cached_property
    def gaps(self) -> list[str]:
        """Return the codes that nothing is said under, the topmost of each branch."""
        covered = self._covered()
        return [
            section["code"]
            for section in self._content["sections"]
            if section["code"] not in covered
            and (section["parent"] is None or section["parent"] in covered)
        ]

    def _covered(self) -> set[str]:
        """Return the codes of sections with a text, and of those above them."""
        covered: set[str] = set()
        for section in reversed(self._content["sections"]):
            if section["texts"] or section["code"] in covered:
                covered |= {section["code"], section["parent"] or section["code"]}
        return covered

    def _chapter(self, section: Content, writer: Writer) -> Data:
        code = self._language_of(section)
        title = Texts(section["titles"]).text(self._language) or section["code"]
        depth = self._depths[section["code"]]
        return {
            "code": printable(section["code"]),
            "title": printable(title),
            "level": min(depth, LOWEST),
            "lang": code,
            "dir": direction(code),
            "note": self._note(code),
            "blocks": self._blocks(section, code, writer),
        }

    @cached_property
    def _depths(self) -> dict[str, int]:
        depths: dict[str, int] = {}
        for section in self._content["sections"]:
            depths[section["code"]] = depths.get(section["parent"], 0) + 1
        return depths

    def _blocks(self, section: Content, code: str, writer: Writer) -> list[Data]:
        body = section["texts"].get(code, "")
        with override(code):
            writer.begin_section(self._voice(code))
            blocks = Blocks(writer).of(parse(body))
        level = self._depths[section["code"]]
        for block in blocks:
            if block["kind"] == "heading":
                # One level at a time, also where a text begins with a lower one.
                level = min(self._depths[section["code"]] + block["step"], level + 1)
                block["level"] = min(level, LOWEST)
        return blocks

    def _language_of(self, section: Content) -> str:
        languages = [self._language, *self._content["languages"], *section["texts"]]
        return next(
            (code for code in languages if code in section["texts"]), self._language
        )

    def _note(self, code: str) -> str:
        if code == self._language:
            return ""
        name = LANGUAGE_NAMES.get(code, code)
        return _("The text of this section is in another language: %s.") % name

    def _voice(self, code: str) -> Voice:
        """Return what a language has of its own; the active one writes the figures."""
        if code not in self._figures:
            with override(code):
                self._figures[code] = frozen(self._content)
        return Voice(
            code, self._figures[code], self.marks_in(code), self._content["dialogue"]
        )

    def marks_in(self, code: str) -> dict[str, str]:
        """Return the footnotes of names with an asterisk, by the name in a language."""
        if code not in self._marks:
            self._marks[code] = marked_names(
                self._content, self._dialogue, code, self._imprint.day
            )
        return self._marks[code]
