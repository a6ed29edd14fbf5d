"""What a contact point types to have a domain recognised, and the pages of it."""

from __future__ import annotations

from typing import Any

from accounts.models import DomainRequest, User
from accounts.registration import recognising
from accounts.registration.recognising import Asked
from imap.core.uploads import check_bytes
from tests.accounts.letters import PDF, letter
from tests.accounts.states import STATE
from tests.factories import make_member

PAGE = f"{STATE}domains/"
DESK = "/en/bmp/desk/domains/"
DOMAIN = "labour-ministry.example"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "domain": DOMAIN,
        "ministry": "Ministry of Labour",
        "reason": "All its people write from there.",
        "letter": letter(),
    } | changes


def ask(by: User, domain: str = DOMAIN, country: str = "ARM") -> DomainRequest:
    asked = Asked(domain, "Ministry", "Theirs.", check_bytes(PDF, "letter.pdf"))
    return recognising.ask("bmp", country, asked, by=by)


def recognised(point: User, domain: str, *staff: User) -> DomainRequest:
    row = ask(point, domain)
    for each in staff:
        row = recognising.agree(row, by=each)
    return row


def make_point() -> User:
    return make_member(role="contact_point", country="ARM", full_name="Nare Point")
