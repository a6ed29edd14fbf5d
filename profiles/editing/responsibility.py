"""Who is to write a section, and until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from imap.core.access import Role, access_for, people
from profiles.editing.place import lock_edition
from profiles.models import Edition, SectionProgress, TemplateSection
from profiles.permissions import may_write

if TYPE_CHECKING:
    from accounts.models import User


def candidates(edition: Edition, code: str) -> list[User]:
    """Return who may write the section today, by name."""
    dialogue, country = edition.profile.dialogue_id, edition.profile.country_id
    persons = {
        person.pk: person
        for role, of in (
            (Role.EDITOR, country),
            (Role.CONTACT_POINT, country),
            (Role.CONTRIBUTOR, None),
            (Role.SECRETARIAT, None),
        )
        for person in people(dialogue, role, of)
    }
    writers = [
        person
        for person in persons.values()
        if may_write(access_for(person, dialogue), edition, code)
    ]
    return sorted(writers, key=lambda person: person.get_full_name().casefold())


@transaction.atomic
def assign(
    edition: Edition,
    section: TemplateSection,
    person: User | None,
    due_on: date | None,
) -> None:
    """Make somebody responsible for a section; nobody where `person` is None.

    Raises TransitionError where the edition is no draft any more.
    """
    lock_edition(edition)
    SectionProgress.objects.update_or_create(
        edition=edition,
        section=section,
        defaults={"responsible": person, "due_on": due_on},
    )
