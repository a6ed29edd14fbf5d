"""What the secretariat does with an enquiry: answer, sort, hand over, close.

An answer rests on the letters that were shown, and while one colleague writes it the
others are told. Nothing here touches the mailbox itself.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import permissions
from accounts import registration as registrations
from accounts.mailbox import enquiries, mails
from accounts.mailbox.models import (
    Draft,
    Enquiry,
    EnquiryEvent,
    Forwarding,
    Letter,
    State,
)
from accounts.models import Registration, User
from accounts.registration import Application, vouching
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from imap.core.uploads import Upload
from imap.reference.models import Dialogue

_REQUEST = Registration.State
_CLOSED = (_REQUEST.LAPSED, _REQUEST.REFUSED, _REQUEST.WITHDRAWN, _REQUEST.REPEATED)
_UNDECIDED = (State.OPEN, State.ANSWERED)
_FORMS = uuid.UUID("d2c1f8de-3f0a-4c6c-8f54-0e6b1d6f4a11")


@dataclass(frozen=True)
class Answer:
    """What a member of staff typed, and the version of the thread it answers."""

    to: str
    language: str
    subject: str
    text: str
    version: int
    closes: bool = False


@transaction.atomic
def claim(enquiry: Enquiry, *, by: User) -> Enquiry:
    """Say that one is writing an answer; again, to have more time."""
    row = take_up(enquiry, by, *_UNDECIDED)
    refuse_if_busy(row, by)
    hold(row, by)
    return row


@transaction.atomic
def release(enquiry: Enquiry, *, by: User) -> Enquiry:
    row = take_up(enquiry, by, *State)
    if row.answering_by_id != by.pk:
        raise TransitionError(_("You are not the one who is answering."))
    _let_go(row)
    row.save(update_fields=["answering_by", "answering_until"])
    write_down(row, "release", by)
    return row


@transaction.atomic
def reply(enquiry: Enquiry, answer: Answer, *, by: User) -> Letter:
    """Send an answer into the thread; it counts for the letters that were shown."""
    row = take_up(enquiry, by, *_UNDECIDED)
    refuse_if_busy(row, by)
    refuse_if_changed(row, answer.version)
    newest = _newest(row)
    mail = mails.answer(newest, answer.to, answer.language, answer.subject, answer.text)
    letter = _keep(row, mail, newest, by)
    Draft.objects.filter(enquiry=row).delete()
    row.state = State.CLOSED if answer.closes else State.ANSWERED
    settle(row, "reply", by, closes=answer.closes)
    return letter


@transaction.atomic
def to_other(enquiry: Enquiry, *, by: User, version: int) -> Forwarding:
    """Name the other i-Map's address to the sender, who may let the letter pass on."""
    row = take_up(enquiry, by, *_UNDECIDED)
    refuse_if_busy(row, by)
    refuse_if_changed(row, version)
    newest = _newest(row)
    other = Dialogue.objects.exclude(pk=row.dialogue_id).exclude(mailbox="").first()
    if other is None or not newest.from_key:
        raise TransitionError(_("There is nobody to write to."))
    forwarding = Forwarding.objects.create(letter=newest, to_dialogue=other)
    mail = mails.other_i_map(newest, forwarding)
    _keep(row, mail, newest, by)
    row.state = State.CLOSED
    settle(row, "other", by)
    return forwarding


@transaction.atomic
def convert(
    enquiry: Enquiry,
    application: Application,
    *,
    by: User,
    files: Sequence[Upload] = (),
) -> Registration:
    """Fill in a request for the sender, who confirms it by a link in a mail.

    `files` of the letter go along as evidence. Once a request is closed, the next one
    may be filled in.
    """
    row = take_up(enquiry, by, *_UNDECIDED)
    refuse_if_busy(row, by)
    if has_open_request(row):
        raise TransitionError(_("A request was already filled in from this letter."))
    form_id = uuid.uuid5(_FORMS, f"{row.dialogue_id} {row.number} {row.version}")
    request = registrations.prepare(
        row.dialogue_id, application, by=by, form_id=form_id
    )
    if request is None:
        raise TransitionError(_("A request was already filled in from this letter."))
    for file in files:
        vouching.keep(file, request, by=by)
    row.registration, row.kind = request, Enquiry.Kind.REGISTRATION
    row.state = State.ANSWERED
    settle(row, "convert", by)
    return request


def has_open_request(row: Enquiry) -> bool:
    request = row.registration
    return request is not None and request.state not in _CLOSED


@transaction.atomic
def people_taken(enquiry: Enquiry, *, by: User) -> None:
    """Write down that a list of people was begun from the letter."""
    write_down(take_up(enquiry, by, *State), "people", by)


