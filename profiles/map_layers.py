"""Layers of the map: which profiles there are, and for staff how old they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imap.core.access import Access
from imap.core.dates import month_spelled
from imap.map.layers.kinds import KindsContent
from imap.map.layers.socket import Layer, Scene, register
from imap.map.layers.view import CardPart, LegendRow
from imap.process.models import Meeting
from profiles.freshness import Age, ages, visible_codes
from profiles.kinds import PLURALS, main_kind
from profiles.listings import current_listings, main_listing
from profiles.models import Edition, Kind, Listing

# Four shades of the map, from young to old.
AGE_KINDS = ("class-1", "class-3", "class-4", "class-6")
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
            title=str(PLURALS[main_kind(scene.dialogue)]),
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


class FreshnessLayer(Layer):
    """How old the newest text of each state is; contact points see their own state."""

    key = "freshness"
    label = gettext_lazy("Freshness")
    icon = "freshness"
    position = 90
    file = "freshness"
    twin = "kinds"

    def visible_to(self, access: Access) -> bool:
        return access.is_member and (access.is_secretariat or bool(access.represented))

    def content(self, scene: Scene) -> KindsContent | None:
        codes = visible_codes(scene.access, scene.codes)
        if not codes:
            return None
        today, told = timezone.localdate(), ages(scene.dialogue, codes)
        rows = _age_rows(told, today)
        return KindsContent(
            layer=self,
            scene=scene,
            title=_("Age of the newest profile"),
            column=_("Newest profile"),
            note=_("Seen by the secretariat and the contact point of a state alone."),
            rows=rows,
            other=_("Not shown"),
            summary=_("%(old)s of %(count)s have no profile younger than ten years.")
            % {"old": rows[-1].count + rows[-2].count, "count": len(codes)},
            source=_("Published list and publications of the i-Map"),
            as_of=today.isoformat(),
            more=(
                _("Newest figure"),
                {code: str(age.figure) for code, age in told.items() if age.figure},
            ),
        )


def _age_rows(told: Mapping[str, Age], today: date) -> list[LegendRow]:
    labels = [
        _("under 2 years"),
        _("2 to 4 years"),
        _("5 to 9 years"),
        _("10 years and more"),
    ]
    bands = {code: age.band(today) for code, age in told.items()}
    rows = [
        LegendRow(kind, label, [code for code in told if bands[code] == band])
        for band, (kind, label) in enumerate(zip(AGE_KINDS, labels, strict=True))
    ]
    without = [code for code in told if bands[code] is None]
    return [*rows, LegendRow("listed", _("No profile listed"), without)]


register(ProfilesLayer())
register(FreshnessLayer())
