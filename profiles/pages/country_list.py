"""The participants of an i-Map by group, alphabetical in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imap.core import language
from imap.reference.participants import Participant, participants
from profiles.listings import current_listings, main_listing
from profiles.models import Listing


@dataclass(frozen=True)
class CountryRow:
    participant: Participant
    listing: Listing | None


@dataclass
class Group:
    name: str
    rows: list[CountryRow] = field(default_factory=list)


def country_list(dialogue: str) -> dict[str, Any]:
    listings = current_listings(dialogue)
    listed = main_listing(listings)
    members = participants(dialogue, language.current())
    # What is dated on the page is dated as a whole: the groups are those of the list.
    day = listed.as_of if listed else None
    then = {each.iso3: each for each in participants(dialogue, language.current(), day)}
    groups: dict[str, Group] = {}
    for member in members:
        placed = then.get(member.iso3, member)
        group = groups.setdefault(placed.group_code, Group(placed.group_name))
        group.rows.append(CountryRow(member, listings.get(member.iso3)))
    return {
        "groups": sorted(
            groups.values(), key=lambda group: language.sort_key(group.name)
        ),
        "count": len(members),
        "listed": listed,
    }
