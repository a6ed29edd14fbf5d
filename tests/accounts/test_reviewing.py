"""What staff do with a request: who may, what is left alone, what is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as portal
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import Settings

from accounts import registration
from accounts.deadlines import due_on
from accounts.membership.giving import Grant
from accounts.models import Registration, User
from imap.core.access import Role
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.factories import make_member, make_registration

State = Registration.State
GRANT = Grant(Role.READER, timezone.localdate() + timedelta(days=90))
EDITOR = Grant(Role.EDITOR, timezone.localdate() + timedelta(days=90), "ARM")
CLAIM = timedelta(minutes=portal.CLAIM_MINUTES)
Verb = Callable[[Registration, User], object]
VERBS: dict[str, Verb] = {
    "claim": lambda row, by: registration.claim(row, by=by),
    "release": lambda row, by: registration.release(row, by=by),
    "ask": lambda row, by: registration.ask(row, "Which?", by=by, version=1),
    "approve": lambda row, by: registration.approve(row, GRANT, by=by, version=1),
    "refuse": lambda row, by: registration.refuse(row, "No.", by=by, version=1),
    "second": lambda row, by: registration.second(row, by=by, version=row.version),
    "send_back": lambda row, by: registration.send_back(
        row, "No.", by=by, version=row.version
    ),
    "undo": lambda row, by: registration.undo(row, by=by),
    "send_now": lambda row, by: registration.send_now(row, by=by),
    "reopen": lambda row, by: registration.reopen_refused(row, "Asked for.", by=by),
}


@pytest.fixture(autouse=True)
def held(settings: Settings) -> None:
    settings.UNDO_SECONDS = 300


@pytest.fixture
def first() -> User:
    return make_member(role="secretariat")


@pytest.fixture
def other(first: User) -> User:
    return make_member(role="secretariat")


def _kept(row: Registration) -> Registration:
    return Registration.objects.get(pk=row.pk)


def _proposed(row: Registration, by: User) -> Registration:
    version = _kept(row).version
    return registration.approve(row, EDITOR, by=by, version=version, reason="Named.")


def _refused(by: User) -> Registration:
    row = registration.refuse(make_registration(), "No.", by=by, version=1)
    return registration.send_now(row, by=by)


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_whoever_may_not_hears_nothing_of_the_state(verb: Verb) -> None:
    row = make_registration(state=State.LINK_SENT)

    with pytest.raises(PermissionDenied):
        verb(row, make_member(role="editor", country="ARM"))


@pytest.mark.parametrize("verb", ["second", "send_back"])
def test_whoever_proposed_it_after_the_page_was_opened_is_no_second_colleague(
    first: User, other: User, verb: str
) -> None:
    shown = _proposed(make_registration(country_id="ARM"), first)
    registration.send_back(shown, "No.", by=other, version=shown.version)
    shown.version = _proposed(shown, other).version

    with pytest.raises(PermissionDenied):
        VERBS[verb](shown, other)


@pytest.mark.parametrize("verb", ["claim", "release", "ask", "approve", "refuse"])
@pytest.mark.parametrize("order", [1, -1])
def test_what_a_colleague_reviews_is_left_alone(
    first: User, other: User, verb: str, order: int
) -> None:
    mine, theirs = (first, other)[::order]
    row = registration.claim(make_registration(), by=mine)

    with pytest.raises(TransitionError, match="In review by"):
        VERBS[verb](row, theirs)


def test_claiming_again_prolongs_it_and_is_no_further_step(first: User) -> None:
    now = timezone.now()
    row = make_registration()
    for minutes in (0, 10):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            registration.claim(row, by=first)

    kept = _kept(row)
    assert kept.claimed_until == now + timedelta(minutes=10) + CLAIM
    assert (kept.version, kept.events.count()) == (1, 1)


def test_a_request_that_was_released_waits_again(first: User) -> None:
    row = registration.claim(make_registration(), by=first)

    registration.release(row, by=first)

    assert (_kept(row).state, _kept(row).claimed_by) == (State.WAITING, None)


def test_a_question_is_mailed_with_its_day_and_reminded_of_anew(
    first: User, mails: Mails
) -> None:
    row = make_registration(reminders=2)

    registration.ask(row, "Which unit?", by=first, version=1)

    last = timezone.localdate() + timedelta(days=portal.ANSWER_DAYS)
    assert (_kept(row).answer_by, _kept(row).reminders) == (last, 0)
    assert [mail.to for mail in mails("registration-question")] == [row.email]


def test_what_was_undone_is_in_review_for_as_long_as_a_claim(first: User) -> None:
    row = registration.refuse(make_registration(), "No.", by=first, version=1)
    now = timezone.now()

    with time_machine.travel(now, tick=False):
        registration.undo(row, by=first)

    assert _kept(row).claimed_until == now + CLAIM


@pytest.mark.parametrize(
    ("verb", "state"), [("undo", State.HELD), ("send_back", State.COSIGN)]
)
def test_of_somebody_in_a_letter_who_asked_for_nothing_nothing_stays(
    first: User, other: User, verb: str, state: str
) -> None:
    decided: dict[str, Any] = {"decided_by": first, "decided_at": timezone.now()}
    row = make_registration(state=state, confirmed_at=None, **decided)

    VERBS[verb](row, other)

    assert (_kept(row).state, _kept(row).name) == (State.WITHDRAWN, "")


def test_flags_are_found_anew_when_a_request_is_approved(first: User) -> None:
    row = make_registration(is_flagged=True)

    registration.approve(row, GRANT, by=first, version=1)

    assert not _kept(row).is_flagged


def test_the_log_says_for_which_state_a_role_is(first: User) -> None:
    make_member(role="secretariat")

    _proposed(make_registration(country_id="ARM"), first)

    event = AuditEvent.objects.get(action="registration.approve")
    assert event.data["country"] == "ARM"


def test_a_decision_may_be_sent_in_the_moment_it_was_taken(first: User) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        row = registration.approve(make_registration(), GRANT, by=first, version=1)
        registration.send_now(row, by=first)

    assert _kept(row).state == State.APPROVED


def test_a_refusal_opened_again_begins_anew(
    first: User, other: User, mails: Mails
) -> None:
    row = _refused(other)
    Registration.objects.update(is_flagged=True)
    later = timezone.now() + timedelta(days=20)

    with time_machine.travel(later, tick=False):
        registration.reopen_refused(row, "Asked for.", by=first)

    assert (_kept(row).due_on, _kept(row).is_flagged) == (due_on(later), False)
    assert mails("registration-received")


def test_staff_open_again_what_was_refused_and_nothing_else(first: User) -> None:
    row = make_registration(state=State.LAPSED)

    with pytest.raises(TransitionError, match="cannot be opened"):
        registration.reopen_refused(row, "Asked for.", by=first)


@pytest.mark.parametrize("verb", ["ask", "refuse"])
def test_what_goes_on_is_in_nobodys_review(first: User, verb: str) -> None:
    row = registration.claim(make_registration(), by=first)

    VERBS[verb](row, first)

    assert (_kept(row).claimed_by, _kept(row).claimed_until) == (None, None)


@pytest.mark.parametrize("shown", [0, 2])
def test_a_decision_on_another_version_is_refused(first: User, shown: int) -> None:
    with pytest.raises(TransitionError, match="changed after"):
        registration.refuse(make_registration(), "No.", by=first, version=shown)


def test_what_a_colleague_must_still_second_is_not_said_to_be_decided(
    first: User, other: User
) -> None:
    row = _proposed(make_registration(country_id="ARM"), first)

    with pytest.raises(TransitionError, match="changed after"):
        registration.claim(row, by=other)


def test_of_a_request_that_was_withdrawn_staff_are_told_so(first: User) -> None:
    row = make_registration(state=State.WITHDRAWN)

    with pytest.raises(TransitionError, match="has withdrawn"):
        registration.claim(row, by=first)
