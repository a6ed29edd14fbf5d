"""The body of a section as rows of text and margin notes.

Three elements stand for something that is looked up when the page is made:
`<data data-figure>` for one stored figure, `<figure data-chart>` for a chart and
`<cite data-source>` for a numbered note in the margin. Whatever they contain in the
stored body is replaced, so that a number in a text is never a typed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from profiles.cleaning import BLOCKS, clean

VOID = frozenset({"br", "hr"})
Attributes = Mapping[str, str]


class Lookup(Protocol):
    """Where a page's figures, charts and sources come from."""

    def figure(self, reference: str, form: str) -> str: ...

    def chart(self, attributes: Attributes) -> SafeString: ...

    def source(self, code: str) -> str: ...


@dataclass(frozen=True)
class Note:
    number: int
    anchor: str
    source: str
    text: str


@dataclass
class Row:
    """One paragraph, list, table or chart, and the notes level with it."""

    html: SafeString
    notes: list[Note] = field(default_factory=list)

    @property
    def is_table(self) -> bool:
        """A table may be wider than a phone, and then scrolls by itself."""
        return self.html.startswith("<table")


def rows(body: str, section_code: str, lookup: Lookup) -> list[Row]:
    writer = _Writer(section_code, lookup)
    writer.feed(clean(body))
    writer.close()
    return writer.rows


def references(body: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each element of a body that stands for something to be looked up."""
    finder = _Finder()
    finder.feed(clean(body))
    yield from finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"data", "figure", "cite"}:
            self.found.append((tag, {name: value or "" for name, value in attrs}))


class _Writer(HTMLParser):
    """Writes the cleaned body anew, a row for every block at the top."""

    def __init__(self, section_code: str, lookup: Lookup) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._section = section_code
        self._lookup = lookup
        self._open: list[str] = []
        self._parts: list[str] = []
        self._notes: list[Note] = []
        self._numbers: dict[tuple[str, str], int] = {}
        # Inside a special element its content is kept apart from the text.
        self._special: tuple[str, dict[str, str]] | None = None
        self._inner = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._special:
            return
        named = {name: value or "" for name, value in attrs}
        if tag in {"data", "figure", "cite"}:
            self._special, self._inner = (tag, named), ""
            return
        self._begin(tag)
        self._parts.append(_start(tag, named))
        if tag not in VOID:
            self._open.append(tag)
        elif not self._open:
            self._finish()

    def handle_endtag(self, tag: str) -> None:
        if self._special:
            if tag == self._special[0]:
                self._replace(*self._special)
            return
        if tag in VOID or tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        self._parts.append(f"</{tag}>")
        if not self._open:
            self._finish()

    def handle_data(self, data: str) -> None:
        if self._special:
            self._inner += data
        elif data.strip() or self._open:
            self._begin("#text")
            self._parts.append(conditional_escape(data))

    def close(self) -> None:
        super().close()
        self._finish()

    def _begin(self, tag: str) -> None:
        """Give loose text at the top a paragraph of its own."""
        if not self._open and tag not in BLOCKS:
            self._parts.append("<p>")
            self._open.append("p")
        elif self._open == ["p"] and tag in BLOCKS:
            self.handle_endtag("p")

    def _finish(self) -> None:
        self._parts.extend(f"</{tag}>" for tag in reversed(self._open))
        self._open.clear()
        if self._parts:
            # Every part was cleaned, escaped or made by a template.
            html = mark_safe("".join(self._parts))  # noqa: S308
            self.rows.append(Row(html, self._notes))
        self._parts, self._notes = [], []

    def _replace(self, tag: str, named: dict[str, str]) -> None:
        self._special = None
        if tag == "figure":
            self._begin("figure")
            self._finish()
            self.rows.append(Row(self._lookup.chart(named)))
            return
        self._begin(tag)
        if tag == "data":
            reference, form = named.get("data-figure", ""), named.get("data-as", "")
            text = self._lookup.figure(reference, form)
            self._parts.append(conditional_escape(text))
        else:
            self._parts.append(self._note(named.get("data-source", "")))

    def _note(self, source: str) -> SafeString:
        key = (source, self._inner.strip())
        is_new = key not in self._numbers
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        anchor = f"note-{self._section}-{number}"
        if is_new:
            name = self._lookup.source(source)
            self._notes.append(Note(number, anchor, name, key[1]))
        return format_html('<sup><a href="#{}">{}</a></sup>', anchor, number)


def _start(tag: str, named: Mapping[str, str]) -> str:
    attributes = "".join(
        format_html(' {}="{}"', name, value) for name, value in named.items()
    )
    return f"<{tag}{attributes}>"
