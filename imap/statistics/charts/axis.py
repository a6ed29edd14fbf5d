"""The numbers beside an axis: short, one word for thousands, millions or billions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from imap.statistics.charts.scale import decimals_of
from imap.statistics.formatting import format_number

# Below this a number is as short as it would be in thousands.
LONG = 10_000
SCALES = (10**9, 10**6, 10**3)
WORDS = {
    "en": ("billion", "million", "thousand"),
    "ru": ("млрд", "млн", "тыс."),
    "fr": ("milliards", "millions", "milliers"),
    "ar": ("مليار", "مليون", "ألف"),
}
LETTER = 6.8
GAP = 6


@dataclass(frozen=True)
class Axis:
    """A label for each tick, and the word that holds for all of them."""

    labels: list[str]
    word: str

    @property
    def room(self) -> float:
        """Return the width that the labels take, with the gap beside them."""
        return max(map(len, self.labels), default=0) * LETTER + GAP


def axis_of(ticks: Sequence[float], language: str) -> Axis:
    highest = max((abs(tick) for tick in ticks), default=0)
    words = WORDS.get(language, WORDS["en"])
    scale, word = 1, ""
    if highest >= LONG:
        scale, word = next(
            pair for pair in zip(SCALES, words, strict=True) if highest >= pair[0]
        )
    scaled = [tick / scale for tick in ticks]
    decimals = decimals_of(scaled)
    labels = [
        format_number(Decimal(str(tick)), decimals if tick else 0, language)
        for tick in scaled
    ]
    return Axis(labels, word)
