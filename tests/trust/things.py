"""One of each thing that addresses name, on both i-Maps, with a canary in every text.

A canary is a word that occurs nowhere else; where it shows up, that text was shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts import tokens
from accounts.models import Membership, Registration
from accounts.tokens import Purpose
from imap.reference.models import Country
from profiles.models import Edition, Kind, Listing, Profile, SectionText, Template
from tests.factories import make_member, make_registration

COUNTRY = {"bmp": "ARM", "mtm": "TUN"}
CANARY = {"bmp": "Zaunkoenig", "mtm": "Eisvogel"}


@dataclass(frozen=True)
class Things:
    """What fills the placeholders of the table on one i-Map."""

    dialogue: str
    country: str
    registration: Registration
    unconfirmed: Registration
    membership: Membership

    @property
    def places(self) -> dict[str, str]:
        return {
            "d": self.dialogue,
            "country": self.country,
            "number": str(self.registration.number),
            "confirm": tokens.make(
                Purpose.CONFIRM, self.dialogue, self.unconfirmed.form_id
            ),
            "access": tokens.make(Purpose.ACCESS, self.dialogue, self.membership.key),
        }


def make_things(dialogue: str) -> Things:
    word = CANARY[dialogue]
    _make_edition(dialogue, word)
    applicant = make_member(
        dialogue, full_name=f"{word} Member", email=f"{word}.member@office.example"
    )
    return Things(
        dialogue,
        COUNTRY[dialogue],
        _ask(dialogue, word, Registration.State.WAITING),
        _ask(dialogue, word, Registration.State.LINK_SENT),
        Membership.objects.get(user=applicant),
    )


def _ask(dialogue: str, word: str, state: str) -> Registration:
    return make_registration(
        dialogue,
        state,
        name=f"{word} Name",
        email=f"{word}.{state}@office.example".lower(),
        ministry=f"{word} Ministry",
        post=f"{word} Post",
        purpose=f"{word} Purpose",
        other_organisation=f"{word} Organisation",
    )


def _make_edition(dialogue: str, word: str) -> None:
    template = Template.objects.filter(kind=Kind.EXTENDED).latest("version")
    country = Country.objects.get(pk=COUNTRY[dialogue])
    profile, _is_new = Profile.objects.get_or_create(
        dialogue_id=dialogue, country=country, kind=Kind.EXTENDED
    )
    Listing.objects.get_or_create(
        profile=profile,
        as_of=date(2011, 6, 30),
        defaults={
            "status": Listing.Status.PREPARATION,
            "source": {"en": "A list"},  # public
        },
    )
    edition, _is_new = Edition.objects.update_or_create(
        profile=profile,
        label="2011",
        defaults={
            "template": template,
            "state": Edition.State.PUBLISHED,
            "languages": ["en"],
        },
    )
    for section in template.sections.all():
        SectionText.objects.create(
            edition=edition, section=section, language="en", body=f"<p>{word}</p>"
        )
