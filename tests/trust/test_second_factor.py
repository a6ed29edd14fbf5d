"""Who needs a second step gets nowhere without it, in this very session."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from imap.core.checks import second_factors_name_known_roles
from tests.factories import (
    PASSWORD,
    code_of,
    give_second_factor,
    make_member,
    make_membership,
    make_user,
)
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db

DESK = "/en/bmp/desk/registrations/"
EDIT = "/en/bmp/edit/"
SET_UP = "/en/accounts/2fa/"
CONFIRM = "/en/accounts/reauthenticate/"
AT_DRAFTS = ("reviewer", "contributor", "editor", "contact_point", "secretariat")


def _administrator(*, second_factor: bool) -> User:
    return make_user(is_superuser=True, is_staff=True, second_factor=second_factor)


@pytest.mark.parametrize("path", [DESK, EDIT])
def test_the_secretariat_is_led_to_set_one_up_first(client: Client, path: str) -> None:
    client.force_login(make_member("bmp", role="secretariat", second_factor=False))

    assert client.get(path)["Location"] == SET_UP
    assert client.post(path)["Location"] == SET_UP
    assert "asks for a second step" in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("role", AT_DRAFTS)
def test_whoever_reads_drafts_is_led_to_set_one_up_first(
    client: Client, role: str
) -> None:
    client.force_login(make_member("bmp", role=role, second_factor=False))

    assert client.get(EDIT)["Location"] == SET_UP
    assert client.get("/en/bmp/countries/").status_code == 200


@pytest.mark.parametrize("role", AT_DRAFTS)
def test_a_session_without_it_does_not_count(client: Client, role: str) -> None:
    sign_in(client, make_member("bmp", role=role), second_factor=False)

    assert client.get(EDIT)["Location"] == f"{CONFIRM}?next={EDIT.replace('/', '%2F')}"
    assert client.post(EDIT)["Location"] == CONFIRM


def test_a_session_opened_before_it_was_set_up_does_not_count(client: Client) -> None:
    staff = make_member("bmp", role="secretariat", second_factor=False)
    client.force_login(staff)
    give_second_factor(staff)

    assert client.get(DESK)["Location"].startswith(CONFIRM)


def test_such_a_session_is_asked_for_the_second_step_and_not_for_the_password(
    client: Client,
) -> None:
    staff = make_member("bmp", role="secretariat")
    sign_in(client, staff, second_factor=False)

    by_password = client.post(f"{CONFIRM}?next={DESK}", {"password": PASSWORD})
    assert by_password["Location"].startswith("/en/accounts/2fa/reauthenticate/")
    assert client.get(DESK).status_code == 302

    page = by_password["Location"]
    assert client.post(page, {"code": code_of(staff)})["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_signing_in_with_password_and_code_opens_the_desk(client: Client) -> None:
    staff = make_member("bmp", role="secretariat")

    asked = client.post(
        "/en/accounts/login/", {"login": staff.email, "password": PASSWORD}
    )
    assert client.get(DESK).status_code == 302
    client.post(asked["Location"], {"code": code_of(staff)})

    assert client.get(DESK).status_code == 200


def test_a_code_of_the_app_works_once(client: Client) -> None:
    staff = make_member("bmp", role="secretariat")
    code = code_of(staff)
    for browser in (client, Client()):
        asked = browser.post(
            "/en/accounts/login/", {"login": staff.email, "password": PASSWORD}
        )
        browser.post(asked["Location"], {"code": code})

    assert "_auth_user_id" in client.session
    assert "_auth_user_id" not in browser.session


def test_a_new_password_from_a_mail_does_not_get_round_it(client: Client) -> None:
    staff = make_member("bmp", role="secretariat")
    from accounts.membership.giving import password_key

    key = password_key(staff)
    link = f"/en/accounts/password/reset/key/{key['uidb36']}-{key['key']}/"
    form = client.get(link, follow=True).redirect_chain[-1][0]
    password = "seven slow boats at noon"
    client.post(form, {"password1": password, "password2": password})
    assert "_auth_user_id" not in client.session

    client.post("/en/accounts/login/", {"login": staff.email, "password": password})

    assert "_auth_user_id" not in client.session


def test_each_i_map_names_its_roles(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = {"bmp": (), "mtm": ("editor",)}
    editor = make_member("bmp", role="editor", second_factor=False)
    make_membership(editor, "mtm", "editor")
    client.force_login(editor)

    assert client.get(EDIT).status_code == 200
    assert client.get("/en/mtm/edit/")["Location"] == SET_UP


def test_no_setting_lets_the_secretariat_off(
    client: Client, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = {}
    client.force_login(make_member("bmp", role="secretariat", second_factor=False))

    assert client.get(DESK)["Location"] == SET_UP


def test_a_setting_that_names_no_role_is_reported(settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = {"bmp": ("editors",)}

    assert [each.id for each in second_factors_name_known_roles(None)] == ["imap.E002"]


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/accounts/user/"])
def test_an_administrator_is_led_to_set_one_up_first(client: Client, path: str) -> None:
    client.force_login(_administrator(second_factor=False))

    assert client.get(path)["Location"] == SET_UP


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/accounts/user/"])
def test_the_admin_asks_for_it_in_this_session(client: Client, path: str) -> None:
    sign_in(client, _administrator(second_factor=True), second_factor=False)

    assert client.get(path)["Location"].startswith(CONFIRM)
    assert client.post(path)["Location"] == CONFIRM


def test_the_admin_s_own_sign_in_is_never_reached(client: Client) -> None:
    administrator = _administrator(second_factor=True)
    credentials = {"username": administrator.email, "password": PASSWORD}

    by_stranger = client.post("/admin/login/", credentials)
    client.force_login(administrator)
    by_administrator = client.post("/admin/login/", credentials)

    assert by_stranger["Location"].startswith("/en/accounts/login/")
    assert by_administrator["Location"] == "/admin/"
    assert client.get("/admin/login/")["Location"] == "/admin/"
    assert client.post("/admin/logout/")["Location"] == "/en/accounts/logout/"


def test_a_demonstration_does_without(client: Client, settings: Settings) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(make_member("bmp", role="secretariat", second_factor=False))

    assert client.get(DESK).status_code == 200
