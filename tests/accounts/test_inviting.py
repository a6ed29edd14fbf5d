"""How many colleagues a contact point may invite, and who may recommend at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import inviting, registration
from accounts.inviting import Invited
from accounts.membership import steps
from accounts.models import Invitation, Membership, Recommendation, User
from imap.core.exceptions import TransitionError
from tests.accounts.states import COLLEAGUE, STATE, make_colleague, make_request
from tests.factories import give_second_factor, make_member, make_membership

NEW = f"{STATE}invitations/new/"
FORM = {
    "name": "Lena Orn",
    "email": "lena@mfa.example",
    "language": "en",
    "text": "She follows our work.",
}


@pytest.fixture
def point() -> User:
    return make_member(role="contact_point", country="ARM")


@pytest.fixture
def newcomer() -> User:
    """A contact point who came by the recommendation of another one."""
    own = make_colleague()
    make_membership(own.user, role="contact_point", country="ARM")
    give_second_factor(own.user)
    assert own.registration is not None
    Recommendation.objects.create(
        registration=own.registration,
        verdict=Recommendation.Verdict.RECOMMEND,
        by=make_member(role="contact_point", country="ARM"),
    )
    return own.user


def _invite(by: User, number: int) -> Invitation:
    colleague = Invited("Other", f"other{number}@mfa.example", "en", "x")
    return inviting.invite("bmp", "ARM", colleague, by=by)


def test_as_many_stand_open_at_once_as_the_page_says(
    client: Client, point: User, settings: Any
) -> None:
    settings.INVITATIONS_OPEN = 2
    first, _second = _invite(point, 1), _invite(point, 2)
    client.force_login(point)

    page = client.get(f"{STATE}invitations/").content.decode()
    refused = client.post(NEW, FORM)
    inviting.withdraw(first, by=point)
    accepted = client.post(NEW, FORM)

    assert "Open now: 2 of at most 2." in page
    assert "As many of your invitations are open as may be at once: 2." in page
    assert refused.status_code == 409
    assert accepted.status_code == 302
    assert Invitation.objects.count() == 3


def test_withdrawn_and_deleted_ones_count_for_the_year(
    point: User, settings: Any
) -> None:
    settings.INVITATIONS_A_YEAR = 2
    inviting.withdraw(_invite(point, 1), by=point)
    _invite(point, 2).delete()

    with pytest.raises(TransitionError, match="as one contact point may: 2"):
        _invite(point, 3)


def test_each_contact_point_and_each_i_map_counts_alone(
    point: User, settings: Any
) -> None:
    settings.INVITATIONS_OPEN = settings.INVITATIONS_A_YEAR = 1
    _invite(point, 1)
    make_membership(point, "mtm", role="contact_point", country="TUN")

    _invite(make_member(role="contact_point", country="ARM"), 1)
    inviting.invite("mtm", "TUN", COLLEAGUE, by=point)

    assert Invitation.objects.count() == 3


def test_the_same_invitation_again_is_no_second_one_where_no_more_may_leave(
    point: User, settings: Any
) -> None:
    settings.INVITATIONS_OPEN = 1

    assert _invite(point, 1) == _invite(point, 1)


def test_who_came_by_a_recommendation_recommends_nobody_before_a_renewal(
    client: Client, newcomer: User
) -> None:
    row = make_request()
    client.force_login(newcomer)
    address = f"{STATE}requests/{row.number}/"

    page = client.get(address).content.decode()
    forged = client.post(address, {"verdict": "recommend", "text": "Fine."})

    assert "once your access has been renewed" in page
    assert "I recommend to give access" not in page
    assert "Error" in forged.content.decode()
    with pytest.raises(TransitionError, match="renewed"):
        registration.recommend(row, "recommend", "Fine.", by=newcomer)
    with pytest.raises(TransitionError, match="renewed"):
        _invite(newcomer, 1)
    assert client.post(NEW, FORM).status_code == 409
    assert not row.recommendations.exists()


def test_but_may_advise_against_somebody(client: Client, newcomer: User) -> None:
    row = make_request()
    client.force_login(newcomer)

    client.post(
        f"{STATE}requests/{row.number}/", {"verdict": "warn", "text": "Has left."}
    )

    assert row.recommendations.get().verdict == "warn"


def test_one_renewal_is_enough(newcomer: User) -> None:
    own = Membership.objects.get(user=newcomer, role="reader")
    own.valid_until = timezone.localdate() + timedelta(days=5)
    own.save()
    steps.renew(own, by=make_member(role="secretariat"))

    _invite(newcomer, 1)
    registration.recommend(make_request(), "recommend", "Fine.", by=newcomer)

    assert Recommendation.objects.filter(by=newcomer).exists()


def test_a_recommendation_on_the_other_i_map_hinders_nobody_here(
    newcomer: User,
) -> None:
    make_membership(newcomer, "mtm", role="contact_point", country="TUN")

    inviting.invite("mtm", "TUN", COLLEAGUE, by=newcomer)


def test_tasks_may_be_handed_over_at_any_time(newcomer: User) -> None:
    own = Membership.objects.get(user=newcomer, role="contact_point")

    row = inviting.invite("bmp", "ARM", COLLEAGUE, by=newcomer, replaces=own)

    assert row.replaces == own
