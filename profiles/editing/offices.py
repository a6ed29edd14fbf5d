"""The offices around a draft, who holds them today, and who reviews it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from imap.core.access import Access, Role, people
from profiles.models import Edition, Office

if TYPE_CHECKING:
    from accounts.models import User

_ROLES = {
    Office.EDITORS: Role.EDITOR,
    Office.CONTACT_POINT: Role.CONTACT_POINT,
    Office.SECRETARIAT: Role.SECRETARIAT,
}


def people_of(office: Office, edition: Edition) -> Iterable[User]:
    """Return who holds the office; that of a state for the draft's own state only."""
    profile = edition.profile
    country = None if office is Office.SECRETARIAT else profile.country_id
    return people(profile.dialogue_id, _ROLES[office], country)


def held(access: Access, iso3: str) -> set[Office]:
    """Return the offices that somebody holds for the drafts of a state today."""
    is_contact_point = iso3 in access.represented
    # A contact point writes the profile as well, and is not asked as its editor.
    is_editor = iso3 in access.edited and (
        not is_contact_point or Role.EDITOR in access.roles
    )
    holds = {
        Office.SECRETARIAT: access.is_secretariat,
        Office.CONTACT_POINT: is_contact_point,
        Office.EDITORS: is_editor,
    }
    return {office for office, is_held in holds.items() if is_held}


def offices(edition: Edition) -> dict[int, Office]:
    """Return {person: office}, in three queries; of two offices the last above."""
    return {
        person.pk: office for office in _ROLES for person in people_of(office, edition)
    }


def reviewers(edition: Edition) -> set[int]:
    """Return who reads the drafts of the state as a reviewer today."""
    profile = edition.profile
    reading = people(profile.dialogue_id, Role.REVIEWER, profile.country_id)
    return {person.pk for person in reading}
