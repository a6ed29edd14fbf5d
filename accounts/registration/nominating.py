"""Requests that staff enter: people of a letter, or somebody who wrote to the mailbox.

Nobody is given access unasked: a person named in a letter confirms the address, accepts
the notice and sets a password; who only wrote a letter confirms a request filled in.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import permissions
from accounts.membership.giving import Grant
from accounts.models import Nomination, Registration, User
from accounts.registration import applying, assessment, reviewing, vouching
from accounts.registration.answers import Application
from accounts.registration.rows import Note, lock_queue
from accounts.registration.states import Step
from imap.core.addresses import address_key
from imap.core.audit import log as audit
from imap.core.uploads import Upload

State, Source = Registration.State, Registration.Source


@dataclass(frozen=True)
class Named:
    """One person of a letter, checked, with what the letter asks for."""

    application: Application
    grant: Grant


@dataclass(frozen=True)
class LetterData:
    reference: str
    received_on: date
    note: str
    form_id: uuid.UUID
    upload: Upload | None = None


@transaction.atomic
def nominate(
    dialogue: str, letter: LetterData, people: Sequence[Named], *, by: User
) -> Nomination:
    """Enter everybody of a letter, or nobody; a second press finds the first one's.

    Raises TransitionError or IntegrityError where a person has an open request by now.
    """
    if not permissions.is_secretariat(by, dialogue):
        raise PermissionDenied
    nomination, is_new = Nomination.objects.get_or_create(
        form_id=letter.form_id,
        defaults={
            "dialogue_id": dialogue,
            "reference": letter.reference,
            "received_on": letter.received_on,
            "note": letter.note,
            "entered_by": by,
        },
    )
    if not is_new:
        return nomination
    if letter.upload is not None:
        vouching.keep(letter.upload, nomination, by=by)
    for named in people:
        _enter(nomination, named, by)
    audit.record(
        "nomination.enter", nomination, by=by, chain=dialogue, people=len(people)
    )
    return nomination


@transaction.atomic
def prepare(
    dialogue: str, application: Application, *, by: User, form_id: uuid.UUID
) -> Registration | None:
    """Fill in a request for whoever wrote; that person confirms it by a signed link."""
    if not permissions.is_secretariat(by, dialogue):
        raise PermissionDenied
    row_id = uuid.uuid5(form_id, address_key(application.email))
    existing = Registration.objects.filter(form_id=row_id).first()
    if existing is not None:
        return existing
    row = applying.insert(dialogue, application, row_id, source=Source.MAILBOX)
    if row is not None:
        audit.record("registration.prepare", row, by=by, chain=dialogue)
        applying.send_link(row)
    return row


def _enter(nomination: Nomination, named: Named, by: User) -> Registration:
    row_id = uuid.uuid5(nomination.form_id, address_key(named.application.email))
    row = applying.insert(
        nomination.dialogue_id, named.application, row_id, source=Source.LETTER
    )
    if row is None:
        return Registration.objects.get(form_id=row_id)
    if permissions.is_own(by, row):
        raise PermissionDenied
    lock_queue(row)
    row.nomination = nomination
    row.number = applying.next_number(row.dialogue_id)
    row.decision = Registration.Decision.APPROVE
    row.decided_by, row.decided_at = by, timezone.now()
    row.reason = nomination.reference
    reviewing.write_grant(row, named.grant)
    assessment.refresh(row)
    rule = reviewing.rule_for(row, named.grant.role, by)
    reviewing.place(row, Step.APPROVE, rule, Note(by=by, text=nomination.reference))
    return row
