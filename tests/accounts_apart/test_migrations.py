"""Requests and memberships from before the evidence and the deadlines come along."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from imap.reference import reference_data

BEFORE = [
    ("accounts", "0001_initial"),
]
AFTER = [("accounts", "0004_registration_key")]
BEFORE_KEYS = [
    *AFTER,
    ("account", "0009_emailaddress_unique_primary_email"),
    ("core", "0004_concealed_words"),
]
AFTER_KEYS = [
    ("accounts", "0006_address_index"),
    ("core", "0006_fill_mail_address_key"),
]
CONFIRMED = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _migrate(targets: list[Any]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture(autouse=True)
def reference() -> None:
    """Load nothing: the tables are not those of today."""


@pytest.fixture(scope="module")
def new(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """Rows of long ago in newer tables: the way there is dear, so taken once."""
    with django_db_blocker.unblock():
        reference_data.load()
        try:
            old = _migrate(BEFORE)
            dialogue = _old_dialogue(old)
            _write_waiting(old, dialogue)
            _write_member(old, dialogue)
            yield _migrate(AFTER)
        finally:
            _forward_again()


@pytest.fixture
def without_keys(transactional_db: None) -> Iterator[Any]:
    _empty()  # `new` may stand here
    yield _migrate(BEFORE_KEYS)
    _forward_again()


def _empty() -> None:
    call_command("flush", interactive=False, verbosity=0)


def _forward_again() -> None:
    _empty()
    call_command("migrate", verbosity=0)


def _old_dialogue(old: Any) -> Any:
    model = old.get_model("reference", "Dialogue")
    plain = {
        "names": {},
        "subtitles": {},
        "languages": ["en"],
        "map_extent": [[0, 0], [1, 1]],
        "boundary_disclaimer": {},
        "boundary_disclaimer_date": date(2026, 1, 1),
        "footnotes": {},
    }
    return model.objects.get_or_create(slug="bmp", defaults=plain)[0]


def _old_request(old: Any, dialogue: Any, number: int, **more: Any) -> Any:
    email = f"Ana.Petrova{number}+x@mfa.gov.md"
    return old.get_model("accounts", "Registration").objects.create(
        dialogue=dialogue,
        form_id=uuid.uuid4(),
        number=number,
        name="Ana Petrova",
        email=email,
        email_key=email.lower(),
        ministry="Ministry of Foreign Affairs",
        post="Attachée",
        purpose="Work",
        language="en",
        notice_version="2026-01",
        search_key="ana petrova",
        confirmed_at=CONFIRMED,
        **more,
    )


def _write_waiting(old: Any, dialogue: Any) -> None:
    _old_request(old, dialogue, 1, state="waiting")
    _old_request(old, dialogue, 2, state="waiting")


def _write_member(old: Any, dialogue: Any) -> None:
    people = old.get_model("accounts", "User").objects
    staff = people.create(username="s", email="s@icmpd.org", full_name="Staff")
    member = people.create(username="m", email="m@mfa.gov.md", full_name="Account")
    request = _old_request(
        old,
        dialogue,
        3,
        state="approved",
        decided_by=staff,
        decided_at=CONFIRMED,
    )
    memberships = old.get_model("accounts", "Membership").objects
    dates = {"valid_from": date(2026, 3, 2), "valid_until": date(2027, 3, 2)}
    memberships.create(user=member, dialogue=dialogue, registration=request, **dates)
    memberships.create(user=staff, dialogue=dialogue, role="secretariat", **dates)


def test_a_waiting_request_gets_its_deadline_its_mailbox_and_a_key(
    new: Any, db: None
) -> None:
    rows = new.get_model("accounts", "Registration").objects.filter(state="waiting")

    first, second = rows.order_by("number")
    assert first.mailbox_key == "anapetrova1@mfa.gov.md"
    assert first.domain == "mfa.gov.md"
    assert first.due_on > CONFIRMED.date()
    assert first.key
    assert second.key
    assert first.key != second.key


def test_a_member_keeps_name_notice_and_the_decision(new: Any, db: None) -> None:
    row = new.get_model("accounts", "Registration").objects.get(state="approved")
    assert row.decision == "approve"
    reader = new.get_model("accounts", "Membership").objects.get(role="reader")
    assert reader.name == "Ana Petrova"
    assert reader.notice_version == "2026-01"
    assert reader.notice_at == CONFIRMED
    assert "m@mfa.gov.md" in reader.search_key
    given = new.get_model("accounts", "Membership").objects.get(role="secretariat")
    assert given.name == "Staff"


def test_accounts_and_mails_get_the_key_of_their_address(
    without_keys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = import_module("imap.core.migrations.0006_fill_mail_address_key")
    monkeypatch.setattr(filling, "BATCH", 2)
    people = without_keys.get_model("accounts", "User").objects
    ana = people.create(username="a", email="Ana@Bücher.example")
    confirmed = without_keys.get_model("account", "EmailAddress").objects
    confirmed.create(user=ana, email="Ana@bücher.example", verified=True)
    changes = without_keys.get_model("accounts", "AddressChange").objects
    changes.create(user=ana, old=ana.email, new="ana@ministry.example")
    mails = without_keys.get_model("core", "OutgoingMail").objects
    for number in range(3):
        mails.create(to="ANA@ministry.example", message_id=str(number), language="en")

    new = _migrate(AFTER_KEYS)

    key = "ana@xn--bcher-kva.example"
    assert new.get_model("accounts", "User").objects.get().email == key
    assert new.get_model("account", "EmailAddress").objects.get().email == key
    assert new.get_model("accounts", "AddressChange").objects.get().old == key
    mails = new.get_model("core", "OutgoingMail").objects
    assert set(mails.values_list("to_key", flat=True)) == {"ana@ministry.example"}


def test_every_migration_is_written(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
