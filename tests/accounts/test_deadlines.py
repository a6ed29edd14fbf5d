"""What time does to requests, over weekends and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from accounts import registration
from accounts.deadlines import is_working_day, working_days_after
from accounts.models import Registration, User
from tests.accounts.conftest import Mails
from tests.factories import make_invited, make_member, make_registration

State = Registration.State


@pytest.fixture
def staff() -> User:
    return make_member(role="secretariat")


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T11:00:00").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-23", "2026-11-30"),
        ("2026-12-04", "2026-12-14"),  # 8 December: Immaculate Conception
        ("2026-12-23", "2026-12-31"),  # Christmas and St Stephen's Day
        ("2026-12-30", "2027-01-08"),  # New Year and Epiphany
    ],
)
def test_public_holidays_of_the_secretariat_are_no_working_days(
    asked: str, due: str
) -> None:
    assert working_days_after(date.fromisoformat(asked), 5).isoformat() == due


def test_another_week_and_country_are_a_setting(settings: Settings) -> None:
    settings.WORKING_WEEKDAYS = (6, 0, 1, 2, 3)

    assert is_working_day(date(2026, 11, 22))
    assert not is_working_day(date(2026, 11, 20))


def test_the_day_begins_where_the_secretariat_is() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # 24 November in Vienna

    with time_machine.travel(late):
        row = registration.confirm(make_registration(state=State.LINK_SENT))

    assert row.due_on == date(2026, 12, 1)


def test_the_applicant_is_told_once_of_a_delay_and_of_a_new_day(mails: Mails) -> None:
    with time_machine.travel(_noon("2026-12-23")):
        row = registration.confirm(make_registration(state=State.LINK_SENT))
    assert row.due_on == date(2026, 12, 31)

    with time_machine.travel(_noon("2026-12-31")):
        assert registration.tell_of_delay() == 0
    with time_machine.travel(_noon("2027-01-01")):
        told = registration.tell_of_delay(), registration.tell_of_delay()
    with time_machine.travel(_noon("2027-02-01")):
        later = registration.tell_of_delay()

    row.refresh_from_db()
    [mail] = mails("registration-delayed")
    assert (told, later) == ((1, 0), 0)
    assert row.due_on == date(2027, 1, 11)
    assert "11 January 2027" in mail.text


@pytest.mark.parametrize("state", ["needs_info", "held", "approved", "refused"])
def test_what_waits_for_nobody_of_the_staff_is_not_late(
    staff: User, state: str
) -> None:
    past = timezone.localdate() - timedelta(days=3)
    make_registration(
        state=state, due_on=past, decided_by=staff, decided_at=timezone.now()
    )

    assert registration.tell_of_delay() == 0


def test_a_question_is_recalled_twice_and_then_the_request_closes(
    staff: User, mails: Mails
) -> None:
    asked = _noon("2026-11-23")
    with time_machine.travel(asked):
        row = registration.ask(make_registration(), "Which unit?", by=staff, version=1)
    sent = []

    for day in range(1, 18):
        with time_machine.travel(asked + timedelta(days=day)):
            if registration.remind() + registration.remind():
                sent.append(day)
            registration.lapse_unanswered()

    row.refresh_from_db()
    assert sent == [7, 12]
    assert row.state == State.LAPSED
    assert len(mails("registration-question")) == 3
    assert len(mails("registration-lapsed")) == 1


def test_a_clock_that_stood_still_sends_one_reminder_not_two(
    staff: User, mails: Mails
) -> None:
    row = registration.ask(make_registration(), "Which unit?", by=staff, version=1)

    with time_machine.travel(timezone.now() + timedelta(days=13)):
        sent = registration.remind(), registration.remind()

    row.refresh_from_db()
    assert (sent, row.reminders) == ((1, 0), 2)
    assert len(mails("registration-question")) == 2


def test_the_last_day_to_answer_still_counts(staff: User) -> None:
    with time_machine.travel(_noon("2026-11-23")):
        row = registration.ask(make_registration(), "Which?", by=staff, version=1)

    with time_machine.travel(_noon("2026-12-07")):
        assert registration.lapse_unanswered() == 0
    with time_machine.travel(_noon("2026-12-08")):
        assert registration.lapse_unanswered() == 1
    assert row.answer_by == date(2026, 12, 7)


def test_an_answer_gives_the_secretariat_its_days_anew(staff: User) -> None:
    with time_machine.travel(_noon("2026-11-23")):
        row = registration.ask(make_registration(), "Which?", by=staff, version=1)

    with time_machine.travel(_noon("2026-12-04")):
        row = registration.answer(row, "Unit 3.", version=row.version)

    assert row.due_on == date(2026, 12, 14)


def test_an_invitation_that_nobody_takes_up_closes_without_a_mail(
    mails: Mails,
) -> None:
    row = make_invited(answer_by=timezone.localdate())

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        closed = registration.lapse_unanswered(), registration.lapse_unanswered()

    row.refresh_from_db()
    assert (closed, row.state) == ((1, 0), State.LAPSED)
    assert not mails()
