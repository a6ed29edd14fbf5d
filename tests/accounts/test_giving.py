"""From a decision to an account and a membership: what is made, found and renewed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.membership import giving
from accounts.membership.giving import Grant, Person
from accounts.models import User
from imap.core.access import Role
from tests.factories import (
    make_dialogue,
    make_membership,
    make_registration,
    make_user,
)

pytestmark = pytest.mark.django_db
ADA = Person("ada@ministry.example", "Ada Lind", "ru")


def addresses(user: User) -> list[tuple[str, bool, bool]]:
    rows = EmailAddress.objects.filter(user=user).order_by("pk")
    return [(each.email, each.verified, each.primary) for each in rows]


def test_a_new_account_has_a_confirmed_address_and_no_password() -> None:
    user = User.objects.get(pk=giving.account_of(ADA).pk)

    assert (user.full_name, user.language) == ("Ada Lind", "ru")
    assert not user.has_usable_password()
    assert addresses(user) == [(ADA.email, True, True)]


def test_an_account_without_a_name_gets_one_and_another_keeps_its_own() -> None:
    nameless = make_user(email=ADA.email, full_name="")
    giving.account_of(ADA)
    nameless.refresh_from_db()
    assert nameless.full_name == "Ada Lind"

    giving.account_of(Person(ADA.email, "Eve Moor", "en"))
    nameless.refresh_from_db()
    assert nameless.full_name == "Ada Lind"


def test_an_address_that_was_not_confirmed_is_now() -> None:
    user = make_user(email=ADA.email)
    EmailAddress.objects.update(verified=False)

    assert giving.account_of(ADA) == user
    assert addresses(user) == [(ADA.email, True, True)]


def test_a_confirmed_address_leads_to_its_account() -> None:
    user = make_user(email="first@ministry.example")
    EmailAddress.objects.create(user=user, email=ADA.email, verified=True)
    stranger = make_user(email="eve@ministry.example")
    EmailAddress.objects.create(user=stranger, email="a@b.example", verified=False)

    assert giving.account_of(ADA) == user
    assert giving.account_of(Person("a@b.example", "Bo", "en")) != stranger


def test_an_account_has_one_primary_address() -> None:
    user = make_user(email=ADA.email)
    EmailAddress.objects.filter(user=user).update(email="old@ministry.example")

    giving.account_of(ADA)

    assert addresses(user) == [
        *(("old@ministry.example", True, True), (ADA.email, True, False))
    ]


def test_the_account_of_the_same_moment_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = make_user(email=ADA.email)
    monkeypatch.setattr(giving, "_known", lambda _email: None)

    assert giving.account_of(ADA) == user


def test_a_renewal_says_who_gave_it_and_for_what() -> None:
    today = timezone.localdate()
    user, staff = make_user(), make_user()
    row = make_registration(name="Ada M. Lind")
    held = make_membership(user, granted_by=None, name="Ada")
    began = held.valid_from
    held.suspended_reason = "absent"
    held.reminded_days = 7
    held.save()
    grant = Grant(Role.READER, today + timedelta(days=90), sections=("C1.1",))

    again = giving.give_membership(user, "bmp", grant, by=staff)
    held.refresh_from_db()

    assert again == held
    assert (held.valid_from, held.valid_until) == (began, grant.until)
    assert (held.granted_by, held.sections) == (staff, ["C1.1"])
    assert held.suspended_reason == ""
    assert held.reminded_days is None
    assert (held.registration, held.name) == (None, "Ada")

    giving.give_membership(user, "bmp", grant, by=staff, registration=row)
    held.refresh_from_db()
    assert (held.registration, held.name) == (row, "Ada M. Lind")


def test_a_new_membership_begins_today_and_is_kept_as_given() -> None:
    today = timezone.localdate()
    grant = Grant(Role.READER, today + timedelta(days=90), sections=("C1.1",))
    make_dialogue()

    membership = giving.give_membership(make_user(), "bmp", grant, by=None)
    membership.refresh_from_db()

    assert (membership.valid_from, membership.valid_until) == (today, grant.until)
    assert (membership.sections, membership.granted_by) == (["C1.1"], None)


def test_what_was_decided_is_not_changed_on_the_way() -> None:
    with pytest.raises(FrozenInstanceError):
        ADA.email = "eve@ministry.example"  # type: ignore[misc]
    grant = Grant(Role.READER, timezone.localdate())
    with pytest.raises(FrozenInstanceError):
        grant.role = Role.SECRETARIAT  # type: ignore[misc]
