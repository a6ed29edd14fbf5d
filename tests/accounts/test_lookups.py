"""Whoever or whatever is looked for is found by a stored key, however it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import registration
from accounts.deadlines import due_on
from accounts.membership import giving
from accounts.membership.giving import Person
from accounts.models import Membership, Registration, User
from accounts.privacy import erasure
from accounts.registration import assessment
from accounts.registration.applying import is_member
from accounts.registration.states import Step
from accounts.sign_in import adapter
from imap.core.addresses import address_key
from imap.core.outbox.models import OutgoingMail
from imap.core.personal_data import mails_to
from tests.accounts.desk import QUEUE
from tests.factories import (
    make_mail,
    make_member,
    make_registration,
    make_user,
)

State = Registration.State
Move = Callable[[Registration, User], object]
OLD_DAY = date(2026, 1, 2)


@pytest.fixture
def staff(client: Client) -> User:
    user = make_member(role="secretariat")
    client.force_login(user)
    return user


def _found(client: Client, query: str) -> list[str]:
    page = client.get(QUEUE, {"q": query, "state": "all"}).content.decode()
    return sorted(re.findall(r'queue__name">(\w+)', page))


# --- People and mails by address ------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Ana.Petrova@Ministry.example", "ANA.PETROVA@ministry.EXAMPLE"),
        ("ana@bücher.example", "Ana@XN--bcher-kva.example"),
    ],
)
def test_an_address_written_otherwise_finds_the_same_person(
    kept: str, typed: str
) -> None:
    member = make_member(email=kept)
    key = address_key(typed)

    assert User.objects.get(email=key) == member
    assert giving.account_of(Person(key, "Ana", "en")) == member
    assert adapter.holder_of(typed) == member
    assert is_member("bmp", key)
    assert not is_member("mtm", key)


def test_an_administrator_made_on_the_server_is_found_by_the_key() -> None:
    call_command(
        "createsuperuser", interactive=False, email="Root@ICMPD.example", username="r"
    )

    found = giving.account_of(Person("root@icmpd.example", "Root", "en"))
    assert found.username == "r"


def test_one_address_in_two_spellings_makes_no_second_account() -> None:
    make_user(email="ana@ministry.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="ANA@ministry.example", username="second").save()


def test_a_member_is_found_by_a_second_confirmed_address_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    member = make_member()
    for name, verified in (("second", True), ("third", False)):
        EmailAddress.objects.create(
            user=member, email=f"{name}@ministry.example", verified=verified
        )

    with django_assert_num_queries(1):
        assert is_member("bmp", "second@ministry.example")
    assert not is_member("bmp", "third@ministry.example")
    assert Membership.objects.of_address(member.email).get().user == member


def test_mails_are_found_however_the_address_was_written() -> None:
    member = make_member(email="ana@bücher.example")
    mail = make_mail(to="Ana@Bücher.example")
    make_mail(to="ana@elsewhere.example")

    assert mails_to(erasure.person_of(member)).get() == mail


def test_a_mail_that_failed_is_seen_beside_the_request() -> None:
    row = make_registration(email="Ana@Ministry.example")
    make_mail(
        to="ANA@ministry.example", subject="Late", state=OutgoingMail.State.FAILED
    )

    assert assessment.case_of(row).undelivered == ["Late"]


# --- The day by which an answer was promised ------------------------------------------


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (State.LINK_SENT, lambda row, _by: registration.confirm(row)),
        (State.NEEDS_INFO, lambda row, _by: registration.answer(row, "3.", version=1)),
        (State.LAPSED, lambda row, _by: registration.reopen(row)),
        (
            State.REFUSED,
            lambda row, by: registration.reopen_refused(row, "Asked for.", by=by),
        ),
        (State.WAITING, lambda _row, _by: registration.tell_of_delay()),
    ],
)
def test_the_promised_day_follows_each_step_that_moves_it(
    staff: User, state: str, move: Move
) -> None:
    row = make_registration(
        state=state, due_on=OLD_DAY, decided_by=make_user(), decided_at=timezone.now()
    )
    row.events.create(step=Step.LAPSE)

    move(row, staff)

    row.refresh_from_db()
    assert row.due_on == due_on(timezone.now())


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (State.WAITING, lambda row, by: registration.claim(row, by=by)),
        (
            State.WAITING,
            lambda row, by: registration.ask(row, "Which?", by=by, version=1),
        ),
        (
            State.WAITING,
            lambda row, by: registration.refuse(row, "No.", by=by, version=1),
        ),
        (State.WAITING, lambda row, _by: registration.withdraw(row)),
    ],
)
def test_other_steps_leave_the_promised_day(
    staff: User, state: str, move: Move
) -> None:
    row = make_registration(state=state, due_on=OLD_DAY)

    move(row, staff)

    row.refresh_from_db()
    assert row.due_on == OLD_DAY


def test_people_of_a_letter_were_promised_no_day_and_come_last(
    client: Client, staff: User
) -> None:
    make_registration(
        name="Letter", state=State.COSIGN, confirmed_at=None,
        decided_by=make_user(), decided_at=timezone.now(),
    )  # fmt: skip
    make_registration(name="Promised", due_on=timezone.localdate() + timedelta(days=9))

    page = client.get(QUEUE).content.decode()

    assert re.findall(r'queue__name">(\w+)', page) == ["Promised", "Letter"]


# --- The search of the desk -----------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("@ministry.example", ["Maria"]),
        ("@MINISTRY.example", ["Maria"]),
        ("@bücher.example", ["Petra"]),
        ("bücher.example", ["Petra"]),
        ("@xn--bcher-kva.example", ["Petra"]),
        ("ministry.example", ["Maria", "Second"]),
        ("@ministry.example maria", ["Maria"]),
        ("@ministry.example petra", []),
        ("@ministry", ["Maria"]),
        ("@ministry.ex", []),
        ("@...", []),
    ],
)
def test_search_by_domain_finds(
    client: Client, staff: User, query: str, found: list[str]
) -> None:
    for name, email in (
        ("Maria", "m@ministry.example"),
        ("Second", "s@south.ministry.example"),
        ("Petra", "p@bücher.example"),
    ):
        key = address_key(email)
        make_registration(
            name=name, email=email, email_key=key, ministry="Office",
            search_key=f"{name.lower()} {key} office",
        )  # fmt: skip

    assert _found(client, query) == found


@pytest.mark.postgres
@pytest.mark.parametrize(
    "name", ["registration_words", "membership_words", "enquiry_words"]
)
def test_words_are_indexed_by_groups_of_three_letters(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
        [(definition,)] = cursor.fetchall()

    assert "USING gin (search_key gin_trgm_ops)" in definition


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: User.objects.filter(email="a@b.example"), "one_account_an_address"),
        (lambda: OutgoingMail.objects.filter(to_key="a@b.example"), "mail_of_address"),
        (
            lambda: Registration.objects.of("bmp").filter(domain="b.example"),
            "registration_domain",
        ),
        (
            lambda: Membership.objects.filter(search_key__contains="ministry"),
            "membership_words",
        ),
    ],
)
def test_a_look_up_stands_on_its_index(rows: Callable[[], Any], index: str) -> None:
    for number in range(60):
        make_registration(email=f"a@office-{number}.example", number=number + 1)
    # Tables of a test are small: read through, unless that is forbidden.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE accounts_registration")
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert index in rows().order_by().explain()
