"""What is known of one participant: status, figures beside each other, editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max

from imap.core import language
from imap.map.drawing.locator import locator
from imap.reference.participants import Participant, country_names, participants
from imap.statistics.data_notes import Notes, data_notes
from imap.statistics.formatting import NO_BREAK, format_number
from imap.statistics.key_figures import KeyFigure, key_figures
from imap.statistics.models import Observation, Source
from imap.statistics.partners import Direction, largest_partners
from profiles.listings import current_listings
from profiles.models import Edition, PublishedSection
from profiles.pages.country_charts import country_charts

# The name in the other working language is shown where it is a language of the state.
OTHER_LANGUAGE = {"en": "ru", "ru": "en"}
OFFICIAL_IN = {
    "ru": frozenset({"BLR", "KAZ", "KGZ", "RUS"}),
    "en": frozenset({"GBR", "IRL", "MLT"}),
}
LARGEST = 4


@dataclass(frozen=True)
class FigureRow:
    """A key figure; without one, the name of the row that counts it, if one does."""

    figure: KeyFigure
    counted_in: str
    note: str


@dataclass(frozen=True)
class PartnerList:
    direction: Direction
    year: int
    source: Source
    rows: list[tuple[str, str, str]]


@dataclass(frozen=True)
class EditionEntry:
    edition: Edition
    chapters: list[PublishedSection]


class UnknownParticipantError(LookupError):
    """A code is not of a state or area that takes part in the i-Map today."""


def participant(dialogue: str, iso3: str) -> Participant:
    """Return a participant of that i-Map, or raise UnknownParticipantError.

    A fictitious state is known here, for its profiles; it has no country page.
    """
    members = participants(
        dialogue, language.current(), with_fictitious=True, only=iso3
    )
    return _found(members, iso3)


def _found(members: Iterable[Participant], iso3: str) -> Participant:
    for member in members:
        if member.iso3 == iso3:
            return member
    raise UnknownParticipantError(iso3)


def country_page(dialogue: str, iso3: str, *, newest: bool) -> dict[str, Any]:
    members = participants(dialogue, language.current())
    country = _found(members, iso3)
    names = country_names(language.current())
    notes = data_notes([iso3])
    shared_year = _shared_year(iso3)
    year = None if newest else shared_year
    return {
        "country": country,
        "other_name": _other_name(dialogue, iso3),
        "listing": current_listings(dialogue).get(iso3),
        "figures": [
            FigureRow(
                figure,
                names.get(figure.counted_in or "", ""),
                _note(figure, notes, iso3),
            )
            for figure in key_figures(iso3, year)
        ],
        "year": year,
        "shared_year": shared_year,
        "view": locator(dialogue, iso3, {each.iso3: each.name for each in members}),
        "members": {member.iso3 for member in members},
        "others": [member for member in members if member.iso3 != iso3],
        "partner_lists": list(_partner_lists(iso3, names)),
        "charts": country_charts(iso3),
        "editions": _editions(dialogue, iso3),
    }


def _note(figure: KeyFigure, notes: Notes, iso3: str) -> str:
    """Return what the figure counts beyond its label, and what it is made from."""
    source = figure.source.code if figure.source else ""
    about = notes.get((source, figure.indicator.code), {}).get(iso3, "")
    return "; ".join(filter(None, [figure.remark(), about]))


def _shared_year(iso3: str) -> int | None:
    """Return the newest year for which two sources give one of the key figures."""
    rows = (
        Observation.objects.released()
        .totals()
        .filter(country=iso3, indicator__is_key_figure=True, value__isnull=False)
    )
    years = (
        rows.order_by()
        .values("indicator", "year")
        .annotate(sources=Count("source", distinct=True))
        .filter(sources__gt=1)
    )
    newest: int | None = years.aggregate(newest=Max("year"))["newest"]
    return newest


def _other_name(dialogue: str, iso3: str) -> tuple[str, str] | None:
    """Return language and name in the other language of the i-Map, if it is theirs."""
    code = OTHER_LANGUAGE.get(language.current()) if dialogue == "bmp" else None
    if code is None or iso3 not in OFFICIAL_IN[code]:
        return None
    return code, country_names(code)[iso3]


def _partner_lists(iso3: str, names: Mapping[str, str]) -> Iterable[PartnerList]:
    directions: tuple[Direction, ...] = ("out", "in")
    for direction in directions:
        partners = largest_partners(iso3, direction, limit=LARGEST)
        if not partners.rows or not partners.source:
            continue
        rows = [
            (
                names[row.iso3],
                format_number(row.value),
                f"{format_number(row.share, 1)}{NO_BREAK}%" if row.share else "",
            )
            for row in partners.rows
        ]
        yield PartnerList(direction, partners.year, partners.source, rows)


def _editions(dialogue: str, iso3: str) -> list[EditionEntry]:
    """Return the published editions, each with the chapters that say something."""
    editions = (
        Edition.objects.readable(dialogue)
        .filter(profile__country=iso3)
        .select_related("profile")
    )
    chapters: dict[int, list[PublishedSection]] = {}
    sections = PublishedSection.objects.filter(
        publication__edition__in=editions,
        depth=1,
        is_covered=True,
        language=language.current(),
    ).defer("html", "publication__snapshot", "publication__head")
    for section in sections.select_related("publication"):
        chapters.setdefault(section.publication.edition_id, []).append(section)
    return [EditionEntry(each, chapters.get(each.pk, [])) for each in editions]
