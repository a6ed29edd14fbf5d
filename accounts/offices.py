"""Whom an applicant works for: a state of the i-Map, an organisation, another one."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Registration
from imap.core.language import current, search_key
from imap.reference.models import CountryGroup, Organisation
from imap.reference.participants import country_names, participants

OTHER = "other"

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Office:
    """One choice of the form, resolved."""

    name: str
    country: str | None = None
    organisation: int | None = None


def choices(dialogue: str) -> list[tuple[str, str | Choices]]:
    """Return the choices of the form, states under their groups, then organisations."""
    states = states_by_group(dialogue)
    return [
        ("", _("Choose")),
        *((group, names) for group, names in states.items()),
        (_("Organisations"), _organisations(dialogue)),
        (OTHER, _("Other organisation")),
    ]


def states_by_group(dialogue: str) -> dict[str, Choices]:
    groups = CountryGroup.objects.filter(dialogue=dialogue).order_by("position")
    states: dict[str, Choices] = {str(group.names): [] for group in groups}
    for state in participants(dialogue, current()):
        states.setdefault(state.group_name, []).append((state.iso3, state.name))
    return {group: names for group, names in states.items() if names}


def find(dialogue: str, value: str, other: str) -> Office:
    if value == OTHER:
        return Office(other)
    if value.startswith("organisation:"):
        code = value.partition(":")[2]
        row = Organisation.objects.get(dialogue=dialogue, code=code)
        return Office(str(row.names), organisation=row.pk)
    return Office(country_names(current())[value], country=value)


def choice_of(registration: Registration) -> str:
    """Return the choice of the form that a request made."""
    if registration.country_id:
        return registration.country_id
    if registration.organisation is not None:
        return f"organisation:{registration.organisation.code}"
    return OTHER if registration.other_organisation else ""


def names() -> dict[str, str]:
    """Return the names of states, for pages that need many of them."""
    return country_names(current())


def words(dialogue: str) -> dict[str, str]:
    """Return how a list may write states and organisations: words to choices."""
    by_word: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        for state in participants(dialogue, code):
            by_word |= {search_key(state.name.rstrip("*")): state.iso3}
            by_word |= {state.iso3.casefold(): state.iso3}
    for row in Organisation.objects.filter(dialogue=dialogue):
        for each in (row.code, *row.names.values()):
            by_word.setdefault(search_key(each), f"organisation:{row.code}")
    return by_word


def name_of(
    registration: Registration, state_names: dict[str, str] | None = None
) -> str:
    """Return the name of the state or organisation in the reader's language."""
    code = registration.country_id
    if code:
        return (state_names or names()).get(code, code)
    if registration.organisation is not None:
        return str(registration.organisation.names)
    return registration.other_organisation


def _organisations(dialogue: str) -> Choices:
    rows = Organisation.objects.filter(dialogue=dialogue)
    named = sorted(rows, key=lambda row: row.names.sort_key())
    return [(f"organisation:{row.code}", str(row.names)) for row in named]
