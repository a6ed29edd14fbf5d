"""What the admin holds of people can be looked at there, and is changed by steps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from tests.factories import make_dialogue, make_member, make_user

pytestmark = pytest.mark.django_db

ADMIN = "/admin/accounts/"
# What comes with a list inside a page, if somebody puts memberships into a person's.
INLINE = {
    "memberships-TOTAL_FORMS": "2",
    "memberships-INITIAL_FORMS": "1",
    "memberships-MIN_NUM_FORMS": "0",
    "memberships-MAX_NUM_FORMS": "1000",
}


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def person() -> User:
    make_dialogue("mtm")
    return make_member(
        "bmp", email="ada@ministry.example", full_name="Ada Lind", username="ada.lind"
    )


def _account(person: User) -> dict[str, Any]:
    return dict(User.objects.filter(pk=person.pk).values().get())


def _rows(person: User) -> list[dict[str, Any]]:
    return [dict(row) for row in Membership.objects.filter(user=person).values()]


def _change(dialogue: str, until: date) -> dict[str, str]:
    day = timezone.localdate() - timedelta(days=1)
    return {
        "dialogue": dialogue,
        "role": "secretariat",
        "valid_from": day.isoformat(),
        "valid_until": until.isoformat(),
        "edition": "",
        "sections": "[]",
    }


def test_of_a_person_the_admin_changes_no_more_than_the_switches(
    administrator: Client, person: User
) -> None:
    before = _account(person)
    typed = {
        "email": "eve@elsewhere.example",
        "username": "eve",
        "full_name": "Eve",
        "language": "ru",
        "password": "eve",
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "",
        "legal_hold": "on",
    }

    answer = administrator.post(f"{ADMIN}user/{person.pk}/change/", typed)

    assert answer.status_code == 302
    after = _account(person)
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {"is_active", "legal_hold"}
    addresses = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    assert list(addresses) == ["ada@ministry.example"]


def test_no_list_of_memberships_in_a_persons_page_changes_them(
    administrator: Client, person: User
) -> None:
    own, before = Membership.objects.get(user=person), _rows(person)
    until = timezone.localdate() + timedelta(days=4000)
    typed = {"is_active": "on", **INLINE}
    for number in range(2):
        fields = _change("mtm" if number else "bmp", until) | {"user": str(person.pk)}
        typed |= {f"memberships-{number}-{name}": fields[name] for name in fields}
    typed["memberships-0-id"] = str(own.pk)

    administrator.post(f"{ADMIN}user/{person.pk}/change/", typed)

    assert _rows(person) == before


def test_people_are_neither_made_nor_deleted_in_the_admin(
    administrator: Client, person: User
) -> None:
    before = User.objects.count()
    sweep = {"action": "delete_selected", "_selected_action": person.pk, "post": "yes"}

    for step in ("add/", f"{person.pk}/delete/"):
        assert administrator.get(f"{ADMIN}user/{step}").status_code == 403
        answer = administrator.post(f"{ADMIN}user/{step}", {"post": "yes"})
        assert answer.status_code == 403
    administrator.post(f"{ADMIN}user/", sweep)

    assert User.objects.count() == before


def test_memberships_are_neither_made_nor_changed_nor_deleted_in_the_admin(
    administrator: Client, person: User
) -> None:
    own, before = Membership.objects.get(user=person), _rows(person)
    typed = _change("mtm", timezone.localdate() + timedelta(days=4000))
    typed |= {"user": str(person.pk), "post": "yes"}

    for step in ("add/", f"{own.pk}/change/", f"{own.pk}/delete/"):
        answer = administrator.post(f"{ADMIN}membership/{step}", typed)
        assert answer.status_code == 403
    administrator.post(
        f"{ADMIN}membership/",
        {"action": "delete_selected", "_selected_action": own.pk, "post": "yes"},
    )

    assert administrator.get(f"{ADMIN}membership/{own.pk}/change/").status_code == 200
    assert _rows(person) == before


def test_the_admin_shows_of_the_accounts_no_more_than_people_and_memberships(
    administrator: Client,
) -> None:
    registered = {
        model.__name__
        for model in admin.site._registry
        if model._meta.app_label == "accounts"
    }

    assert registered == {"User", "Membership"}
    for name in ("registration", "roleproposal", "addresschange", "invitation"):
        assert administrator.get(f"{ADMIN}{name}/").status_code == 404
