"""Every mail in English and Russian, to the letter.

A changed text shows here; `SNAPSHOTS=write` writes the files anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from accounts.mails import registrations as notifications
from accounts.models import Registration
from imap.core.outbox.masking import masked
from imap.core.outbox.models import OutgoingMail
from tests.factories import (
    make_invited,
    make_member,
    make_membership,
    make_registration,
    make_user,
)

SNAPSHOTS = Path(__file__).parent / "snapshots"
NOON = "2026-11-23T12:00:00+00:00"


def _registration(language: str, **fields: Any) -> Registration:
    return make_registration(
        language=language,
        number=12,
        name="Анна Hakobyan",
        email="anna.h@migration.example",
        country_id="ARM",
        other_organisation="",
        ministry="Migration Service",
        **fields,
    )


def _waiting(language: str) -> None:
    make_member(role="secretariat", email="staff@icmpd.example", language=language)
    notifications.waiting(_registration(language))


def _approved(language: str) -> None:
    until = timezone.localdate() + timedelta(days=365)
    user = make_user(username="anna.hakobyan")
    membership = make_membership(user, valid_until=until)
    notifications.approved(_registration(language), membership)


def _sent_back(language: str) -> None:
    row = _decided(language)
    proposer = make_member(
        role="secretariat", email="first@icmpd.example", language=language
    )
    row.decided_by = proposer
    by = make_user(full_name="Petr Svoboda")
    notifications.sent_back(row, "The letter names somebody else.", by=by)


def _decided(language: str) -> Registration:
    """Return what one member of staff proposed, with another one to agree."""
    first = make_member(role="secretariat", full_name="Jana Novotná")
    make_member(role="secretariat", email="staff@icmpd.example", language=language)
    return _registration(
        language,
        state=Registration.State.COSIGN,
        grant_role="editor",
        decided_by=first,
        decided_at=timezone.now(),
        effective_at=timezone.now() + timedelta(days=2),
    )


def _lapsed(language: str) -> None:
    notifications.lapsed(_registration(language, state=Registration.State.LAPSED))


def _question(language: str, *, is_reminder: bool = False) -> None:
    row = _registration(
        language,
        question="Which unit do you work in?\nWho is the head of it?",
        answer_by=timezone.localdate() + timedelta(days=14),
    )
    notifications.question(row, is_reminder=is_reminder)


def _withdrawn(language: str, *, is_confirmed: bool = True) -> None:
    row = _registration(language)
    number = row.number if is_confirmed else None
    notifications.withdrawn(row, row.email, language, number)


def _invited(language: str) -> None:
    notifications.invited(
        make_invited(language=language, number=12, email="anna.h@migration.example")
    )


def _user_name(language: str) -> None:
    user = make_user(email="anna.h@migration.example", username="im-1a2b3c4d")
    notifications.user_name(user.email, user, language)


KINDS: dict[str, Callable[[str], object]] = {
    "registration-confirm": lambda code: notifications.confirm_address(
        _registration(code)
    ),
    "registration-known": lambda code: notifications.already_known(_registration(code)),
    "registration-received": lambda code: notifications.received(_registration(code)),
    "registration-waiting": _waiting,
    "registration-approved": _approved,
    "registration-confirm-prepared": lambda code: notifications.confirm_address(
        _registration(code, source="mailbox")
    ),
    "registration-answered": lambda code: notifications.answer_received(
        _registration(code)
    ),
    "registration-question": _question,
    "registration-question-reminder": partial(_question, is_reminder=True),
    "registration-lapsed": _lapsed,
    "registration-delayed": lambda code: notifications.delayed(_registration(code)),
    "registration-withdrawn": _withdrawn,
    "registration-withdrawn-unconfirmed": partial(_withdrawn, is_confirmed=False),
    "registration-invited": _invited,
    "registration-second": lambda code: notifications.second_wanted(_decided(code)),
    "registration-returned": _sent_back,
    "registration-alone": lambda code: notifications.decided_alone(_decided(code)),
    "registration-refused": lambda code: notifications.refused(
        _registration(code, reason="The address is not that of a ministry.")
    ),
    "username": _user_name,
    "username-unknown": lambda code: notifications.user_name(
        "nobody@migration.example", None, code
    ),
}


def _written(mail: OutgoingMail) -> str:
    text = re.sub(
        r"(/(?:confirm|access|request|invited)/)[^/\s]+/", r"\1TOKEN/", mail.text
    )
    return f"From: {mail.sender}\nTo: {mail.to}\nSubject: {mail.subject}\n\n{text}"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_mail_reads_as_it_was_agreed(kind: str, language: str) -> None:
    with time_machine.travel(NOON, tick=False):
        KINDS[kind](language)

    text = _written(OutgoingMail.objects.get())
    path = SNAPSHOTS / f"{kind}.{language}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_html_part_says_the_same_with_whole_links_and_no_styles(kind: str) -> None:
    with override("en"):
        KINDS[kind]("en")

    mail = OutgoingMail.objects.get()
    links = re.findall(r"https?://\S+", mail.text)
    assert all(f'href="{link}"' in mail.html for link in links)
    assert "style" not in mail.html
    assert "\n" not in mail.subject


# As a bare word some of these stand in the mail already, or look like an address.
@pytest.mark.parametrize(
    "username", ["anna.hakobyan", "bmp", "you", "i-map", "anna.org", "im-4466a3eb"]
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_access_mail_states_the_user_name_to_its_reader_alone(
    username: str, language: str
) -> None:
    row, shown = _registration(language), []
    for name in (username, "somebody.else"):
        until = timezone.localdate() + timedelta(days=365)
        membership = make_membership(make_user(username=name), valid_until=until)
        notifications.approved(row, membership)
        mail = OutgoingMail.objects.latest("pk")
        for part in (mail.text, mail.html):
            assert part.count(f"“{name}”") == 1
        shown.append([masked(part, mail.concealed) for part in (mail.text, mail.html)])

    # Staff see the same whatever the name is.
    assert shown[0] == shown[1]


def test_what_people_typed_stays_text_in_every_part() -> None:
    row = _registration("en", reason="<b>{{ 7|add:1 }}</b>")
    row.name = "{{ 7|add:1 }} <script>x</script>"

    notifications.refused(row)

    mail = OutgoingMail.objects.get()
    assert "{{ 7|add:1 }}" in mail.text
    assert "<b>{{ 7|add:1 }}</b>" in mail.text
    assert "<script>" not in mail.html
    assert "&lt;b&gt;" in mail.html


def test_a_line_break_in_a_name_starts_no_header() -> None:
    row = _registration("en")
    row.name = "Anna\r\nBcc: x@evil.example"

    notifications.received(row)

    assert "\n" not in OutgoingMail.objects.get().subject
