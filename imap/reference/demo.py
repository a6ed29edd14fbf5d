"""The fictitious state on which the workflow of profiles is shown; safe to repeat.

Its codes are of those that ISO 3166 leaves to users, so that no state ever has them.
It is no part of the reference data: a portal in use never knows it.
"""

from __future__ import annotations

from django.db import transaction

from imap.core.language import search_key, sort_key
from imap.reference.models import Country, CountryGroup, CountryName, Participation

DIALOGUE = "bmp"
STATE = "XAA"
NAMES = {
    "en": "Demonstria (fictitious state)",
    "ru": "Демонстрия (вымышленное государство)",
}
# After all groups of the dialogue: it is a member of none of them.
_LAST = 99


@transaction.atomic
def load() -> None:
    country, _is_new = Country.objects.update_or_create(
        iso3=STATE,
        defaults={
            "iso2": "XA",
            "latitude": 0.0,
            "longitude": 0.0,
            "is_fictitious": True,
        },
    )
    for language, name in NAMES.items():
        CountryName.objects.update_or_create(
            country=country,
            language=language,
            name=name,
            defaults={"sort_key": sort_key(name), "search_key": search_key(name)},
        )
    group, _is_new = CountryGroup.objects.update_or_create(
        dialogue_id=DIALOGUE,
        code="fictitious",
        defaults={
            "names": {"en": "Fictitious states", "ru": "Вымышленные государства"},
            "position": _LAST,
        },
    )
    Participation.objects.get_or_create(
        dialogue_id=DIALOGUE, country=country, defaults={"group": group}
    )
