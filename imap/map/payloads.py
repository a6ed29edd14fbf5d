"""Bodies of the map's data: made when the figures change, then one look-up each.

`<series>` is for drawing, four significant digits; `<series>.exact` has the figures as
published; `catalogue` says which series hold figures of the i-Map's states, and when.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

import brotli
from django.utils import timezone

from imap.map.models import Payload
from imap.reference.models import Country
from imap.statistics.classes import class_of
from imap.statistics.models import Observation
from imap.statistics.series import (
    Figure,
    Series,
    all_series,
    get_series,
    periods,
    series_table,
    values,
)
from imap.statistics.versions import data_version, version_text

CATALOGUE = "catalogue"
EXACT = ".exact"
DIGITS = 4
# Goes up when the form of the answers changes, so that none in an old form is sent.
FORM = 3
# In words of the style sheet; other flags go out as they are.
NOTHING: dict[str, str] = {
    Observation.Flag.MISSING: "no-data",
    Observation.Flag.NOT_APPLICABLE: "not-applicable",
    Observation.Flag.CONFIDENTIAL: "hidden",
}


def get(dialogue: str, key: str) -> Payload | None:
    """Return a stored answer, made anew if the figures changed; None if unknown."""
    stored = (
        Payload.objects.with_data_version().filter(dialogue=dialogue, key=key).first()
    )
    if stored is not None and _is_fresh(stored):
        return stored
    return make(dialogue, key)


def read(dialogue: str, key: str) -> dict[str, Any] | None:
    """Return the content of a stored answer."""
    payload = get(dialogue, key)
    return None if payload is None else json.loads(bytes(payload.body))


def make(dialogue: str, key: str) -> Payload | None:
    # Read before the figures: should they change meanwhile, the answer counts as old.
    version = _version(data_version())
    content = _content(dialogue, key)
    if content is None:
        return None
    body = json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()
    stored, _is_new = Payload.objects.update_or_create(
        dialogue_id=dialogue, key=key, defaults=_packed(body, version)
    )
    return stored


def make_all(dialogue: str) -> int:
    """Make what is missing or out of date; return how many answers were made."""
    fresh = _fresh_keys(dialogue)
    wanted = [CATALOGUE, *_keys(dialogue)]
    made = [key for key in wanted if key not in fresh]
    for key in made:
        make(dialogue, key)
    return len(made)


def members(dialogue: str) -> list[str]:
    """Return the codes of those who take part today."""
    taking_part = Country.objects.taking_part(dialogue)
    return list(taking_part.order_by("iso3").values_list("iso3", flat=True))


def _keys(dialogue: str) -> list[str]:
    catalogue = read(dialogue, CATALOGUE) or {"series": {}}
    return [key + kind for key in catalogue["series"] for kind in ("", EXACT)]


def _fresh_keys(dialogue: str) -> set[str]:
    """Return the keys of all answers that are up to date, in one query."""
    stored = Payload.objects.with_data_version().filter(dialogue=dialogue)
    rows = stored.defer("body", "brotli", "gzip")
    return {row.key for row in rows if _is_fresh(row)}


def _is_fresh(stored: Payload) -> bool:
    now = vars(stored)
    version = _version(version_text(now["number_now"], now["changed_now"]))
    return stored.version == version and stored.made_on == timezone.localdate()


def _version(figures: str) -> str:
    return f"{FORM}-{figures}"


def _packed(body: bytes, version: str) -> dict[str, Any]:
    return {
        "version": version,
        "made_on": timezone.localdate(),
        "body": body,
        "brotli": brotli.compress(body, quality=11),
        "gzip": gzip.compress(body, 9, mtime=0),
        "etag": hashlib.sha256(body).hexdigest()[:20],
    }


def _content(dialogue: str, key: str) -> dict[str, Any] | None:
    countries = members(dialogue)
    if key == CATALOGUE:
        return {"series": _catalogue(countries)}
    wanted = key.removesuffix(EXACT)
    series = get_series(wanted)
    if series is None or not countries:
        return None
    build: Callable[[Series, list[str]], dict[str, Any]]
    build = _exact if key.endswith(EXACT) else _drawing
    content = build(series, countries)
    return content if content["periods"] else None


def _catalogue(countries: list[str]) -> dict[str, list[str]]:
    # The periods of the whole series, less those in which no member has a figure.
    found: dict[str, list[str]] = {}
    for series in all_series(countries):
        held = values(series, countries)
        known = {period for row in held.values() for period in row}
        found[series.key] = [each for each in periods(series) if each in known]
    return found


def _drawing(series: Series, countries: list[str]) -> dict[str, Any]:
    table = series_table(series, countries)
    flags = {
        iso3: {str(place): NOTHING.get(flag, flag) for place, flag in places.items()}
        for iso3, places in table.flags.items()
    }
    return {
        "series": series.key,
        "periods": table.periods,
        "countries": {
            iso3: [_rounded(value, series.indicator.limits) for value in column]
            for iso3, column in table.columns.items()
        },
        "flags": flags,
        "marks": table.marks,
        "medians": _medians(table.columns),
        "most": _most(table.columns),
        "elsewhere": table.counted_elsewhere,
        "breaks": series.indicator.limits,
        "decimals": series.indicator.decimals,
    }


def _medians(columns: dict[str, list[Decimal | None]]) -> list[float | None]:
    """Return the middle of the exact values of each period."""
    held = [
        [value for value in row if value is not None]
        for row in zip(*columns.values(), strict=True)
    ]
    return [float(median(values)) if values else None for values in held]


def _most(columns: dict[str, list[Decimal | None]]) -> float:
    """Return the figure farthest from zero in any year: the largest circle."""
    sizes = (abs(value) for row in columns.values() for value in row if value)
    return float(max(sizes, default=Decimal(0)))


def _rounded(
    value: Decimal | None, breaks: Sequence[int | float]
) -> int | float | None:
    """Return four significant digits, or all where fewer would change the class."""
    if value is None:
        return None
    number = float(f"{value:.{DIGITS}g}")
    if class_of(number, breaks) != class_of(value, breaks):
        number = float(value)
    return int(number) if number.is_integer() else number


def _exact(series: Series, countries: list[str]) -> dict[str, Any]:
    axis = series_table(series, countries).periods
    figures = values(series, countries)
    return {
        "series": series.key,
        "periods": axis,
        "countries": {
            iso3: [_published(figures.get(iso3, {}).get(period)) for period in axis]
            for iso3 in countries
        },
    }


def _published(figure: Figure | None) -> str | None:
    return figure.published or None if figure else None
