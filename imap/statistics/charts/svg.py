"""What all charts share: the canvas, its elements, and the texts around a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from imap.core.language import direction

EMPTY = SafeString("")


@dataclass(frozen=True)
class ChartText:
    """What a chart says besides its figures; `description` is read to the blind."""

    title: str
    description: str
    language: str
    # Head of the first column of the table, such as "Year", and what absence is called.
    head: str
    absent: str


@dataclass(frozen=True)
class ChartTable:
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Chart:
    svg: SafeString
    table: ChartTable
    # The same for a page so narrow that the other would have to shrink.
    narrow: SafeString = EMPTY


class Canvas:
    """Elements placed from the reading side: x is mirrored for right-to-left."""

    def __init__(self, width: float, height: float, language: str) -> None:
        self.width = width
        self.height = height
        self.direction = direction(language)
        self._parts: list[SafeString] = []

    def x(self, x: float) -> str:
        return number(self.width - x if self.direction == "rtl" else x)

    def line(
        self, ends: tuple[float, float], y: float, css: str = "chart__grid"
    ) -> None:
        self._parts.append(
            format_html(
                '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>',
                css,
                self.x(ends[0]),
                number(y),
                self.x(ends[1]),
                number(y),
            )
        )

    def path(self, points: Iterable[tuple[float, float]], css: str) -> None:
        steps = " L".join(f"{self.x(x)} {number(y)}" for x, y in points)
        self._parts.append(format_html('<path class="{}" d="M{}"/>', css, steps))

    def dot(self, x: float, y: float, css: str, radius: float = 3) -> None:
        self._parts.append(
            format_html(
                '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
                css,
                self.x(x),
                number(y),
                number(radius),
            )
        )

    def bar(
        self, corner: tuple[float, float], size: tuple[float, float], css: str
    ) -> None:
        x, y = corner
        width, height = size
        left = self.width - x - width if self.direction == "rtl" else x
        self._parts.append(
            format_html(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
                css,
                number(left),
                number(y),
                number(width),
                number(height),
            )
        )

    def text(
        self, at: tuple[float, float], text: str, css: str, anchor: str = "start"
    ) -> None:
        self._parts.append(
            format_html(
                '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
                css,
                self.x(at[0]),
                number(at[1]),
                anchor,
                text,
            )
        )

    def text_with_note(
        self, at: tuple[float, float], text: str, note: str, css: str
    ) -> None:
        self._parts.append(
            format_html(
                '<text class="{}" x="{}" y="{}">{} <tspan class="chart__note">{}'
                "</tspan></text>",
                css,
                self.x(at[0]),
                number(at[1]),
                text,
                note,
            )
        )

    def draw(self, text: ChartText, css: str = "chart__plot") -> SafeString:
        return format_html(
            '<svg class="{}" viewBox="0 0 {} {}" role="img" direction="{}" lang="{}">'
            "<title>{}</title><desc>{}</desc>{}</svg>",
            css,
            number(self.width),
            number(self.height),
            self.direction,
            text.language,
            text.title,
            text.description,
            format_html_join("", "{}", ((part,) for part in self._parts)),
        )


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
