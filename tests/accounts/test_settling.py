"""What time makes of a request: what is given, who hears of it, what is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as portal
from django.utils import timezone

from accounts import registration
from accounts.models import KnownDomain, Membership, Registration
from tests.accounts.applicant import in_state
from tests.accounts.conftest import Mails
from tests.factories import (
    make_invitation,
    make_invited,
    make_member,
    make_registration,
)

State = Registration.State


def _kept(row: Registration) -> Registration:
    return Registration.objects.get(pk=row.pk)


def _settle(row: Registration, **decided: object) -> Registration:
    fields = {"state": State.HELD, "effective_at": timezone.now(), **decided}
    Registration.objects.filter(pk=row.pk).update(**fields)
    assert registration.settle_due() == 1
    return _kept(row)


def test_a_person_of_a_letter_is_invited_for_as_long_as_the_link_works(
    mails: Mails,
) -> None:
    row = _settle(make_invited(answer_by=None))

    last = timezone.localdate() + timedelta(days=portal.ACCESS_LINK_DAYS)
    assert (row.state, row.answer_by) == (State.INVITED, last)
    assert [mail.to for mail in mails("registration-invited")] == [row.email]


def test_an_approval_makes_the_office_known() -> None:
    row = in_state(State.HELD, make_member(role="secretariat"), grant_role="reader")

    _settle(row, grant_until=timezone.localdate())

    assert KnownDomain.objects.get().approvals == 1


def test_tasks_of_whoever_invited_a_successor_end_with_the_approval() -> None:
    point = make_member(role="contact_point", country="ARM")
    own = Membership.objects.get(user=point)
    until = timezone.localdate() + timedelta(days=90)
    row = in_state(State.HELD, make_member(role="secretariat"), country_id="ARM")
    make_invitation(
        by=point,
        email=row.email,
        registration=row,
        replaces=own,
        grant_role="contact_point",
        grant_country_id="ARM",
    )

    _settle(row, grant_role="contact_point", grant_until=until, grant_country_id="ARM")

    own.refresh_from_db()
    assert own.ended_at


@pytest.mark.parametrize("count", [0, 2])
def test_deleted_requests_that_nobody_confirmed_are_counted(count: int) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=400)):
        for _ in range(count):
            make_registration(state=State.LINK_SENT)

    assert registration.lapse() == count


def test_a_review_that_was_left_is_given_back_in_writing() -> None:
    row = registration.claim(make_registration(), by=make_member(role="secretariat"))

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        registration.release_left()

    assert [(each.step, each.by) for each in row.events.all()][1:] == [
        ("release", None)
    ]


def test_a_reminder_says_that_it_is_one(mails: Mails) -> None:
    staff = make_member(role="secretariat")
    row = registration.ask(make_registration(), "Which?", by=staff, version=1)

    with time_machine.travel(
        timezone.now() + timedelta(days=portal.ANSWER_REMINDERS[0])
    ):
        registration.remind()

    first, again = mails("registration-question", to=row.email)
    assert again.subject != first.subject
