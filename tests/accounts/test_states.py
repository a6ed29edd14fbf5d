"""The table of states and steps, held against the steps themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from accounts import registration
from accounts.membership.giving import Grant
from accounts.models import Membership, Registration, User
from accounts.registration import Application
from accounts.registration.states import TABLE, Step, leads_to, may
from imap.core.access import Role
from imap.core.audit.verification import verify
from imap.core.exceptions import TransitionError
from imap.core.uploads import check
from tests.accounts.applicant import in_state
from tests.accounts.letters import PDF, letter
from tests.factories import make_member, make_registration

State = Registration.State
Take = Callable[[Registration], object]
REASON = "Known to the Secretariat."


@pytest.fixture(autouse=True)
def held(settings: Settings) -> None:
    """Decisions wait for their undo, as in production."""
    settings.UNDO_SECONDS = 300


class People:
    """Whoever takes a step: two of the staff, the contact point, the applicant."""

    def __init__(self) -> None:
        self.first = make_member(role="secretariat")
        self.other = make_member(role="secretariat")
        self.contact = make_member(role="contact_point", country="ARM")

    def steps(self) -> dict[Step, Take]:
        first, other = self.first, self.other
        return {
            Step.CONFIRM: registration.confirm,
            Step.ACCEPT: lambda row: registration.accept(row, "2026-11"),
            Step.CORRECT: _correct,
            Step.ATTACH: _attach,
            Step.DETACH: _detach,
            Step.ANSWER: lambda row: registration.answer(
                row, f"Answer {row.version}.", version=row.version
            ),
            Step.WITHDRAW: registration.withdraw,
            Step.RECOMMEND: lambda row: registration.recommend(
                row, "recommend", f"{row.version}", by=self.contact
            ),
            Step.CLAIM: lambda row: registration.claim(row, by=first),
            Step.RELEASE: lambda row: registration.release(row, by=first),
            Step.ASK: lambda row: registration.ask(
                row, "Which unit?", by=first, version=row.version
            ),
            Step.APPROVE: lambda row: _approve(row, first),
            Step.REFUSE: lambda row: registration.refuse(
                row, "No.", by=first, version=row.version
            ),
            Step.SECOND: lambda row: registration.second(
                row, by=other, version=row.version
            ),
            Step.RETURN: lambda row: registration.send_back(
                row, "No.", by=other, version=row.version
            ),
            Step.UNDO: lambda row: registration.undo(row, by=first),
            Step.SETTLE: lambda row: registration.send_now(row, by=first),
            Step.LAPSE: _lapse,
            Step.REOPEN: lambda row: _reopen(row, other),
        }


def _approve(row: Registration, by: User) -> Registration:
    grant = Grant(Role.EDITOR, timezone.localdate() + timedelta(days=90), "ARM")
    return registration.approve(row, grant, by=by, version=row.version, reason=REASON)


def _correct(row: Registration) -> Registration:
    application = Application(
        name=row.name,
        email=row.email,
        country="ARM",
        organisation=None,
        other_organisation="",
        office_name="Armenia",
        ministry=row.ministry,
        post=f"Post {row.version}",
        purpose=row.purpose,
        language="en",
        notice_version=row.notice_version,
    )
    return registration.correct(row, application, version=row.version)


def _attach(row: Registration) -> object:
    return registration.attach(row, check(letter(PDF + b"%" * row.version + b"%%EOF")))


def _detach(row: Registration) -> object:
    kept = row.evidence.filter(uploaded_by=None).first()
    if kept is None:
        raise TransitionError("nothing to take away")
    return registration.detach(row, kept.key)


def _lapse(row: Registration) -> None:
    Registration.objects.filter(pk=row.pk, answer_by__isnull=False).update(
        answer_by=timezone.localdate() - timedelta(days=1)
    )
    if not registration.lapse_unanswered():
        raise TransitionError("nothing to close")


def _reopen(row: Registration, by: User) -> Registration:
    if row.state == State.REFUSED:
        return registration.reopen_refused(row, "Asked for.", by=by)
    return registration.reopen(row)


def _written(row: Registration) -> dict[str, Any]:
    fresh = Registration.objects.get(pk=row.pk)
    hidden = (field.name for field in Registration._meta.fields)
    return model_to_dict(fresh) | {name: getattr(fresh, name) for name in hidden}


def _try(take: Take, row: Registration) -> bool:
    try:
        with transaction.atomic():
            take(Registration.objects.get(pk=row.pk))
    except (TransitionError, PermissionDenied):
        return False
    return True


def _ready(state: str, people: People) -> Registration:
    """Return a request in the state, complete enough for every step from there."""
    row = in_state(state, people.first, country_id="ARM")
    row.grant_role, row.grant_country_id = Role.EDITOR, "ARM"
    row.grant_until = timezone.localdate() + timedelta(days=90)
    row.save()
    if state == State.LAPSED:
        row.events.create(step=Step.LAPSE)
    if state == State.IN_REVIEW:
        registration.claim(row, by=people.first)
    registration.vouching.keep(check(letter()), row)
    return row


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
def test_each_step_moves_as_the_table_says_or_leaves_the_request_as_it_was(
    step: Step, state: str
) -> None:
    people = People()
    row = _ready(state, people)
    before = _written(row)

    done = _try(people.steps()[step], row)

    after = Registration.objects.get(pk=row.pk).state
    assert done == may(step, state) or (not may(step, state) and after == state)
    if not may(step, state):
        assert _written(row) == before
    elif done:
        stays = step in (Step.CORRECT, Step.ATTACH, Step.DETACH, Step.RECOMMEND)
        assert leads_to(step, after) or (stays and after == state)


def test_the_table_names_every_step_and_only_states_that_exist() -> None:
    named = {state for arrow in TABLE.values() for state in arrow.start | arrow.end}

    assert set(TABLE) == set(Step)
    assert named == set(State)


def test_nothing_leads_out_of_what_is_over() -> None:
    over = (State.APPROVED, State.WITHDRAWN, State.REPEATED)

    assert not [step for step in Step for state in over if may(step, state)]


@examples(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=st.lists(st.sampled_from(list(Step)), min_size=8, max_size=25))
def test_no_walk_through_the_steps_breaks_what_always_holds(walk: list[Step]) -> None:
    with transaction.atomic():
        _walk([Step.CONFIRM, *walk])
        transaction.set_rollback(True)


@pytest.mark.deep
@examples(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=st.lists(st.sampled_from(list(Step)), min_size=10, max_size=60))
def test_no_long_walk_breaks_it_either(walk: list[Step]) -> None:
    with transaction.atomic():
        _walk([Step.CONFIRM, *walk])
        transaction.set_rollback(True)


def _walk(walk: list[Step]) -> None:
    people = People()
    steps = people.steps()
    row = make_registration(state=State.LINK_SENT)
    for step in walk:
        before = _written(row)
        done = _try(steps[step], row)
        after = Registration.objects.get(pk=row.pk)
        if not done and step is not Step.LAPSE:
            assert _written(row) == before
        assert after.version >= before["version"]
        if after.state != before["state"]:
            assert may(step, before["state"])
            assert leads_to(step, after.state)
        _always_holds(after)
    assert list(verify()) == []


def _always_holds(row: Registration) -> None:
    given = Membership.objects.filter(registration=row).count()
    assert given == int(row.state == State.APPROVED)
    assert (row.claimed_by_id is not None) == (row.state == State.IN_REVIEW)
    if row.state in (State.WAITING, State.IN_REVIEW, State.NEEDS_INFO):
        assert (row.decision, row.decided_by_id, row.second_by_id) == ("", None, None)
    if row.state == State.APPROVED and row.grant_role == Role.EDITOR:
        assert row.second_by_id not in (None, row.decided_by_id)
    if row.state == State.WITHDRAWN:
        assert not any((row.name, row.email, row.purpose, row.evidence.count()))
