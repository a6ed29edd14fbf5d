"""Access that was paused for a cause does not come back through a new request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import registration
from accounts.membership import steps
from accounts.membership.giving import Grant
from accounts.membership.steps import Pause
from accounts.models import Membership, Registration, User
from accounts.registration.states import Rule
from imap.core.access import Role
from imap.core.exceptions import TransitionError
from tests.factories import make_member, make_registration


@pytest.fixture
def staff(db: None) -> User:
    return make_member(role="secretariat", full_name="Sven Staff")


@pytest.fixture
def colleague(db: None) -> User:
    return make_member(role="secretariat", full_name="Cara Colleague")


@pytest.fixture
def paused(staff: User) -> Membership:
    member = make_member(email="official@ministry.example")
    membership = Membership.objects.get(user=member)
    return steps.suspend(membership, Pause("A leaked file", True, False), by=staff)


@pytest.fixture
def row(paused: Membership) -> Registration:
    return make_registration(email="official@ministry.example")


def grant() -> Grant:
    return Grant(Role.READER, timezone.localdate() + timedelta(days=300))


def approve(row: Registration, by: User) -> Registration:
    return registration.approve(row, grant(), by=by, version=row.version, reason="Why")


def test_whoever_paused_it_gives_none_anew(
    row: Registration, staff: User, colleague: User, paused: Membership
) -> None:
    with pytest.raises(TransitionError, match="You paused"):
        approve(row, staff)

    paused.refresh_from_db()
    assert paused.suspended_at is not None


def test_a_colleague_proposes_it_and_a_third_one_agrees(
    row: Registration, staff: User, colleague: User, paused: Membership
) -> None:
    third = make_member(role="secretariat")

    waiting = approve(row, colleague)
    assert waiting.state == Registration.State.COSIGN
    with pytest.raises(TransitionError, match="You paused"):
        registration.second(waiting, by=staff, version=waiting.version)
    registration.second(waiting, by=third, version=waiting.version)

    paused.refresh_from_db()
    assert paused.suspended_at is None


def test_refusing_it_is_anybodys(
    row: Registration, staff: User, colleague: User
) -> None:
    refused = registration.refuse(row, "Paused", by=staff, version=row.version)

    assert refused.decision == Registration.Decision.REFUSE


def test_an_absence_asks_for_no_second_colleague(
    staff: User, colleague: User, paused: Membership, row: Registration
) -> None:
    Membership.objects.filter(pk=paused.pk).update(suspended_for_cause=False)

    assert registration.rule_for(row, Role.READER, colleague) is Rule.ONE


def test_a_pause_on_the_other_i_map_is_not_known_here(
    staff: User, colleague: User
) -> None:
    southern = make_member("mtm", role="secretariat")
    member = make_member("mtm", email="official@ministry.example")
    membership = Membership.objects.get(user=member, dialogue="mtm")
    steps.suspend(membership, Pause("A leaked file", True, False), by=southern)
    row = make_registration(email="official@ministry.example")

    assert registration.rule_for(row, Role.READER, staff) is Rule.ONE
