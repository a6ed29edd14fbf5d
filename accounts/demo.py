"""Invented people for trying out: one sign-in a role, and requests that wait.

Their addresses end in `.example`. Passwords are made once and kept in
`var/demo-accounts.json`, which is also where tools read them.
"""

from __future__ import annotations

import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts import registration
from accounts.deadlines import months_later
from accounts.membership import giving, terms
from accounts.membership.giving import Grant, Person
from accounts.models import DomainRequest, Registration, User
from accounts.registration import Application, recognising
from accounts.registration.recognising import Asked
from imap.core.access import Role
from imap.core.legal import notice_version
from imap.core.uploads import Upload

RECORD = "demo-accounts.json"
_PEOPLE = Path(__file__).parent / "data" / "demo_people.json"
_FORMS = uuid.UUID("5f0e7a52-8f43-4f0b-9b7c-2b8a6f1c9d10")
# One empty page.
_LETTER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
_WORDS = Path(__file__).parent / "data" / "demo_words.txt"


@dataclass(frozen=True)
class DemoPerson:
    email: str
    username: str
    name: str
    language: str
    role: str
    dialogue: str | None
    country: str | None


def load() -> list[str]:
    """Load people and requests; return what to tell whoever ran it."""
    content: dict[str, Any] = json.loads(_PEOPLE.read_text(encoding="utf-8"))
    people = [DemoPerson(**row) for row in content["people"]]
    passwords = _passwords()
    record = [_account(person, passwords) for person in people]
    _record_path().write_text(
        json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    for row in content["requests"]:
        _request(row)
    for row in content["domains"]:
        _domain(row)
    return [_line(entry) for entry in record]


def _account(person: DemoPerson, passwords: dict[str, str]) -> dict[str, Any]:
    password = passwords.get(person.email) or _new_password()
    user = giving.account_of(Person(person.email, person.name, person.language))
    user.username = person.username
    user.is_staff = user.is_superuser = person.role == "administrator"
    if not user.check_password(password):
        user.set_password(password)
    user.save()
    if person.dialogue:
        _membership(user, person)
    return {
        "email": person.email,
        "username": person.username,
        "password": password,
        "role": person.role,
        "dialogue": person.dialogue,
        "country": person.country,
        "totp_secret": "",
    }


def _membership(user: User, person: DemoPerson) -> None:
    until = months_later(timezone.localdate(), settings.MEMBERSHIP_MONTHS)
    if not terms.is_renewed(person.role):
        until = terms.usual_end(person.role)
    grant = Grant(Role(person.role), until, person.country)
    dialogue = str(person.dialogue)
    membership = giving.give_membership(user, dialogue, grant, by=None)
    membership.notice_version = notice_version(dialogue)
    membership.notice_at = timezone.now()
    membership.save(update_fields=["notice_version", "notice_at"])


def _request(row: dict[str, Any]) -> None:
    """Send and confirm a request the way an applicant does, some days ago."""
    days, dialogue = row.pop("days_ago"), row.pop("dialogue")
    if Registration.objects.of(dialogue).filter(email_key=row["email"]).exists():
        return
    application = Application(
        organisation=None,
        office_name=row["other_organisation"],
        notice_version=notice_version(dialogue),
        **row,
    )
    form_id = uuid.uuid5(_FORMS, row["email"])
    submitted = registration.submit(dialogue, application, form_id=form_id)
    if submitted is not None:
        confirmed = registration.confirm(submitted)
        earlier = timezone.now() - timedelta(days=days)
        Registration.objects.filter(pk=confirmed.pk).update(
            created_at=earlier - timedelta(minutes=7), confirmed_at=earlier
        )


def _domain(row: dict[str, Any]) -> None:
    """Ask for a domain the way a contact point does, with a letter that says so."""
    dialogue, country, by = row["dialogue"], row["country"], row["by"]
    rows = DomainRequest.objects.filter(dialogue=dialogue, domain=row["domain"])
    if rows.exists():
        return
    letter = Upload("letter.pdf", "application/pdf", _LETTER)
    asked = Asked(row["domain"], row["ministry"], row["reason"], letter)
    recognising.ask(dialogue, country, asked, by=User.objects.get(email=by))


def _new_password() -> str:
    words = _WORDS.read_text(encoding="utf-8").split()
    return "-".join(secrets.choice(words) for _ in range(4))


def _passwords() -> dict[str, str]:
    path = _record_path()
    if not path.exists():
        return {}
    entries = json.loads(path.read_text(encoding="utf-8"))
    return {entry["email"]: entry["password"] for entry in entries}


def _record_path() -> Path:
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / RECORD


def _line(entry: dict[str, Any]) -> str:
    where = (entry["dialogue"] or "platform").upper()
    return f"{where:9} {entry['role']:14} {entry['email']:40} {entry['password']}"
