"""Mails around contact points, to the letter; `SNAPSHOTS=write` writes them anew."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from accounts.mails import contacts as notifications
from accounts.mails import domains as domain_notifications
from accounts.mails import memberships as member_notifications
from accounts.models import DomainRequest, Membership, RoleProposal, User
from tests.factories import (
    make_dialogue,
    make_domain_request,
    make_invitation,
    make_member,
    make_membership,
    make_user,
)

SNAPSHOTS = Path(__file__).parent / "snapshots"
NOON = "2026-11-23T12:00:00+00:00"
UNTIL = date(2027, 5, 31)


def _point(language: str) -> User:
    return make_user(
        full_name="Nare Point", email="nare@mfa.example", language=language
    )


def _membership(language: str, role: str = "reader") -> Membership:
    user = make_user(full_name="Lena Orn", email="lena@mfa.example", language=language)
    country = "ARM" if role != "reader" else None
    return make_membership(user, role=role, country=country, valid_until=UNTIL)


def _invitation(language: str) -> None:
    notifications.invitation(
        make_invitation(
            email="lena@mfa.example", language=language, by=_point(language)
        )
    )


def _leaver(language: str) -> None:
    make_member(role="secretariat", email="staff@icmpd.example", language=language)
    membership = _membership(language)
    membership.leaver_note = "Since 1 November."
    notifications.leaver(membership, _point(language))


def _held(language: str) -> None:
    make_member(role="secretariat", email="staff@icmpd.example", language=language)
    dialogue = make_dialogue("bmp")
    member_notifications.mailing_held(dialogue, "gone@migration.example", None)


def _proposal(language: str) -> RoleProposal:
    point = make_membership(_point(language), role="contact_point", country="ARM")
    return RoleProposal.objects.create(
        dialogue_id="bmp",
        user=_membership(language).user,
        grant_role="contact_point",
        grant_country_id="ARM",
        grant_until=UNTIL,
        reason="I move to another post.",
        replaces=point,
        proposed_by=point.user,
        note="Please name somebody of the Migration Service.",
    )


def _proposed(language: str) -> None:
    make_member(role="secretariat", email="staff@icmpd.example", language=language)
    notifications.proposed(_proposal(language))


def _handover(language: str) -> None:
    old = make_membership(_point(language), role="contact_point", country="ARM")
    notifications.handed_over(old, _membership(language, "contact_point"))


def _domain(language: str, **fields: Any) -> DomainRequest:
    return make_domain_request(
        domain="xn--b1aew.xn--90ais",
        asked_by=_point(language),
        first_by=make_user(full_name="Jana Morel"),
        **fields,
    )


def _domain_asked(language: str) -> None:
    make_member(role="secretariat", email="staff@icmpd.example", language=language)
    domain_notifications.waiting(_domain(language))


def _domain_alone(language: str) -> None:
    row = _domain(language, effective_at=timezone.now() + timedelta(days=2))
    with override_settings(DIALOGUES={"bmp": [language]}):
        domain_notifications.alone(row)


KINDS: dict[str, Callable[[str], object]] = {
    "invitation": _invitation,
    "leaver": _leaver,
    "mailing-held": _held,
    "role-proposed": _proposed,
    "role-given": lambda code: notifications.role_given(_membership(code, "editor")),
    "role-returned": lambda code: notifications.returned(_proposal(code)),
    "handover": _handover,
    "domain-asked": _domain_asked,
    "domain-alone": _domain_alone,
    "domain-recognised": lambda code: domain_notifications.recognised(_domain(code)),
    "domain-returned": lambda code: domain_notifications.returned(
        _domain(code, note="The letter is not signed.")
    ),
}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_mail_reads_as_it_was_agreed(
    kind: str, language: str, mails: Callable[..., list]
) -> None:
    with time_machine.travel(NOON, tick=False):
        KINDS[kind](language)

    text = "\n".join(
        f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}" for mail in mails(kind)
    )
    text = re.sub(r"(/invitation/)[^/\s]+/", r"\1TOKEN/", text)
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "KEY", text)
    path = SNAPSHOTS / f"{kind}.{language}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
