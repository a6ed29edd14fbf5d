"""What an applicant does: what it leaves on the request, and what it takes away."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as portal
from django.utils import timezone

from accounts import registration
from accounts.deadlines import due_on
from accounts.models import (
    EvidenceFile,
    Invitation,
    KnownDomain,
    Recommendation,
    Registration,
)
from accounts.registration import Application, applying
from accounts.registration.rows import Note
from accounts.registration.states import Step
from imap.core.audit.log import target_id
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import Mails
from tests.factories import (
    make_invitation,
    make_invited,
    make_letter,
    make_mail,
    make_member,
    make_registration,
)

State = Registration.State


def _kept(row: Registration) -> Registration:
    return Registration.objects.get(pk=row.pk)


def _application(row: Registration, **changes: Any) -> Application:
    said = Application(
        name=row.name,
        email=row.email,
        country=row.country_id,
        organisation=None,
        other_organisation=row.other_organisation,
        office_name="",
        ministry=row.ministry,
        post=row.post,
        purpose=row.purpose,
        language=row.language,
        notice_version=row.notice_version,
    )
    return replace(said, **changes)


def _lapsed() -> Registration:
    row = make_registration(state=State.LAPSED, reminders=2)
    row.events.create(step="lapse")
    return row


def test_a_member_who_moves_confirms_the_address_like_anybody(mails: Mails) -> None:
    source = Registration.Source.ADDRESS_CHANGE
    row = make_registration(
        state=State.LINK_SENT, email=make_member().email, source=source
    )

    applying.send_link(row)

    assert [mail.name for mail in mails()] == ["registration-confirm"]


def test_requests_are_numbered_in_turn() -> None:
    rows = [make_registration(state=State.LINK_SENT) for _ in range(3)]

    assert [registration.confirm(row).number for row in rows] == [1, 2, 3]


def test_flags_are_found_anew_when_an_address_is_confirmed() -> None:
    row = make_registration(state=State.LINK_SENT, is_flagged=True)

    assert not registration.confirm(row).is_flagged


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.WITHDRAWN])
def test_confirming_moves_nothing_that_is_further_on(state: str) -> None:
    row = make_registration(state=state)

    registration.confirm(row)

    assert (_kept(row).state, _kept(row).version) == (state, row.version)


@pytest.mark.parametrize("country", ["ALB", "GEO", None])
def test_who_invited_for_one_state_recommends_nobody_of_another(
    country: str | None,
) -> None:
    row = make_registration(state=State.LINK_SENT, country_id=country)
    make_invitation(email=row.email, registration=row)

    registration.confirm(row)

    assert not Recommendation.objects.exists()


def test_an_invitation_that_a_request_came_of_opens_the_form_no_more() -> None:
    for state in (State.IN_REVIEW, State.WAITING):
        asked = make_registration(state=state)
        assert not applying.may_use(make_invitation(registration=asked))


@pytest.mark.parametrize("seconds", [0, 1])
def test_an_invitation_opens_the_form_until_its_hour(seconds: int) -> None:
    invitation = make_invitation()
    moment = invitation.open_until

    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        assert applying.may_use(invitation)
    with time_machine.travel(moment + timedelta(seconds=seconds), tick=False):
        assert not applying.may_use(invitation)


def test_a_request_that_is_there_already_is_not_stored_again() -> None:
    said, row_id = _application(make_registration()), uuid.uuid4()
    source = Registration.Source.FORM

    assert applying.insert("bmp", said, row_id, source=source)
    assert applying.insert("bmp", said, row_id, source=source) is None


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.WAITING])
def test_only_what_was_closed_opens_again(state: str) -> None:
    row = make_registration(state=state)
    row.events.create(step="lapse")

    assert not applying.may_reopen(row)


def test_the_last_day_to_open_again_still_counts() -> None:
    row = _lapsed()

    with time_machine.travel(timezone.now() + timedelta(days=portal.REOPEN_DAYS)):
        assert applying.may_reopen(row)


def test_a_request_opened_again_begins_anew_and_both_sides_hear_of_it(
    mails: Mails,
) -> None:
    staff, row = make_member(role="secretariat"), _lapsed()
    later = timezone.now() + timedelta(days=20)

    with time_machine.travel(later, tick=False):
        registration.reopen(row)

    assert (_kept(row).due_on, _kept(row).reminders) == (due_on(later), 0)
    assert [mail.to for mail in mails("registration-received")] == [row.email]
    assert [mail.to for mail in mails("registration-waiting")] == [staff.email]


def test_an_answer_is_looked_at_anew_and_staff_hear_of_it(mails: Mails) -> None:
    staff = make_member(role="secretariat")
    row = make_registration(state=State.NEEDS_INFO, reminders=2, is_flagged=True)

    registration.answer(row, "The third unit.", version=1)

    assert (_kept(row).reminders, _kept(row).is_flagged) == (0, False)
    assert [mail.to for mail in mails("registration-waiting")] == [staff.email]


def test_corrected_answers_are_looked_at_where_the_request_stands() -> None:
    today = timezone.localdate()
    row = make_registration(state=State.NEEDS_INFO, is_flagged=True)

    registration.correct(row, _application(row, needed_on=today), version=1)

    assert (_kept(row).state, _kept(row).is_flagged) == (State.NEEDS_INFO, False)
    assert _kept(row).rank_on == today


def test_a_letter_about_somebody_who_asked_for_nothing_brings_no_request() -> None:
    row = make_invited()
    row.state = State.HELD
    row.save()

    applying.back_to_queue(row, Step.ATTACH, Note())

    assert (_kept(row).state, _kept(row).version) == (State.HELD, 2)


def test_whoever_accepts_makes_the_office_known() -> None:
    registration.accept(make_invited(), "2026-11")

    assert KnownDomain.objects.get().approvals == 1


def test_forgetting_takes_everything_that_others_said_too() -> None:
    row = make_registration(is_flagged=True)
    by = make_member(role="contact_point", country="ARM")
    make_letter(row)
    make_invitation(by=by, registration=row)
    make_mail(about=target_id(row))
    row.recommendations.create(by=by, verdict="recommend")
    row.events.create(step="claim")

    applying.forget(row)

    assert (_kept(row).name, _kept(row).is_flagged) == ("", False)
    assert not row.recommendations.exists()
    assert not row.events.exists()
    for gone in (EvidenceFile, Invitation, OutgoingMail):
        assert not gone.objects.exists()


def test_where_a_newer_request_is_open_an_old_one_stays_closed() -> None:
    row = _lapsed()
    make_registration(email=row.email)

    with pytest.raises(TransitionError, match="newer request"):
        registration.reopen(row)
