"""What every step does: lock the row, look at its state, move it, and write it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Registration, RegistrationEvent, User
from accounts.registration.states import Step, leads_to, may
from imap.core.audit import log as audit
from imap.core.dates import spelled
from imap.core.exceptions import TransitionError
from imap.reference.models import Dialogue

State = Registration.State


@dataclass(frozen=True)
class Note:
    """What a step leaves on the timeline besides that it happened."""

    by: User | None = None
    text: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    # For the audit log: never what somebody typed about a person.
    data: dict[str, Any] = field(default_factory=dict)


def lock_queue(registration: Registration) -> None:
    """Let one request of an i-Map at a time enter the queue, so numbers follow."""
    Dialogue.objects.select_for_update(no_key=True).get(pk=registration.dialogue_id)


def lock(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",))
    return rows.get(pk=registration.pk)


def take_up(registration: Registration, step: Step, version: int) -> Registration:
    """Lock the row for a step that rests on what somebody was shown."""
    row = lock(registration)
    if not may(step, row.state):
        raise TransitionError(why_not(row))
    if row.version != version:
        raise TransitionError(
            _("The request changed after this page was opened. Look at it again.")
        )
    return row


def take_up_any(registration: Registration, step: Step) -> Registration:
    """Lock the row for a step that is right on every version of it."""
    row = lock(registration)
    if not may(step, row.state):
        raise TransitionError(why_not(row))
    return row


def move(row: Registration, step: Step, to: str, note: Note) -> None:
    """Save the row in its new state under a new version, and record the step."""
    if not leads_to(step, to):
        raise ValueError(f"{step} does not lead to {to}")
    row.state = to
    row.version += 1
    if to != State.IN_REVIEW:
        row.claimed_by = row.claimed_until = None
    row.save()
    write_down(row, step, note)


def write_down(row: Registration, step: Step, note: Note) -> None:
    RegistrationEvent.objects.create(
        registration=row, step=step, by=note.by, text=note.text, before=note.before
    )
    audit.record(
        f"registration.{step}",
        row,
        by=note.by,
        chain=row.dialogue_id,
        state=row.state,
        **note.data,
    )


def why_not(row: Registration) -> str:
    """Say in a sentence why the request does not take this step any more."""
    if row.state == State.WITHDRAWN:
        return _("The applicant has withdrawn the request.")
    is_decided = row.state in (State.HELD, State.INVITED, State.APPROVED, State.REFUSED)
    if is_decided and row.decided_at is not None:
        at = timezone.localtime(row.decided_at)
        return _(
            "Request no. %(number)s was already decided by %(name)s on %(day)s at"
            " %(time)s."
        ) % {
            "number": row.number,
            "name": row.decided_by,
            "day": spelled(at.date()),
            "time": at.strftime("%H:%M"),
        }
    return _("The request changed after this page was opened. Look at it again.")
