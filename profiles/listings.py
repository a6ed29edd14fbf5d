"""What the public face says of the profiles of an i-Map: two words, each with a date.

The published list of 2011 gives most of them; publications of the i-Map itself add to
it, so that the rows of one i-Map are as of different days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from profiles.kinds import main_kind
from profiles.models import Kind, Listing, Profile


def current_listings(dialogue: str, kind: Kind | None = None) -> dict[str, Listing]:
    """Return the newest listing of each listed state, by ISO alpha-3 code.

    Without `kind` those of the kind that the i-Map is known for.
    """
    kind = kind or main_kind(dialogue)
    rows = (
        Listing.objects.filter(
            profile__dialogue=dialogue,
            profile__kind=kind,
            profile__country__is_fictitious=False,
        )
        .select_related("profile")
        .order_by("as_of")
    )
    return {row.profile.country_id: row for row in rows}


def main_listing(listings: Mapping[str, Listing]) -> Listing | None:
    """Return a row of the day that most states have; of two such days the newer one.

    It dates the list as a whole. Rows of another day say so themselves.
    """
    days = Counter(row.as_of for row in listings.values())
    rows = listings.values()
    return max(rows, key=lambda row: (days[row.as_of], row.as_of), default=None)


def list_publication(profile: Profile, number: int, day: date) -> None:
    """Say that a profile is final and endorsed, from its publication on."""
    sources = {}
    for code in settings.DIALOGUES[profile.dialogue_id]:
        with override(code):
            sources[code] = _("Publication %(number)s of the i-Map") % {
                "number": number
            }
    Listing.objects.update_or_create(
        profile=profile,
        as_of=day,
        defaults={"status": Listing.Status.ENDORSED, "source": sources},
    )


def unlist(profile: Profile, day: date) -> None:
    """Take back what a publication of that day said."""
    Listing.objects.filter(profile=profile, as_of=day).delete()
