"""Who has a section open just now: a light sign that the page gives of itself.

It is in the cache alone and of no use after a minute and a half. A sign that is lost,
because two came at the very same moment, comes again half a minute later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils import timezone

from profiles.editing.place import Place

if TYPE_CHECKING:
    from accounts.models import User

# The page says every thirty seconds that it is open; a sign or two may be late.
FRESH = timedelta(seconds=90)


@dataclass(frozen=True)
class Presence:
    """A person at a section; `writing_since` is None for whoever only reads."""

    name: str
    seen_at: datetime
    writing_since: datetime | None


def note(place: Place, person: User, *, is_writing: bool) -> list[Presence]:
    """Take down that somebody is here, and return who else is, by name."""
    now = timezone.now()
    people = _people(place, now)
    writing_since = None
    if is_writing:
        before = people.get(person.pk)
        writing_since = (before and before.writing_since) or now
    people[person.pk] = Presence(person.get_full_name(), now, writing_since)
    cache.set(_key(place), people, FRESH.total_seconds())
    others = [each for key, each in people.items() if key != person.pk]
    return sorted(others, key=lambda each: each.name)


def _people(place: Place, now: datetime) -> dict[int, Presence]:
    people: dict[int, Presence] = cache.get(_key(place)) or {}
    return {key: each for key, each in people.items() if now - each.seen_at <= FRESH}


def _key(place: Place) -> str:
    return f"here:{place.edition.pk}:{place.section.pk}:{place.language}"
