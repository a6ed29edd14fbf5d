"""A request that is late stays late, and first, until it is decided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import registration
from accounts.models import User
from accounts.queue.listing import Wanted, counters, held, page_of
from tests.accounts.desk import QUEUE
from tests.factories import make_member, make_registration


@pytest.fixture
def staff(db: None) -> User:
    return make_member(role="secretariat")


def test_telling_its_applicant_of_the_delay_moves_it_nowhere(staff: User) -> None:
    today = timezone.localdate()
    late = make_registration(name="Late", due_on=today - timedelta(days=2))
    make_registration(name="Young", due_on=today + timedelta(days=1))

    assert registration.tell_of_delay() == 1

    late.refresh_from_db()
    assert late.due_on is not None
    assert late.due_on > today
    assert late.is_late
    assert counters("bmp", staff).late == 1
    rows = page_of("bmp", Wanted(), staff).rows
    assert [row.name for row in rows] == ["Late", "Young"]
    assert page_of("bmp", Wanted(state="late"), staff).rows == [late]


def test_what_is_counted_as_late_is_listed_and_marked(staff: User) -> None:
    today = timezone.localdate()
    for days in (-9, -1, 0, 1):
        make_registration(due_on=today + timedelta(days=days))

    listed = page_of("bmp", Wanted(state="late"), staff).rows
    marked = [row for row in page_of("bmp", Wanted(), staff).rows if row.is_late]

    assert counters("bmp", staff).late == len(listed) == len(marked) == 2


def test_an_answer_of_the_applicant_begins_the_time_anew(staff: User) -> None:
    today = timezone.localdate()
    row = make_registration(state="needs_info", due_on=today - timedelta(days=20))

    registration.answer(row, "Here it is.", version=row.version)

    row.refresh_from_db()
    assert not row.is_late
    assert row.rank_on == row.due_on


def test_a_fresh_decision_is_not_hidden_by_those_that_wait_for_their_day(
    staff: User,
) -> None:
    now = timezone.now()
    for number in range(1, 6):
        make_registration(
            state="held",
            decision="approve",
            decided_by=staff,
            decided_at=now,
            effective_at=now + timedelta(days=number),
        )
    fresh = make_registration(
        state="held",
        decision="approve",
        decided_by=staff,
        decided_at=now,
        effective_at=now + timedelta(minutes=5),
    )

    rows = held("bmp", staff)

    assert rows[0] == fresh
    assert len(rows) == 6


def test_an_empty_choice_does_not_say_that_nobody_waits(
    client: Client, staff: User
) -> None:
    make_registration()
    client.force_login(staff)

    narrow = client.get(f"{QUEUE}?q=nobodyofthisname").content.decode()

    assert "No request fits this choice." in narrow
    assert "No registrations are waiting." not in narrow
