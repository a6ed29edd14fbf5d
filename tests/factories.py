"""Plain functions that make people; only what a test names differs from the rest."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import Membership, Registration, User
from imap.core.language import search_key
from imap.core.legal import LEGAL_NOTICE_VERSION
from imap.reference.models import Country, Dialogue

PASSWORD = "a quiet river bends twice"

_numbers = count(1)
_SUBTITLES = {"en": "Demonstration", "ru": "Демонстрация"}


def make_dialogue(slug: str = "bmp") -> Dialogue:
    """Return the i-Map, with the little a page needs if reference data are absent."""
    dialogue, _is_new = Dialogue.objects.get_or_create(
        slug=slug,
        defaults={
            "names": {"en": f"{slug.upper()} i-Map", "ru": f"{slug.upper()} i-Map"},
            "subtitles": _SUBTITLES,
            "mailbox": f"{slug}@icmpd.org",
            "languages": ["en", "ru"] if slug == "bmp" else ["en", "fr", "ar"],
            "map_extent": [[34, -12], [70, 80]],
            "opens_with": "status",
            "boundary_disclaimer": {"en": "The boundaries shown imply no position."},
            "boundary_disclaimer_date": date(2026, 11, 23),
            "footnotes": {},
        },
    )
    return dialogue


def make_country(iso3: str = "ARM") -> Country:
    country, _is_new = Country.objects.get_or_create(
        iso3=iso3,
        defaults={"iso2": iso3[:2], "m49": "", "latitude": 0.0, "longitude": 0.0},
    )
    return country


def make_user(*, second_factor: bool | None = None, **fields: Any) -> User:
    """Return somebody who can sign in with PASSWORD, without any membership.

    Administrators have a second factor unless a test says otherwise, as in production.
    """
    fields.setdefault("email", f"person{next(_numbers)}@ministry.example")
    fields.setdefault("full_name", "Ada Lind")
    password = fields.pop("password", PASSWORD)
    user = User(**fields)
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(
        user=user, email=user.email.lower(), verified=True, primary=True
    )
    if user.is_superuser if second_factor is None else second_factor:
        give_second_factor(user)
    return user


def give_second_factor(user: User) -> None:
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "-"}}
    )


def make_membership(
    user: User, dialogue: str = "bmp", role: str = "reader", **fields: Any
) -> Membership:
    today = timezone.localdate()
    country = fields.pop("country", None)
    fields.setdefault("valid_from", today - timedelta(days=30))
    fields.setdefault("valid_until", today + timedelta(days=300))
    return Membership.objects.create(
        user=user,
        dialogue=make_dialogue(dialogue),
        role=role,
        country=make_country(country) if country else None,
        **fields,
    )


def make_member(
    dialogue: str = "bmp",
    role: str = "reader",
    *,
    country: str | None = None,
    **user_fields: Any,
) -> User:
    """Return a person with a membership in force; staff have a second factor."""
    user_fields.setdefault("second_factor", role == "secretariat")
    user = make_user(**user_fields)
    make_membership(user, dialogue, role, country=country)
    return user


def make_registration(
    dialogue: str = "bmp",
    state: str = Registration.State.WAITING,
    **fields: Any,
) -> Registration:
    number = next(_numbers)
    email = fields.setdefault("email", f"applicant{number}@ministry.example")
    defaults = {
        "dialogue": make_dialogue(dialogue),
        "form_id": uuid.uuid4(),
        "state": state,
        "name": "Petar Dovin",
        "email_key": email.casefold(),
        "other_organisation": "Institute of Mobility",
        "ministry": "Ministry of the Interior",
        "post": "Head of unit",
        "purpose": "Preparing a meeting.",
        "language": "en",
        "notice_version": LEGAL_NOTICE_VERSION,
    }
    if state not in (Registration.State.LINK_SENT, Registration.State.REPEATED):
        defaults |= {"number": number, "confirmed_at": timezone.now()}
    row = defaults | fields
    row.setdefault("search_key", search_key(f"{row['name']} {email} {row['ministry']}"))
    return Registration.objects.create(**row)
