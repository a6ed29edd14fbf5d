"""Classes of a choropleth: fixed for all years; a class begins at its lower limit.

`breaks` are the inner limits: n of them make n + 1 classes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import override

from imap.core.language import current
from imap.statistics.formatting import NO_BREAK, format_compact

Number = Decimal | int | float

ROUND_STEPS = (1, 2, 5)


def class_of(value: Number, breaks: Sequence[Number]) -> int:
    """Return the class of a value, 0 being the lowest."""
    return bisect_right(breaks, value)


def class_labels(
    breaks: Sequence[Number], decimals: int = 0, language: str | None = None
) -> list[str]:
    """Return "under 2", "2 – 5", …, "20 and over"."""
    limits = [_limit(limit, decimals, language) for limit in breaks]
    dash = f"{NO_BREAK}… " if min(breaks) < 0 else f"{NO_BREAK}– "
    between = [f"{low}{dash}{high}" for low, high in pairwise(limits)]
    with override(language or current()):
        under = _("under %(limit)s") % {"limit": limits[0]}
        over = _("%(limit)s and over") % {"limit": limits[-1]}
    return [under, *between, over]


def suggest_breaks(values: Iterable[Number], classes: int = 6) -> list[Number]:
    """Return round limits that fill the classes about evenly.

    Round means 1, 2 or 5 with zeros: easy to remember, and few enough that two limits
    falling on the same number leave one class less.
    """
    ordered = sorted(value for value in values if value > 0)
    if not ordered:
        return []
    cuts = (ordered[len(ordered) * cut // classes] for cut in range(1, classes))
    return sorted({_nearest_round(cut) for cut in cuts})


def _nearest_round(value: Number) -> Number:
    exponent = Decimal(str(value)).adjusted()
    steps = [
        Decimal(step).scaleb(power)
        for power in (exponent, exponent + 1)
        for step in ROUND_STEPS
    ]
    place = bisect_left(steps, Decimal(str(value)))
    around = steps[max(place - 1, 0) : place + 1]
    nearest = min(around, key=lambda step: abs(step - Decimal(str(value))))
    return int(nearest) if nearest == int(nearest) else float(nearest)


def _limit(limit: Number, decimals: int, language: str | None) -> str:
    # 2, not 2.0; but 0.5 keeps its place.
    places = 0 if limit == int(limit) else decimals
    return format_compact(limit, places, language)
