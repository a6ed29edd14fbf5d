"""The layer of the map that shows which profiles the newest published list names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imap.core.dates import month_spelled
from imap.map.layers.kinds import KindsContent
from imap.map.layers.socket import Layer, Scene, register
from imap.map.layers.view import CardPart, LegendRow
from imap.process.models import Meeting
from profiles.listings import current_listings, main_listing
from profiles.models import Edition, Kind, Listing

ICONS = {
    Listing.Status.ENDORSED: "check-disc",
    Listing.Status.PREPARATION: "half-disc",
}


@dataclass(frozen=True)
class ProfilesContent(KindsContent):
    """The newest published list, and what comes next in the work plan."""

    def context(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Return the meeting that comes next from today."""
        today = timezone.localdate()
        plan = Meeting.objects.of(self.scene.dialogue).filter(
            starts__gte=today.replace(day=1)
        )
        meeting = next((each for each in plan if not each.is_past(today)), None)
        return {"meeting": meeting, "dialogue": self.scene.dialogue}


class ProfilesLayer(Layer):
    """Who has an endorsed profile, who prepares one."""

    key = "profiles"
    label = gettext_lazy("Profiles")
    icon = "profile"
    position = 10
    file = "status"
    twin = "kinds"
    templates = {"note": "profiles/_map_note.html"}

    def content(self, scene: Scene) -> ProfilesContent | None:
        """Return who is on the list with what status; None where there is no list."""
        codes = scene.codes
        listings = current_listings(scene.dialogue)
        listed = {iso3: each for iso3, each in listings.items() if iso3 in set(codes)}
        main = main_listing(listed)
        if main is None:
            return None
        rows = _rows(listed, codes)
        return ProfilesContent(
            layer=self,
            scene=scene,
            title=_("Extended Migration Profiles"),
            column=_("Profile"),
            note=_("%(count)s participants, as of %(date)s")
            % {"count": len(codes), "date": month_spelled(main.as_of)},
            rows=rows,
            other=_("Not taking part"),
            summary=_summary(rows, len(codes)),
            source=str(main.source),
            as_of=main.as_of.isoformat(),
            named_always=rows[0].codes,
        )

    def card(self, dialogue: str, iso3: str) -> CardPart | None:
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
        action = (
            (_("Open the profile"), edition.get_absolute_url()) if edition else None
        )
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


def _summary(rows: Sequence[LegendRow], count: int) -> str:
    return _(
        "%(endorsed)s of %(count)s participants have an endorsed profile; "
        "%(preparing)s are preparing one."
    ) % {"endorsed": rows[0].count, "count": count, "preparing": rows[1].count}


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


register(ProfilesLayer())
