"""Reviewers: given by two people, for one state, for months at most, never renewed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import contact
from accounts.deadlines import months_later
from accounts.membership import renewal, steps
from accounts.models import Membership, Registration, RoleProposal, User
from accounts.nominations.check import DryRun
from imap.core.access import Role, Standing, access_for
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.accounts.desk import QUEUE, decision, state_of
from tests.accounts.lists import make_draft
from tests.accounts.states import own_of
from tests.factories import make_member, make_membership, make_registration, make_user


@pytest.fixture
def staff(client: Client) -> User:
    user = make_member(role="secretariat", full_name="Staff Person")
    client.force_login(user)
    return user


def _day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _give(client: Client, user: User, **data: Any) -> HttpResponse:
    held = Membership.objects.get(user=user)
    fields = {
        "role": "reviewer",
        "country": "ARM",
        "until": _day(40),
        "reason": "Asked",
    }
    page = reverse("accounts:desk-member-role", args=["bmp", held.key])
    return cast(HttpResponse, client.post(page, fields | data))


def _reviews(**fields: Any) -> Membership:
    return make_membership(make_user(), role="reviewer", country="ARM", **fields)


def test_two_people_make_a_reviewer_of_one_state_until_a_day(
    client: Client, staff: User
) -> None:
    user, colleague = make_member(), make_member(role="secretariat")

    assert _give(client, user).status_code == 302
    proposal = RoleProposal.objects.get()
    confirm = reverse("accounts:desk-role-confirm", args=["bmp", proposal.key])
    assert client.post(confirm).status_code == 403
    assert not access_for(user, "bmp").reviewed
    client.force_login(colleague)
    assert client.post(confirm).status_code == 302

    access = access_for(user, "bmp")
    assert access.reviewed == {"ARM"}
    assert not access.edited
    assert access.roles == {Role.READER, Role.REVIEWER}
    with time_machine.travel(timezone.now() + timedelta(days=41), tick=False):
        ended = access_for(user, "bmp")
    assert not ended.reviewed
    assert not ended.is_editor


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"country": ""}, "country"), ({"until": _day(190)}, "until")],
)
def test_a_reviewer_without_a_state_or_for_too_long_is_refused_in_words(
    client: Client, staff: User, changes: dict[str, str], field: str
) -> None:
    page = _give(client, make_member(), **changes).content.decode()

    assert f'href="#role_{field}"' in page
    words = {
        "country": "Choose the state whose drafts this person reads.",
        "until": "A reviewer has access for 6 months at most.",
    }
    assert words[field] in page
    assert not RoleProposal.objects.exists()


@pytest.mark.parametrize("role", ["reader", "reviewer", "editor", "contact_point"])
def test_nobody_but_the_secretariat_gives_the_role(client: Client, role: str) -> None:
    client.force_login(make_member(role=role, country="ARM"))

    assert _give(client, make_member()).status_code == 404
    assert not RoleProposal.objects.exists()


def test_an_applicant_becomes_a_reviewer_by_two_decisions(
    client: Client, staff: User
) -> None:
    make_member(role="secretariat")
    make_registration(number=9)
    wanted = {"role": "reviewer", "country": "ARM", "reason": "Of a mission."}

    late = client.post(f"{QUEUE}9/approve/", decision(**wanted))
    bare = client.post(
        f"{QUEUE}9/approve/", decision(**wanted | {"country": "", "until": _day(40)})
    )
    assert "6 months at most" in late.content.decode()
    assert "whose drafts this person reads" in bare.content.decode()
    assert state_of() == Registration.State.WAITING

    client.post(f"{QUEUE}9/approve/", decision(**wanted, until=_day(40)))
    assert state_of() == Registration.State.COSIGN


def test_a_letter_names_a_reviewer_of_its_state_for_some_months(staff: User) -> None:
    rows = (
        "Name;E-mail;State;Ministry;Post;Role;Until\n"
        "Ada;ada@mfa.example;Armenia;MFA;Head;Reviewer;\n"
        f"Eve;eve@mfa.example;Armenia;MFA;Head;Reviewer;{_day(300)}\n"
    )

    right, late = DryRun(make_draft(staff, rows), staff).rows

    grant = right.form.grant()
    assert (grant.role, grant.country) == (Role.REVIEWER, "ARM")
    assert grant.until == months_later(timezone.localdate(), 6)
    assert [label for label, _text in late.errors] == ["Until"]


def test_the_last_day_stays_within_months_of_the_first(
    client: Client, staff: User
) -> None:
    held = _reviews(valid_from=timezone.localdate() - timedelta(days=100))
    page = reverse("accounts:desk-member-until", args=["bmp", held.key])

    late = client.post(page, {"until": _day(120)})
    assert "6 months at most" in late.content.decode()
    assert client.post(page, {"until": _day(60)}).status_code == 302
    with pytest.raises(TransitionError, match="6 months at most"):
        steps.change_until(held, timezone.localdate() + timedelta(days=120), by=staff)


def test_it_simply_ends_without_a_reminder_and_is_not_renewed(
    staff: User, mails: Mails
) -> None:
    held = _reviews(valid_until=timezone.localdate() + timedelta(days=3))

    assert renewal.remind() == 0
    with pytest.raises(TransitionError, match="nothing to renew"):
        renewal.still_in_post(held)
    with pytest.raises(TransitionError, match="ends on its day"):
        steps.renew(held, by=staff)
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        assert renewal.expire() == 1
        assert held.standing is Standing.EXPIRED

    assert not mails()


def test_a_reviewer_is_no_successor_of_a_contact_point(staff: User) -> None:
    point = make_member(role="contact_point", country="ARM")
    held = _reviews()

    assert held in contact.people_of(point, "bmp")
    assert held not in contact.successors_of(point, "bmp")
    with pytest.raises(PermissionDenied):
        contact.hand_over(own_of(point), held, "Follows me.", by=point)


def test_from_the_server_too_the_role_ends_after_some_months() -> None:
    named = {"dialogue": "bmp", "role": "reviewer", "country": "ARM"}

    with pytest.raises(CommandError, match="6 months at most"):
        call_command(
            "appoint",
            "ada@x.example",
            until=timezone.localdate() + timedelta(days=300),
            **named,
        )
    assert not User.objects.filter(email="ada@x.example").exists()


def test_the_page_of_the_own_access_says_what_a_reviewer_can_do(client: Client) -> None:
    client.force_login(_reviews().user)

    page = client.get(reverse("me:home")).content.decode()

    assert "Reviewer, Armenia" in page
    assert "with the drafts of one state, and comment on them" in page
    assert "decide on requests" not in page
