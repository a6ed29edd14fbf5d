"""The layer of the map that shows which profiles the newest published list names."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imap.core.dates import month_spelled
from imap.core.language import localized
from imap.map.layers import CardPart, Layer, LegendRow, StatusPayload, register
from profiles.listings import current_listings
from profiles.models import Edition, Kind, Listing

ICONS = {
    Listing.Status.ENDORSED: "check-disc",
    Listing.Status.PREPARATION: "half-disc",
}


def payload(dialogue: str, language: str, codes: Sequence[str]) -> StatusPayload | None:
    """Return who is on the list with what status; None where there is no list."""
    listings = current_listings(dialogue)
    listed = {iso3: each for iso3, each in listings.items() if iso3 in set(codes)}
    if not listed:
        return None
    newest = max(listed.values(), key=lambda each: each.as_of)
    rows = _rows(listed, codes)
    as_of = month_spelled(newest.as_of)
    return StatusPayload(
        title=_("Extended Migration Profiles"),
        note=_("%(count)s participants, as of %(date)s")
        % {"count": len(codes), "date": as_of},
        rows=rows,
        other=_("Not taking part"),
        summary=_(
            "%(endorsed)s of %(count)s participants have an endorsed profile; "
            "%(preparing)s are preparing one."
        )
        % {
            "endorsed": rows[0].count,
            "count": len(codes),
            "preparing": rows[1].count,
        },
        source=localized(newest.source, language),
        as_of=newest.as_of.isoformat(),
    )


def card(dialogue: str, iso3: str) -> CardPart | None:
    """Return the status of one state, and the way to what it published."""
    listings = current_listings(dialogue)
    listing = listings.get(iso3)
    edition = (
        Edition.objects.readable(dialogue)
        .filter(profile__country=iso3)
        .select_related("profile")
        .first()
    )
    if not listings and edition is None:
        return None
    action = (_("Open the profile"), edition.get_absolute_url()) if edition else None
    if listing is None:
        return CardPart(_("No profile listed"), "ring", "none", (), action)
    status = Listing.Status(listing.status)
    return CardPart(
        badge=str(status.label),
        badge_icon=ICONS[status],
        badge_kind=status.value,
        lines=_lines(listing, edition),
        action=action,
    )


def _lines(listing: Listing, edition: Edition | None) -> list[str]:
    lines = [_("As of %(date)s") % {"date": month_spelled(listing.as_of)}]
    if edition is not None:
        kind = Kind(edition.profile.kind).label
        lines.append(f"{kind}, {edition.label}")
        if edition.is_demonstration:
            lines.append(_("Demonstration text; not the endorsed profile"))
    return lines


def _rows(listed: dict[str, Listing], codes: Sequence[str]) -> list[LegendRow]:
    rows = [
        LegendRow(
            status.value,
            str(status.label),
            [
                iso3
                for iso3 in codes
                if iso3 in listed and listed[iso3].status == status
            ],
        )
        for status in (Listing.Status.ENDORSED, Listing.Status.PREPARATION)
    ]
    others = [iso3 for iso3 in codes if iso3 not in listed]
    return [*rows, LegendRow("listed", _("No profile listed"), others)]


register(
    Layer(
        key="profiles",
        label=gettext_lazy("Profiles"),
        icon="profile",
        position=10,
        payload=payload,
        card=card,
    )
)
