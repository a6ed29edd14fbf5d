"""Who takes part in a dialogue on a day, under which name and in which group.

A fictitious state (`demo.py`) takes part in nothing that is counted, listed or drawn.
Pages of the workflow, which show its profiles, ask for it by `with_fictitious`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from imap.reference.models import CountryName, Participation

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True)
class Participant:
    iso3: str
    name: str
    sort_key: str
    group_code: str
    group_name: str
    footnote: str
    lat: float
    lon: float
    role: str
    state: str
    is_fictitious: bool


def participants(
    dialogue: str,
    language: str,
    on: dt.date | None = None,
    *,
    with_fictitious: bool = False,
    only: str | None = None,
) -> list[Participant]:
    """Return the participants on a day, alphabetical in the reader's language.

    With `only` the one of that ISO alpha-3 code, if it takes part.
    """
    rows = (
        Participation.objects.in_force(on)
        .filter(dialogue=dialogue)
        .select_related("country", "group")
    )
    if not with_fictitious:
        rows = rows.real()
    if only is not None:
        rows = rows.filter(country=only)
    names = _names(language, on, [row.country_id for row in rows])
    states = [_participant(row, names[row.country_id], language) for row in rows]
    return sorted(states, key=lambda participant: participant.sort_key)


def country_names(language: str, on: dt.date | None = None) -> dict[str, str]:
    """Return the name of every country or area on a day; English where none is."""
    return {iso3: name.name for iso3, name in _names(language, on).items()}


def _names(
    language: str, on: dt.date | None, only: Iterable[str] | None = None
) -> dict[str, CountryName]:
    rows = CountryName.objects.printed(on).filter(
        language__in={language, FALLBACK_LANGUAGE}
    )
    if only is not None:
        rows = rows.filter(country__in=only)
    # The reader's language comes last, so that it replaces the fallback.
    return {
        row.country_id: row
        for row in sorted(rows, key=lambda row: row.language == language)
    }


def _participant(row: Participation, name: CountryName, language: str) -> Participant:
    return Participant(
        iso3=row.country_id,
        name=name.name,
        sort_key=name.sort_key,
        group_code=row.group.code,
        group_name=row.group.names.text(language),
        footnote=row.country.footnote,
        lat=row.country.latitude,
        lon=row.country.longitude,
        role=row.role,
        state=row.state,
        is_fictitious=row.country.is_fictitious,
    )