@transaction.atomic
def sort(enquiry: Enquiry, kind: str, *, by: User) -> Enquiry:
    """Correct what the letter is about."""
    row = take_up(enquiry, by, *State)
    if row.kind != kind:
        before, row.kind = row.kind, kind
        row.save(update_fields=["kind"])
        write_down(row, "sort", by, before=before, kind=kind)
    return row


@transaction.atomic
def assign(enquiry: Enquiry, to: User | None, *, by: User) -> Enquiry:
    """Hand the enquiry to a colleague of the same secretariat, or to nobody."""
    row = take_up(enquiry, by, *_UNDECIDED)
    if to is not None and not permissions.is_secretariat(to, row.dialogue_id):
        raise PermissionDenied
    if row.assigned_to_id != (to.pk if to else None):
        row.assigned_to = to
        row.save(update_fields=["assigned_to"])
        write_down(row, "assign", by, to=str(to.pk) if to else "")
    return row


@transaction.atomic
def close(enquiry: Enquiry, *, by: User) -> Enquiry:
    row = take_up(enquiry, by, *_UNDECIDED)
    refuse_if_busy(row, by)
    row.state, row.put_off_until = State.CLOSED, None
    settle(row, "close", by)
    return row


@transaction.atomic
def reopen(enquiry: Enquiry, *, by: User) -> Enquiry:
    row = take_up(enquiry, by, State.CLOSED)
    row.state, row.waiting_since = State.OPEN, timezone.now()
    settle(row, "reopen", by)
    return row


def take_up(enquiry: Enquiry, by: User, *states: str) -> Enquiry:
    """Ask for permission, lock the row and look at its state."""
    if not permissions.is_secretariat(by, enquiry.dialogue_id):
        raise PermissionDenied
    rows = Enquiry.objects.of(enquiry.dialogue_id).select_for_update(of=("self",))
    row = rows.get(pk=enquiry.pk)
    if row.state not in states:
        raise TransitionError(
            _("This enquiry is closed. Open it again first.")
            if row.state == State.CLOSED
            else _("This enquiry is not closed.")
        )
    return row


def hold(row: Enquiry, by: User) -> None:
    """Let a locked enquiry be answered by one person for a while, or for longer."""
    is_new = not row.is_being_answered
    lease = timedelta(minutes=settings.MAILBOX_ANSWERING_MINUTES)
    row.answering_by, row.answering_until = by, timezone.now() + lease
    row.save(update_fields=["answering_by", "answering_until"])
    if is_new:
        write_down(row, "claim", by)


def refuse_if_busy(row: Enquiry, by: User) -> None:
    if row.is_being_answered and row.answering_by_id != by.pk:
        until = timezone.localtime(row.answering_until)
        raise TransitionError(
            _("%(name)s is answering until %(time)s.")
            % {"name": row.answering_by, "time": until.strftime("%H:%M")}
        )


def refuse_if_changed(row: Enquiry, version: int) -> None:
    """An answer is one to the letters that its writer was shown."""
    if row.version != version:
        raise TransitionError(
            _("Something came or went in this thread after you opened it. Look again.")
        )


def _newest(row: Enquiry) -> Letter:
    """Return the letter to answer: the last one from outside that a person wrote."""
    letters = row.letters.filter(direction=Letter.Direction.IN)
    written = letters.filter(nature=Letter.Nature.LETTER)
    newest = written.last() or letters.last() or row.letters.last()
    if newest is None:
        raise TransitionError(_("There is no letter to answer."))
    return newest


def _keep(row: Enquiry, mail: OutgoingMail, answered: Letter, by: User) -> Letter:
    """Store what was sent as a letter of the thread."""
    letter = Letter.objects.create(
        dialogue_id=row.dialogue_id,
        enquiry=row,
        direction=Letter.Direction.OUT,
        message_id=mail.message_id,
        in_reply_to=answered.message_id,
        references=mail.references,
        fingerprint=hashlib.sha256(mail.message_id.encode()).hexdigest(),
        from_address=row.dialogue.mailbox,
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        language=mail.language,
        sent_at=timezone.now(),
        mail=mail,
        by=by,
    )
    row.last_letter_at = letter.received_at
    enquiries.make_findable(row, letter)
    return letter


def settle(row: Enquiry, step: str, by: User, **data: Any) -> None:
    """Save a locked enquiry after a step, under a new version, with nobody at it."""
    _let_go(row)
    row.closed_at = timezone.now() if row.state == State.CLOSED else None
    row.version += 1
    row.save()
    write_down(row, step, by, **data)


def _let_go(row: Enquiry) -> None:
    row.answering_by = row.answering_until = None


def write_down(row: Enquiry, step: str, by: User, **data: Any) -> None:
    EnquiryEvent.objects.create(enquiry=row, step=step, by=by, data=data)
    audit.record(f"enquiry.{step}", row, by=by, chain=row.dialogue_id, **data)
