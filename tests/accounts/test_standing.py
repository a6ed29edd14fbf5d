"""What a membership gives today is told by a query and by a row; both agree."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from accounts.access import access_for
from accounts.models import Membership
from imap.core.access import Standing
from tests.factories import make_membership, make_user

pytestmark = pytest.mark.django_db


def days(*distances: int) -> list[date]:
    today = timezone.localdate()
    return [today + timedelta(days=distance) for distance in distances]


def test_the_query_finds_exactly_the_memberships_that_are_active() -> None:
    now = timezone.now()
    begins, ends = days(-9, 0, 1), days(-1, 0, 9)
    for first, last, paused, ended in product(begins, ends, (None, now), (None, now)):
        if first <= last:
            make_membership(
                make_user(),
                valid_from=first,
                valid_until=last,
                suspended_at=paused,
                ended_at=ended,
            )

    found = set(Membership.objects.on(timezone.localdate()))

    rows = list(Membership.objects.all())
    active = {row for row in rows if row.standing is Standing.ACTIVE}
    assert found == active
    assert len(rows) == 24
    assert len(found) == 4
    for row in rows:
        assert access_for(row.user, "bmp").is_member == (row in found)
