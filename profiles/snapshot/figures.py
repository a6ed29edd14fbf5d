"""Read figures out of a frozen content, as they were on its day."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from imap.core import language
from imap.core.texts import Texts
from imap.statistics.models import Indicator, Observation, Source
from imap.statistics.partners import Partner, Partners, PartnersOf
from profiles.lookup import Figures, Reference, split_series
from profiles.snapshot.canonical import Content


def frozen(content: Content) -> Figures:
    """Return the figures of a content, to be written in the reader's language.

    The rows are made up from what was frozen and are in no database.
    """
    indicators = {code: Indicator(**row) for code, row in content["indicators"].items()}
    sources = {code: Source(**row) for code, row in content["sources"].items()}
    here = language.current()
    return Figures(
        observations=_observations(content, indicators, sources),
        sources=sources,
        partners={
            _question(answer): _partners(answer, sources)
            for section in content["sections"]
            for answer in section["partners"]
        },
        names={
            iso3: Texts(names).text(here)
            for iso3, names in content["countries"].items()
        },
    )


def _observations(
    content: Content,
    indicators: Mapping[str, Indicator],
    sources: Mapping[str, Source],
) -> dict[Reference, dict[str, Observation]]:
    rows = [each for section in content["sections"] for each in section["figures"]]
    rows.sort(key=lambda row: (row["year"], row["period"]))
    series_rows: dict[Reference, dict[str, Observation]] = {}
    for row in rows:
        key = split_series(row["series"])
        indicator, source, iso3 = key
        series_rows.setdefault(key, {})[row["period"]] = Observation(
            indicator=indicators[indicator],
            source=sources[source],
            country_id=iso3,
            period=row["period"],
            year=row["year"],
            value=_decimal(row["value"]),
            flag=row["flag"],
        )
    return series_rows


def _question(answer: Mapping[str, Any]) -> PartnersOf:
    return PartnersOf(
        answer["country"], answer["direction"], answer["year"], answer["limit"]
    )


def _partners(answer: Mapping[str, Any], sources: Mapping[str, Source]) -> Partners:
    total = _decimal(answer["total"])
    rows = []
    for row in answer["rows"]:
        value = Decimal(row["value"])
        share = value / total * 100 if total else None
        rows.append(Partner(row["country"], value, row["published"], share))
    source = sources.get(answer["source"])
    return Partners(source, answer["year"], rows, answer["count"], total)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
