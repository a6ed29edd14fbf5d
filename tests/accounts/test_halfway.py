"""A step that breaks half-way leaves everything as it was."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from datetime import date, timedelta
from typing import Any, NoReturn

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from accounts import registration
from accounts.mails import contacts
from accounts.membership.giving import Grant
from accounts.models import (
    AddressChange,
    EvidenceFile,
    Membership,
    Nomination,
    Registration,
    RoleProposal,
    User,
)
from accounts.registration import Application, LetterData, Named, address_change, roles
from accounts.registration.applicant_page import Entry, Standing
from accounts.registration.roles import Proposed
from accounts.registration.rows import Note
from accounts.registration.states import TABLE, Arrow, Step
from imap.core.access import Role
from imap.core.audit import log
from imap.core.outbox.models import OutgoingMail
from tests.accounts.test_states import People, _ready
from tests.factories import make_member, make_registration

MODELS: list[Any] = [
    *(AddressChange, EvidenceFile, Membership, Nomination, OutgoingMail),
    *(Registration, RoleProposal, User),
]
State = Registration.State
APPLICATION = Application(
    name="Petar Dovin",
    email="petar@ministry.example",
    country="ARM",
    organisation=None,
    other_organisation="",
    office_name="Armenia",
    ministry="Ministry of the Interior",
    post="Head of unit",
    purpose="Preparing a meeting.",
    language="en",
    notice_version="2026-11",
)
GRANT = Grant(Role.EDITOR, timezone.localdate() + timedelta(days=90), "ARM")
Take = Callable[[], object]


@pytest.fixture(autouse=True)
def held(settings: Settings) -> None:
    """Decisions wait for their undo, as in production."""
    settings.UNDO_SECONDS = 300


def _kept() -> list[list[Any]]:
    return [list(each.objects.order_by("pk").values()) for each in MODELS]


def _break_off(*_given: Any, **_more: Any) -> NoReturn:
    raise RuntimeError


def _staff() -> User:
    make_member(role="secretariat")
    return make_member(role="secretariat")


def _submit() -> Take:
    return lambda: registration.submit("bmp", APPLICATION, form_id=uuid.uuid4())


def _prepare() -> Take:
    by = _staff()
    return lambda: registration.prepare("bmp", APPLICATION, by=by, form_id=uuid.uuid4())


def _nominate() -> Take:
    by, letter = _staff(), LetterData("Note 1", date(2026, 11, 3), "", uuid.uuid4())
    people = [Named(APPLICATION, GRANT)]
    return lambda: registration.nominate("bmp", letter, people, by=by)


def _lapse() -> Take:
    with time_machine.travel(timezone.now() - timedelta(days=400)):
        make_registration(state=State.LINK_SENT)
    return registration.lapse


def _proposal(by: User) -> RoleProposal:
    return roles.propose("bmp", Proposed(make_member(), GRANT, "Named."), by=by)


def _propose() -> Take:
    by, user = _staff(), make_member()
    return lambda: roles.propose("bmp", Proposed(user, GRANT, "Named."), by=by)


def _return_role() -> Take:
    row, other = _proposal(_staff()), _staff()
    return lambda: roles.send_back(row, "No.", by=other)


def _withdraw_role() -> Take:
    by = _staff()
    row = _proposal(by)
    return lambda: roles.withdraw(row, by=by)


def _ask_address() -> Take:
    user = make_member()
    return lambda: address_change.ask(user, "new@office.example")


def _change() -> AddressChange:
    return address_change.ask(make_member(), "new@office.example")


def _confirm_address() -> Take:
    change = _change()
    return lambda: address_change.confirm(change)


def _stop_address() -> Take:
    change = _change()
    return lambda: address_change.stop(change)


@pytest.mark.parametrize(
    "ready",
    [
        *(_submit, _prepare, _nominate, _lapse, _propose, _return_role),
        *(_withdraw_role, _ask_address, _confirm_address, _stop_address),
    ],
)
def test_what_cannot_be_recorded_does_not_happen(
    ready: Callable[[], Take], monkeypatch: pytest.MonkeyPatch
) -> None:
    take = ready()
    before = _kept()
    monkeypatch.setattr(log, "record", _break_off)

    with pytest.raises(RuntimeError):
        take()

    assert _kept() == before


@pytest.mark.parametrize(
    ("step", "state"),
    [
        *((step, max(TABLE[step].start)) for step in Step if step is not Step.LAPSE),
        (Step.REOPEN, State.LAPSED),
    ],
)
def test_a_step_that_cannot_be_recorded_leaves_the_request_as_it_was(
    step: Step, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = People()
    row = _ready(state, people)
    before = _kept()
    monkeypatch.setattr(log, "record", _break_off)

    with pytest.raises(RuntimeError):
        people.steps()[step](row)

    assert _kept() == before


def test_a_role_that_cannot_be_mailed_is_not_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row, other = _proposal(_staff()), _staff()
    before = _kept()
    monkeypatch.setattr(contacts, "role_given", _break_off)

    with pytest.raises(RuntimeError):
        roles.confirm(row, by=other)

    assert _kept() == before


@pytest.mark.parametrize(
    "kind", [Application, Arrow, Entry, LetterData, Named, Note, Proposed, Standing]
)
def test_what_a_step_was_told_stays_as_it_is(kind: Any) -> None:
    told = kind(*("x" for _ in fields(kind)))

    with pytest.raises(FrozenInstanceError):
        setattr(told, fields(kind)[0].name, "y")
