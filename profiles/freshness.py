"""How old the newest text and the newest figure of each state are.

Seen by the secretariat, and by the contact point of a state for that state alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from imap.core.access import Access
from imap.statistics.models import Observation
from profiles.listings import current_listings
from profiles.models import Edition

# A text is younger than so many years; the last class has no end.
LIMITS = (2, 5, 10)


@dataclass(frozen=True)
class Age:
    """Of one state: the day of its newest text, the year of its newest figure."""

    text: date | None
    figure: int | None

    def band(self, today: date) -> int | None:
        """Return the class of the text, 0 the youngest; None where there is none."""
        if self.text is None:
            return None
        years = today.year - self.text.year
        years -= (today.month, today.day) < (self.text.month, self.text.day)
        return sum(years >= limit for limit in LIMITS)


def visible_codes(access: Access, codes: Sequence[str]) -> list[str]:
    """Return the states whose lateness a person sees."""
    if access.is_secretariat:
        return list(codes)
    return [code for code in codes if code in access.represented]


def ages(dialogue: str, codes: Sequence[str]) -> dict[str, Age]:
    """Return the age of each state: published here, or named by the published list."""
    texts = _texts(dialogue)
    figures = _figures(codes)
    return {code: Age(texts.get(code), figures.get(code)) for code in codes}


def _texts(dialogue: str) -> Mapping[str, date]:
    """Demonstrations are no texts of a state: the list tells what there is of it."""
    listed = {
        code: row.as_of
        for code, row in current_listings(dialogue).items()
        if row.status == row.Status.ENDORSED
    }
    published = (
        Edition.objects.readable(dialogue)
        .filter(is_demonstration=False)
        .values("profile__country")
        .annotate(day=Max("published_on"))
    )
    for row in published:
        code, day = row["profile__country"], row["day"]
        listed[code] = max(day, listed.get(code, day))
    return listed


def _figures(codes: Sequence[str]) -> Mapping[str, int]:
    """Projections of years to come are no newer figures."""
    this_year = timezone.localdate().year
    rows = (
        Observation.objects.released()
        .filter(country__in=codes, value__isnull=False, year__lte=this_year)
        .values("country")
        .annotate(year=Max("year"))
    )
    return {row["country"]: row["year"] for row in rows}
