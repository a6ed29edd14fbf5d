"""What happens to an account stands on the platform's chain, with who did it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from imap.core.audit.models import AuditEvent
from imap.core.outbox.models import OutgoingMail
from tests.accounts.forms import link_in
from tests.accounts.signing_in import sign_in
from tests.factories import PASSWORD, make_member, make_user

NEW = "seven slow boats at noon"
PASSWORDS = {"password1": NEW, "password2": NEW}


def _events() -> list[tuple[str, str, str]]:
    events = AuditEvent.objects.filter(chain="platform", action__startswith="account.")
    return [
        (each.action.removeprefix("account."), each.actor_id, each.target_id)
        for each in events.order_by("number")
    ]


def _own(step: str, user: User) -> tuple[str, str, str]:
    return step, str(user.pk), f"accounts.user:{user.pk}"


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user(is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def test_a_changed_password_is_recorded(client: Client) -> None:
    user = make_member()
    sign_in(client, user)

    form = {"oldpassword": PASSWORD, **PASSWORDS}
    client.post("/en/accounts/password/change/", form)

    assert _events() == [_own("password_changed", user)]


def test_a_password_set_anew_by_mail_is_recorded(client: Client) -> None:
    user = make_member()
    client.post("/en/accounts/password/reset/", {"email": user.email})
    form = client.get(link_in(OutgoingMail.objects.get()), follow=True)

    client.post(form.redirect_chain[-1][0], PASSWORDS)

    assert _events() == [_own("password_reset", user)]


@pytest.mark.parametrize(
    ("before", "fields", "step"),
    [
        ({}, {"legal_hold": ""}, "switch_off"),
        ({"is_active": False}, {"is_active": "on", "legal_hold": ""}, "switch_on"),
        ({}, {"is_active": "on", "legal_hold": "A case."}, "hold"),
        ({"legal_hold": "A case."}, {"is_active": "on", "legal_hold": ""}, "lift_hold"),
    ],
)
def test_what_an_administrator_changes_is_recorded(
    client: Client,
    administrator: User,
    before: dict[str, Any],
    fields: dict[str, str],
    step: str,
) -> None:
    user = make_member(**before)

    client.post(f"/admin/accounts/user/{user.pk}/change/", fields)

    event = (step, str(administrator.pk), f"accounts.user:{user.pk}")
    assert _events() == [event]


def test_a_form_saved_without_a_change_records_nothing(
    client: Client, administrator: User
) -> None:
    user = make_member()

    client.post(f"/admin/accounts/user/{user.pk}/change/", {"is_active": "on"})

    assert _events() == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admin_s_page_of_passwords_is_the_portal_s_own(
    client: Client, administrator: User, method: str
) -> None:
    answer = getattr(client, method)("/admin/password_change/")

    assert answer.status_code == 302
    assert answer["Location"] == "/en/accounts/password/change/"
