"""Plain functions that make people; only what a test names differs from the rest."""

from __future__ import annotations

import time
import uuid
from datetime import date, timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.deadlines import due_on
from accounts.models import (
    DomainRequest,
    EvidenceFile,
    Invitation,
    Membership,
    Nomination,
    Registration,
    User,
)
from accounts.registration import vouching
from imap.core.language import search_key
from imap.core.legal import notice_version
from imap.core.outbox.models import OutgoingMail
from imap.core.uploads import Upload
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
            "mailbox": "bmp@icmpd.org" if slug == "bmp" else f"{slug}@i-map.example",
            "languages": ["en", "ru"] if slug == "bmp" else ["en", "fr", "ar"],
            "map_extent": [[34, -12], [70, 80]],
            "opens_with": "profiles",
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
    """Set up an app that shows codes; `code_of` knows what it shows."""
    if not Authenticator.objects.filter(user=user, type="totp").exists():
        TOTP.activate(user, generate_totp_secret())


def code_of(user: User) -> str:
    """Return the code that the person's app shows now."""
    app = Authenticator.objects.get(user=user, type="totp")
    counter = int(time.time()) // 30
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), counter))


def make_membership(
    user: User, dialogue: str = "bmp", role: str = "reader", **fields: Any
) -> Membership:
    today = timezone.localdate()
    country = fields.pop("country", None)
    fields.setdefault("valid_from", today - timedelta(days=30))
    fields.setdefault("valid_until", today + timedelta(days=300))
    fields.setdefault("notice_version", notice_version(dialogue))
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
    """Return a person with a membership in force; a second factor if not a reader."""
    user_fields.setdefault("second_factor", role != "reader")
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
        "notice_version": notice_version(dialogue),
    }
    if state not in (Registration.State.LINK_SENT, Registration.State.REPEATED):
        defaults |= {"number": number, "confirmed_at": timezone.now()}
    row = defaults | fields
    row.setdefault("search_key", search_key(f"{row['name']} {email} {row['ministry']}"))
    if row.get("confirmed_at"):
        row.setdefault("due_on", due_on(row["confirmed_at"]))
        row.setdefault("rank_on", row["due_on"])
    return Registration.objects.create(**row)


def make_mail(dialogue: str = "bmp", **fields: Any) -> OutgoingMail:
    """Return a mail that waits; nothing sends it in a test that does not say so."""
    defaults = {
        "dialogue": dialogue,
        "name": "registration-received",
        "to": "applicant@ministry.example",
        "sender": "BMP i-Map <bmp@icmpd.org>",
        "language": "en",
        "subject": "BMP i-Map: your request",
        "text": "Good day,\n\nyour request is here.\n",
        "html": "<p>Good day</p>",
        "message_id": f"<{uuid.uuid4()}@testserver>",
    }
    return OutgoingMail.objects.create(**{**defaults, **fields})


def make_invited(dialogue: str = "bmp", **fields: Any) -> Registration:
    """Return a person whom a letter named and the secretariat invited."""
    today = timezone.localdate()
    staff = fields.pop("decided_by", None) or make_user()
    nomination = Nomination.objects.create(
        dialogue=make_dialogue(dialogue),
        reference="Note 17/2026",
        received_on=date(2026, 11, 3),
        form_id=uuid.uuid4(),
        entered_by=staff,
    )
    defaults = {
        "source": Registration.Source.LETTER,
        "nomination": nomination,
        "notice_version": "",
        "confirmed_at": None,
        "decision": Registration.Decision.APPROVE,
        "decided_by": staff,
        "decided_at": timezone.now(),
        "grant_role": "reader",
        "grant_until": today + timedelta(days=365),
        "answer_by": today + timedelta(days=30),
    }
    return make_registration(
        dialogue, Registration.State.INVITED, **(defaults | fields)
    )


def make_invitation(
    dialogue: str = "bmp", country: str = "ARM", **fields: Any
) -> Invitation:
    """Return what a contact point of the state sent to a colleague."""
    email = fields.setdefault("email", f"colleague{next(_numbers)}@ministry.example")
    by = fields.pop("by", None) or make_member(
        dialogue, role="contact_point", country=country
    )
    defaults = {
        "dialogue": make_dialogue(dialogue),
        "country": make_country(country),
        "name": "Anna Hakobyan",
        "email_key": email.casefold(),
        "language": "en",
        "text": "A colleague of mine.",
        "by": by,
    }
    return Invitation.objects.create(**(defaults | fields))


def make_domain_request(
    dialogue: str = "bmp", country: str = "ARM", **fields: Any
) -> DomainRequest:
    """Return what a contact point of the state asked to have recognised."""
    letter = fields.pop("letter", "letter.pdf")
    by = fields.pop("asked_by", None) or make_member(
        dialogue, role="contact_point", country=country
    )
    defaults = {
        "dialogue": make_dialogue(dialogue),
        "country": make_country(country),
        "domain": "labour.example",
        "ministry": "Ministry of Labour",
        "reason": "All its people write from there.",
        "asked_by": by,
    }
    row = DomainRequest.objects.create(**(defaults | fields))
    upload = Upload(letter, "application/pdf", f"%PDF-1.4 {letter} %%EOF".encode())
    vouching.keep(upload, row, by=by)
    return row


def make_letter(registration: Registration, **fields: Any) -> EvidenceFile:
    """Return a letter of nomination that was attached to a request."""
    content = fields.pop("content", b"%PDF-1.4 %%EOF")
    letter = EvidenceFile(
        dialogue_id=registration.dialogue_id,
        registration=registration,
        **{
            "name": "letter.pdf",
            "media_type": "application/pdf",
            "size": len(content),
            "sha256": uuid.uuid4().hex * 2,
        }
        | fields,
    )
    letter.file.save("", ContentFile(content), save=False)
    letter.save()
    return letter
