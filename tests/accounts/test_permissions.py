"""Who may take which step, asked of the functions themselves, whoever came first."""

from __future__ import annotations

import pytest

from accounts import permissions
from accounts.models import User
from tests.factories import make_member, make_membership, make_registration, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues() -> tuple[User, User]:
    """Two of the secretariat, the one who was there first in front."""
    return make_member(role="secretariat"), make_member(role="secretariat")


def test_a_second_colleague_may_have_come_before_or_after_the_first(
    colleagues: tuple[User, User],
) -> None:
    for first, second in (colleagues, colleagues[::-1]):
        row = make_registration(decided_by=first)

        assert permissions.can_second(second, row)
        assert not permissions.can_second(first, row)


def test_nobody_is_the_only_one_beside_a_colleague(
    colleagues: tuple[User, User],
) -> None:
    assert [permissions.is_only_one(each, "bmp") for each in colleagues] == [False] * 2


def test_staff_without_colleagues_on_this_i_map_is_the_only_one() -> None:
    alone = make_member(role="secretariat")
    make_member("mtm", role="secretariat")
    make_member()

    assert permissions.is_only_one(alone, "bmp")


def test_a_contact_point_is_one_of_the_own_state_alone() -> None:
    before = make_user()
    own = make_member(role="contact_point", country="ARM")
    after = make_user()

    assert permissions.is_contact_point(own, "bmp", "ARM")
    assert not permissions.is_contact_point(own, "bmp", "GEO")
    assert not permissions.is_contact_point(own, "mtm", "ARM")
    for other in (before, after):
        assert not permissions.is_contact_point(other, "bmp", "ARM")


def test_nobody_is_contact_point_of_no_state() -> None:
    own = make_member(role="contact_point", country="ARM")

    assert not permissions.is_contact_point(own, "bmp", None)


def test_only_the_secretariat_of_that_i_map_resumes_access() -> None:
    paused = make_membership(make_user())
    elsewhere = make_member("mtm", role="secretariat")

    assert permissions.can_resume(make_member(role="secretariat"), paused)
    assert not permissions.can_resume(elsewhere, paused)
    assert not permissions.can_resume(make_member(role="editor"), paused)
