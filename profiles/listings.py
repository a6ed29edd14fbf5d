"""What the newest published list says of the profiles of an i-Map."""

from __future__ import annotations

from profiles.models import Kind, Listing


def current_listings(dialogue: str, kind: Kind = Kind.EXTENDED) -> dict[str, Listing]:
    """Return the newest listing of each listed state, by ISO alpha-3 code."""
    rows = (
        Listing.objects.filter(profile__dialogue=dialogue, profile__kind=kind)
        .select_related("profile")
        .order_by("as_of")
    )
    return {row.profile.country_id: row for row in rows}
