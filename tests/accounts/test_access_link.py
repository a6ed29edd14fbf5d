from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import registration, tokens
from accounts.membership import giving
from accounts.membership.giving import Grant
from accounts.models import Membership
from imap.core.access import Role
from tests.accounts.conftest import Mails
from tests.accounts.forms import link_in
from tests.factories import (
    PASSWORD,
    make_member,
    make_membership,
    make_registration,
    make_user,
)

NEW_PASSWORD = "seven slow boats at noon"


def _approved(mails: Mails, email: str = "petar@ministry.example") -> str:
    staff = make_member(role="secretariat")
    grant = Grant(Role.READER, timezone.localdate() + timedelta(days=365))
    row = make_registration(email=email)
    registration.approve(row, grant, by=staff, version=1)
    return link_in(mails("registration-approved")[-1])


def _link(membership: Membership) -> str:
    token = tokens.make(tokens.Purpose.ACCESS, membership.dialogue_id, membership.key)
    return f"/en/{membership.dialogue_id}/register/access/{token}/"


def test_a_new_member_sets_a_password_signs_in_and_stands_on_the_map(
    client: Client, mails: Mails
) -> None:
    link = _approved(mails)

    shown = client.get(link)
    form = client.post(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0],
        {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        follow=True,
    )
    signed_in = client.post(
        "/en/accounts/login/",
        {"login": "petar@ministry.example", "password": NEW_PASSWORD},
    )

    assert "Go on to your sign-in" in shown.content.decode()
    assert "Choose your password" in form.content.decode()
    assert "Your password is set" in done.content.decode()
    assert signed_in["Location"] == "/en/bmp/map/"
    assert client.get("/en/bmp/map/").status_code == 200


def test_opening_the_link_sets_nothing(client: Client, mails: Mails) -> None:
    link = _approved(mails)

    client.get(link)

    assert not Membership.objects.get(
        registration__isnull=False
    ).user.has_usable_password()


def test_whoever_has_a_password_is_led_to_the_sign_in(
    client: Client, mails: Mails
) -> None:
    make_member("mtm", email="petar@ministry.example")

    answer = client.post(_approved(mails))

    assert answer["Location"] == "/en/accounts/login/?next=%2Fen%2Fbmp%2Fmap%2F"
    client.post(
        answer["Location"], {"login": "petar@ministry.example", "password": PASSWORD}
    )
    assert client.get("/en/bmp/map/").status_code == 200


def test_one_mailbox_is_approved_on_both_i_maps_with_one_account(
    client: Client, mails: Mails
) -> None:
    first = _approved(mails)
    south = make_member("mtm", role="secretariat")
    row = make_registration("mtm", email="Petar@ministry.example", language="fr")
    grant = Grant(Role.READER, timezone.localdate() + timedelta(days=30))

    decided = registration.approve(row, grant, by=south, version=1)

    second = link_in(mails("registration-approved")[-1])
    assert second.startswith("/fr/mtm/register/access/")
    user = decided.memberships.get().user
    assert Membership.objects.filter(user=user).count() == 2
    assert client.get(first.replace("/bmp/", "/mtm/")).status_code == 404


def test_the_link_of_a_guessed_or_changed_token_is_not_found(
    client: Client, mails: Mails
) -> None:
    link = _approved(mails)

    for broken in (link[:-3] + "/", "/en/bmp/register/access/x/"):
        answer = client.post(broken)
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()


def test_the_link_works_for_thirty_days(client: Client, mails: Mails) -> None:
    link = _approved(mails)

    with time_machine.travel(timezone.now() + timedelta(days=31)):
        late = client.get(link)

    assert late.status_code == 410
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("end", ["suspended", "expired", "gone", "switched off"])
def test_the_link_ends_with_the_membership(client: Client, end: str) -> None:
    today = timezone.localdate()
    membership = make_membership(make_user())
    link = _link(membership)
    if end == "suspended":
        Membership.objects.update(suspended_at=timezone.now())
    elif end == "expired":
        Membership.objects.update(valid_until=today - timedelta(days=1))
    elif end == "gone":
        membership.delete()
    else:
        membership.user.is_active = False
        membership.user.save()

    answers = client.get(link), client.post(link)

    assert [answer.status_code for answer in answers] == [410, 410]


def test_a_used_password_key_does_not_work_again(client: Client, mails: Mails) -> None:
    link = _approved(mails)
    form = client.post(link, follow=True)
    target = form.redirect_chain[-1][0]
    key_address = form.redirect_chain[0][0]
    passwords = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(target, passwords)

    again = Client().get(key_address, follow=True)

    assert "This link no longer works" in again.content.decode()


@pytest.mark.parametrize("password", ["short", "9" * 20])
def test_a_weak_password_is_refused(
    client: Client, mails: Mails, password: str
) -> None:
    form = client.post(_approved(mails), follow=True)

    answer = client.post(
        form.redirect_chain[-1][0], {"password1": password, "password2": password}
    )

    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_the_account_of_an_address_is_found_in_any_case() -> None:
    user = make_user(email="Mixed@Ministry.example")
    person = giving.Person("mixed@ministry.example", "Mixed", "en")

    assert giving.account_of(person) == user
