"""Decisions that wait: for their undo, for a second colleague, for a working day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import Settings

from accounts import registration
from accounts.membership.giving import Grant
from accounts.models import Membership, Registration, User
from imap.core.access import Role
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.factories import make_member, make_registration

State = Registration.State
UNDO = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def held(settings: Settings) -> None:
    settings.UNDO_SECONDS = UNDO.total_seconds()


@pytest.fixture
def first() -> User:
    return make_member(role="secretariat")


@pytest.fixture
def other(first: User) -> User:
    return make_member(role="secretariat")


def approve(
    row: Registration, by: User, role: Role = Role.READER, **more: Any
) -> Registration:
    country = "ARM" if role is not Role.READER else None
    until = timezone.localdate() + timedelta(days=90)
    version = Registration.objects.get(pk=row.pk).version
    return registration.approve(
        row, Grant(role, until, country), by=by, version=version, **more
    )


def test_nobody_hears_of_a_decision_before_its_undo_has_run_out(
    first: User, mails: Mails
) -> None:
    row = approve(make_registration(), first)

    with time_machine.travel(timezone.now() + UNDO - timedelta(seconds=10)):
        early = registration.settle_due()
    assert (early, row.state, mails()) == (0, State.HELD, [])
    assert not Membership.objects.filter(registration=row).exists()

    with time_machine.travel(timezone.now() + UNDO + timedelta(seconds=10)):
        settled = registration.settle_due(), registration.settle_due()
    row.refresh_from_db()
    assert (settled, row.state) == ((1, 0), State.APPROVED)
    assert [mail.name for mail in mails()] == ["registration-approved"]


def test_an_undone_decision_leaves_no_trace_with_the_applicant(
    first: User, mails: Mails
) -> None:
    row = approve(make_registration(), first)

    row = registration.undo(row, by=first)

    assert (row.state, row.decision, row.claimed_by) == (State.IN_REVIEW, "", first)
    assert (row.grant_role, row.grant_until) == ("", None)
    assert not mails()
    with time_machine.travel(timezone.now() + 2 * UNDO):
        assert registration.settle_due() == 0


def test_what_was_carried_out_cannot_be_undone(first: User) -> None:
    row = registration.send_now(approve(make_registration(), first), by=first)

    assert row is not None
    with pytest.raises(TransitionError):
        registration.undo(row, by=first)


def test_a_decision_can_be_sent_without_waiting(first: User, mails: Mails) -> None:
    row = approve(make_registration(), first)

    registration.send_now(row, by=first)
    with pytest.raises(TransitionError):
        registration.send_now(row, by=first)

    assert len(mails("registration-approved")) == 1


def test_a_refusal_is_held_too(first: User, mails: Mails) -> None:
    row = registration.refuse(make_registration(), "No.", by=first, version=1)

    assert (row.state, mails()) == (State.HELD, [])


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CONTACT_POINT, Role.SECRETARIAT])
def test_who_writes_or_decides_is_decided_by_two(
    first: User, other: User, mails: Mails, role: Role
) -> None:
    row = approve(make_registration(country_id="ARM"), first, role, reason="Named.")
    assert row.state == State.COSIGN
    assert [mail.to for mail in mails("registration-second")] == [other.email]

    row = registration.second(row, by=other, version=row.version)

    assert (row.state, row.decided_by, row.second_by) == (State.HELD, first, other)
    with time_machine.travel(timezone.now() + 2 * UNDO):
        registration.settle_due()
    assert Membership.objects.get(registration=row).second_by == other


def test_nobody_is_the_own_second_colleague(first: User, other: User) -> None:
    row = approve(make_registration(), first, Role.EDITOR)

    with pytest.raises(PermissionDenied):
        registration.second(row, by=first, version=row.version)
    with pytest.raises(PermissionDenied):
        registration.send_back(row, "No.", by=first, version=row.version)


def test_nobody_seconds_the_own_request(first: User) -> None:
    colleague = make_member(role="secretariat", email="jana@icmpd.example")
    row = approve(make_registration(email=colleague.email), first, Role.EDITOR)

    with pytest.raises(PermissionDenied):
        registration.second(row, by=colleague, version=row.version)


def test_a_second_colleague_may_send_it_back(
    first: User, other: User, mails: Mails
) -> None:
    row = approve(make_registration(), first, Role.EDITOR)

    row = registration.send_back(row, "Not this role.", by=other, version=row.version)

    assert (row.state, row.decision, row.grant_role) == (State.WAITING, "", "")
    assert row.events.get(step="return").text == "Not this role."
    [mail] = mails("registration-returned")
    assert mail.to == first.email
    assert "Not this role." in mail.text
    assert str(other) in mail.text


def test_a_change_by_the_applicant_is_no_longer_what_was_proposed(
    first: User, other: User
) -> None:
    row = approve(make_registration(), first, Role.EDITOR)
    shown = row.version
    contact = make_member(role="contact_point", country="ARM")
    Registration.objects.update(country="ARM")
    row.refresh_from_db()
    registration.recommend(row, "warn", "Left the ministry.", by=contact)

    with pytest.raises(TransitionError):
        registration.second(row, by=other, version=shown)

    row.refresh_from_db()
    assert (row.state, row.decided_by) == (State.WAITING, None)


# --- one member of staff alone ---


def test_alone_it_takes_a_reason_and_the_second_working_day(
    first: User, mails: Mails
) -> None:
    friday = datetime(2026, 11, 20, 10, tzinfo=UTC)
    with time_machine.travel(friday):
        row = make_registration()
        with pytest.raises(TransitionError):
            approve(row, first, Role.EDITOR)
        row = approve(row, first, Role.EDITOR, reason="The ministry asked for it.")

    assert row.effective_at is not None
    assert timezone.localdate(row.effective_at).isoformat() == "2026-11-24"
    assert [mail.to for mail in mails("registration-alone")] == ["bmp@icmpd.org"]
    event = AuditEvent.objects.get(action="registration.approve")
    assert event.data["rule"] == "alone"


def test_a_decision_taken_alone_is_not_sent_early_but_can_be_undone(
    first: User,
) -> None:
    row = approve(make_registration(), first, Role.EDITOR, reason="Asked for.")

    with pytest.raises(TransitionError):
        registration.send_now(row, by=first)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert registration.settle_due() == 0
        assert registration.undo(row, by=first).state == State.IN_REVIEW


# --- claims ---


def test_a_request_in_review_is_left_to_whoever_reviews_it(
    first: User, other: User
) -> None:
    row = registration.claim(make_registration(), by=first)

    with pytest.raises(TransitionError) as caught:
        approve(row, other)

    assert str(first) in caught.value.message
    assert row.version == 1


def test_a_claim_runs_out_after_half_an_hour(first: User, other: User) -> None:
    row = registration.claim(make_registration(), by=first)

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert (registration.release_left(), registration.release_left()) == (1, 0)
        row.refresh_from_db()
        assert (row.state, row.claimed_by) == (State.WAITING, None)
        assert registration.claim(row, by=other).claimed_by == other


# --- a refusal looked at again ---


def _refused(by: User) -> Registration:
    row = registration.refuse(make_registration(), "No.", by=by, version=1)
    registration.send_now(row, by=by)
    row.refresh_from_db()
    return row


def test_another_colleague_looks_at_a_refusal_once(first: User, other: User) -> None:
    row = _refused(first)
    with pytest.raises(PermissionDenied):
        registration.reopen_refused(row, "Asked for.", by=first)

    row = registration.reopen_refused(row, "Asked for.", by=other)

    assert (row.state, row.decision) == (State.WAITING, "")
    registration.refuse(row, "Still no.", by=first, version=row.version)
    registration.send_now(row, by=first)
    with pytest.raises(TransitionError):
        registration.reopen_refused(row, "Again.", by=other)


def test_what_the_applicant_opened_again_may_still_be_reviewed_after_a_refusal(
    first: User, other: User
) -> None:
    row = registration.ask(make_registration(), "Which unit?", by=first, version=1)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        registration.lapse_unanswered()
        row = registration.reopen(row)
        registration.refuse(row, "No.", by=first, version=row.version)
        registration.send_now(row, by=first)

        assert registration.reopen_refused(row, "x", by=other).state == State.WAITING
