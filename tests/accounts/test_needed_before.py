"""“I need access before …”: said, seen, sorted by, corrected and deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import registration
from accounts.forms import CorrectionForm
from accounts.models import Registration, User
from accounts.queue.listing import Wanted, page_of
from accounts.queue.timeline import timeline
from tests.accounts.desk import QUEUE
from tests.accounts.forms import typed
from tests.factories import make_member, make_registration

REGISTER = "/en/bmp/register/"


@pytest.fixture
def staff(reference: None) -> User:
    return make_member(role="secretariat")


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def ask(client: Client, **said: str) -> Registration | None:
    client.post(REGISTER, typed() | said)
    return Registration.objects.order_by("-pk").first()


def test_a_day_and_an_occasion_are_taken_and_none_need_be_given(
    client: Client, staff: User
) -> None:
    row = ask(client, needed_on=day(3), needed_for="Senior Officials' Meeting")
    assert row
    assert row.needed_on == timezone.localdate() + timedelta(days=3)

    registration.confirm(row)

    row.refresh_from_db()
    assert row.rank_on == row.needed_on
    client.force_login(staff)
    page = client.get(f"{QUEUE}{row.number}/").content.decode()
    assert "Senior Officials&#x27; Meeting" in page
    assert "needed " in page


@pytest.mark.parametrize("wrong", [day(0), day(-1), day(800), "soon", "2027-13-01"])
def test_a_day_that_cannot_be_is_told_and_what_was_typed_stays(
    client: Client, reference: None, wrong: str
) -> None:
    answer = client.post(REGISTER, typed() | {"needed_on": wrong})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "a year from now" in page or "year-month-day" in page
    assert "Reading profiles." in page
    assert not Registration.objects.exists()


def test_the_queue_is_sorted_by_it(staff: User) -> None:
    today = timezone.localdate()
    promised = make_registration(name="Promised", due_on=today + timedelta(days=2))
    urgent = make_registration(
        name="Urgent",
        due_on=today + timedelta(days=5),
        needed_on=today + timedelta(days=1),
        rank_on=today + timedelta(days=1),
    )

    assert page_of("bmp", Wanted(), staff).rows == [urgent, promised]


def test_correcting_it_is_told_and_moves_the_request_up(
    client: Client, staff: User
) -> None:
    row = ask(client)
    assert row
    row = registration.confirm(row)
    said = typed() | {"needed_on": day(2), "version": str(row.version)}
    form = CorrectionForm(said, row=row)
    assert form.is_valid(), form.errors

    registration.correct(row, form.application(), version=row.version)

    row.refresh_from_db()
    assert row.rank_on == timezone.localdate() + timedelta(days=2)
    [change] = timeline(row)[0].changes
    assert change.before == "–"
    assert str(timezone.localdate().year) in change.after


def test_a_day_that_has_passed_keeps_nobody_from_correcting_the_rest(
    reference: None,
) -> None:
    past = timezone.localdate() - timedelta(days=1)
    row = make_registration(needed_on=past)
    said = typed() | {"needed_on": past.isoformat(), "version": str(row.version)}

    assert CorrectionForm(said, row=row).is_valid()


def test_withdrawing_deletes_it(reference: None) -> None:
    row = make_registration(needed_for="Meeting", needed_on=timezone.localdate())

    registration.withdraw(row)

    row.refresh_from_db()
    assert (row.needed_on, row.needed_for) == (None, "")
