"""The administration: it looks, switches off, and spells out no secret."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from tests.factories import make_member, make_user
from tests.sign_in import write_records

pytestmark = pytest.mark.django_db
USERS = "/admin/accounts/user/"
MEMBERSHIPS = "/admin/accounts/membership/"


@pytest.fixture
def administrator() -> Client:
    user = make_user(is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(user)
    write_records(client, user, second_factor=True, at=time.time())
    return client


@pytest.mark.parametrize(
    "asked",
    [
        f"{USERS}?password__startswith=md5",
        f"{USERS}?password__contains=a",
        f"{USERS}?last_login__gt=2020-01-01",
        f"{USERS}?authenticator__data__contains=secret",
        f"{USERS}?is_active__gt=0",
        f"{MEMBERSHIPS}?user__password__startswith=md5",
        f"{MEMBERSHIPS}?key__startswith=a",
        f"{MEMBERSHIPS}?dialogue__mailbox__startswith=b",
    ],
)
def test_a_list_answers_no_question_about_what_it_does_not_show(
    administrator: Client, asked: str
) -> None:
    make_member()

    assert administrator.get(asked).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        f"{USERS}?is_active__exact=1",
        f"{MEMBERSHIPS}?dialogue__slug__exact=bmp",
        f"{MEMBERSHIPS}?role__exact=reader",
        f"{MEMBERSHIPS}?q=a",
    ],
)
def test_its_own_filters_are_answered(administrator: Client, asked: str) -> None:
    make_member()

    assert administrator.get(asked).status_code == 200


def test_its_password_page_is_that_of_the_portal(administrator: Client) -> None:
    answer = administrator.get("/admin/password_change/")

    assert answer.headers["Location"] == "/en/accounts/password/change/"
