"""Words with their styles: what stands inside a paragraph, a cell or a note, as data.

A run is {"text", "styles", "href"}, {"break": true} or {"note": number, "runs"}; a note
that was there before has a number only. Runs are flat, however deep the elements nest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

# lxml gives its elements no public name; this is the one it documents.
from lxml.etree import _Element as Element

from imap.core.language import direction
from imap.core.letters import printable
from profiles.lookup import Figures
from profiles.text.cleaning import BLOCKS

Data = dict[str, Any]
STYLES = {
    "strong": "strong",
    "b": "strong",
    "th": "strong",
    "em": "em",
    "i": "em",
    "sup": "sup",
    "sub": "sub",
}
# Their words would run together where only words are kept.
APART = BLOCKS | {"li", "caption", "tr", "th", "td"}
SCHEMES = ("http", "https", "mailto")
# Beyond that the typesetter takes no address.
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Style:
    names: frozenset[str] = frozenset()
    href: str = ""


PLAIN = Style()


@dataclass(frozen=True)
class Voice:
    """What is written in one language: its figures, and the footnotes of names."""

    language: str
    figures: Figures
    marks: Mapping[str, str]
    dialogue: str


@dataclass
class Writer:
    """What a text needs to be written; all counts run through the document."""

    voice: Voice
    address: str
    notes: int = 0
    charts: int = 0
    tables: int = 0
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def begin_section(self, voice: Voice) -> None:
        """Write on in a language; a note of an earlier section is another note."""
        self.voice = voice
        self._numbers.clear()

    def runs(self, element: Element) -> list[Data]:
        return tidy(self._runs(element, PLAIN))

    def piece(self, child: Element, style: Style = PLAIN) -> Iterator[Data]:
        """Yield what an inline element says, without the text that follows it."""
        if child.tag == "br":
            yield {"break": True}
        elif child.tag == "cite":
            yield self._note(child)
        elif child.tag == "data":
            yield word(self._figure(child), style)
        elif child.tag != "figure":
            yield word(" " if child.tag in APART else "", style)
            yield from self._runs(child, self._styled(child, style))
            yield word(" " if child.tag in APART else "", style)

    def _runs(self, element: Element, style: Style) -> Iterator[Data]:
        yield word(element.text or "", style)
        for child in element:
            yield from self.piece(child, style)
            yield word(child.tail or "", style)

    def _styled(self, element: Element, style: Style) -> Style:
        name = STYLES.get(str(element.tag))
        names = style.names | {name} if name else style.names
        href = self._href(element) if element.tag == "a" else style.href
        return Style(names, href)

    def _href(self, element: Element) -> str:
        named = str(element.get("href", "")).strip()
        if not named:
            return ""
        try:
            address = urljoin(self.address, named)
            scheme = urlsplit(address).scheme
        except ValueError:
            return ""
        is_usable = scheme in SCHEMES and len(address) <= LONGEST_ADDRESS
        return address if is_usable else ""

    def _figure(self, data: Element) -> str:
        named = str(data.get("data-figure", ""))
        return self.voice.figures.figure(named, str(data.get("data-as", "")))

    def _note(self, cite: Element) -> Data:
        source = str(cite.get("data-source", ""))
        text = "".join(run["text"] for run in self._runs_of_note(cite))
        if (source, text) in self._numbers:
            return {"note": self._numbers[source, text]}
        self.notes += 1
        self._numbers[source, text] = self.notes
        name = self.voice.figures.source(source)
        words = f"{name}. {text}".strip() if text else f"{name}."
        return {
            "note": self.notes,
            "runs": tidy([word(words)]),
            "lang": self.voice.language,
            "dir": direction(self.voice.language),
        }

    def _runs_of_note(self, cite: Element) -> list[Data]:
        """Return the words of a note; a note inside of it belongs to them."""
        pieces = [word(str(cite.text or ""))]
        for child in cite:
            if child.tag == "data":
                pieces.append(word(self._figure(child)))
            else:
                pieces += self._runs_of_note(child)
            pieces.append(word(str(child.tail or "")))
        return tidy(pieces)


def word(text: str, style: Style = PLAIN) -> Data:
    return {
        "text": printable(text),
        "styles": sorted(style.names),
        "href": style.href,
    }


def tidy(runs: Iterable[Data]) -> list[Data]:
    """Take out empty runs, and spaces at both ends and after another space."""
    kept: list[Data] = []
    ends_open = True
    for run in runs:
        if "text" in run:
            text = run["text"].lstrip(" ") if ends_open else run["text"]
            if not text:
                continue
            run["text"] = text
            ends_open = text.endswith(" ")
        else:
            ends_open = "break" in run
        kept.append(run)
    return _without_end(kept)


def _without_end(runs: list[Data]) -> list[Data]:
    while runs and ("break" in runs[-1] or not runs[-1].get("text", "x").strip(" ")):
        runs.pop()
    if runs and "text" in runs[-1]:
        runs[-1]["text"] = runs[-1]["text"].rstrip(" ")
    return runs
