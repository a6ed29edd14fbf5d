"""The participants of an i-Map by group, alphabetical in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imap.core import language
from imap.reference.participants import Participant, participants
from profiles.listings import current_listings
from profiles.models import Listing


@dataclass(frozen=True)
class CountryRow:
    participant: Participant
    listing: Listing | None


@dataclass
class Group:
    name: str
    rows: list[CountryRow] = field(default_factory=list)


def country_list(dialogue_slug: str) -> dict[str, Any]:
    listings = current_listings(dialogue_slug)
    members = participants(dialogue_slug, language.current())
    groups: dict[str, Group] = {}
    for member in members:
        group = groups.setdefault(member.group_code, Group(member.group_name))
        group.rows.append(CountryRow(member, listings.get(member.iso3)))
    return {
        "groups": sorted(
            groups.values(), key=lambda group: language.sort_key(group.name)
        ),
        "count": len(members),
        "listed": max(listings.values(), key=lambda row: row.as_of, default=None),
    }
