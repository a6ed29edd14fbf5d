"""The name of a series: IMM.STK@UNDESA2020, an indicator and an edition of a source."""

from __future__ import annotations

import re
from typing import NamedTuple

# As wide as the codes of both; anything else never gets near the database.
_FORM = re.compile(r"([\w.-]{1,24})@([\w.-]{1,38})", re.ASCII)


class SeriesKey(NamedTuple):
    """Codes of indicator and source; written with @ between them."""

    indicator: str
    source: str

    def __str__(self) -> str:
        return f"{self.indicator}@{self.source}"


def series_key(text: str) -> SeriesKey | None:
    """Return what a text names; None where it has not the form of a series."""
    match = _FORM.fullmatch(text)
    return SeriesKey(*match.groups()) if match else None
