"""Fills of countries and swatches: the colours and patterns of the style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imap.core.colours import colours
from imap.map.drawing.svg import WHITE, element

# With five classes the second of the ramp is left out, as in tokens.css.
OF_FIVE = {2: 3, 3: 4, 4: 5, 5: 6}
FIVE = 5
PATTERNED = ("no-data", "elsewhere")
COUNTED = ("counted", "fewer", "more")
# The token of a kind that is not called like it.
TOKENS = {"hidden": "hidden-value", "other": "land", "chosen": "accent"}
OF_CIRCLE = {"fewer": "circle-fewer", "more": "circle-more"}
# Below this luminance of a fill, words on it are white.
DARK_BELOW = 0.26


@dataclass(frozen=True)
class Paint:
    """The colours of one i-Map, for a legend with so many shades."""

    colours: Mapping[str, str]
    ramp: int = 0

    def fill(self, kind: str) -> str:
        if kind in PATTERNED:
            return f"url(#{kind})"
        return self.colours[self._token(kind)]

    def circle(self, kind: str) -> str:
        return self.colours[OF_CIRCLE.get(kind, "circle")]

    def is_dark(self, kind: str) -> bool:
        """Return whether words on a country of that kind are white."""
        if kind in PATTERNED:
            return False
        return _luminance(self.colours[self._token(kind)]) < DARK_BELOW

    def _token(self, kind: str) -> str:
        if kind in COUNTED:
            return "counted"
        name, _dash, number = kind.rpartition("-")
        if name == "class" and self.ramp == FIVE:
            return f"class-{OF_FIVE.get(int(number), int(number))}"
        return TOKENS.get(kind, kind)

    def patterns(self, unit: float) -> str:
        """Return the definitions of hatching and dots, in units to a pixel."""
        return self._hatching(6 * unit) + self._dots(4 * unit)

    def _hatching(self, size: float) -> str:
        line = {"stroke": self.colours["no-data"], "stroke_width": size * 0.22}
        return element(
            "pattern",
            element("rect", width=size, height=size, fill=WHITE),
            element("path", d=f"M0 0V{size:.2f}", **line),
            id="no-data",
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )

    def _dots(self, size: float) -> str:
        dot = {"r": size * 0.225, "fill": self.colours["elsewhere-dots"]}
        return element(
            "pattern",
            element("rect", width=size, height=size, fill=self.colours["elsewhere"]),
            element("circle", cx=size / 2, cy=size / 2, **dot),
            id="elsewhere",
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
        )

    def swatch(self, kind: str, width: int = 22, height: int = 14) -> str:
        """Return a sample of a kind for a legend: its fill, or its circle."""
        is_circle = kind in COUNTED
        sample = (
            element("circle", cx=width / 2, cy=7, r=6, **self._disc(kind))
            if is_circle
            else element("rect", width=width, height=height, fill=self.fill(kind))
        )
        return element(
            "svg",
            element("defs", self.patterns(1)),
            sample,
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {width} {height}",
        )

    def _disc(self, kind: str) -> dict[str, object]:
        return {"fill": self.circle(kind), "fill_opacity": 0.55}


def paint_of(dialogue: str, ramp: int = 0) -> Paint:
    return Paint(colours(dialogue), ramp)


def _luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
