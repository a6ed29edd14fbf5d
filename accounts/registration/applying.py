"""What the applicant does: submit, confirm, accept, correct, answer, reopen, withdraw.

The secretariat hears of a request only once its address was confirmed. Whoever holds
the signed link may take these steps, again and again; nothing here needs an account.
"""

from __future__ import annotations

import uuid
from dataclasses import astuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import permissions
from accounts.deadlines import promise, rank, reopen_until
from accounts.mails import registrations as notifications
from accounts.membership import giving
from accounts.membership.giving import Grant, Person
from accounts.models import (
    Invitation,
    Membership,
    Recommendation,
    Registration,
)
from accounts.registration import assessment, files
from accounts.registration.answers import ANSWERS, Application
from accounts.registration.rows import (
    Note,
    lock,
    lock_queue,
    move,
    take_up,
    take_up_any,
    write_down,
)
from accounts.registration.states import Step
from imap.core import limits
from imap.core.access import Role
from imap.core.addresses import address_key
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.language import search_key
from imap.core.outbox import holding, unasked
from imap.core.outbox.models import OutgoingMail

State, Source = Registration.State, Registration.Source


@transaction.atomic
def submit(
    dialogue: str,
    application: Application,
    *,
    form_id: uuid.UUID,
    invitation: Invitation | None = None,
) -> Registration | None:
    """Store the request and mail its link; None when nothing new came of it."""
    row_id = uuid.uuid5(form_id, "\0".join(map(str, (dialogue, *astuple(application)))))
    if Registration.objects.filter(form_id=row_id).exists():
        return None
    source = Source.INVITATION if invitation else Source.FORM
    row = insert(dialogue, application, row_id, source=source)
    if row is None:
        return None
    if invitation is not None:
        invitation.registration, invitation.used_at = row, timezone.now()
        invitation.save(update_fields=["registration", "used_at"])
    audit.record("registration.submit", row, chain=dialogue)
    send_link(row)
    return row


def send_link(row: Registration) -> None:
    """Mail the link that confirms the address, or say that it has access already."""
    if not may_mail(row):
        return
    is_known = is_member(row.dialogue_id, row.email_key)
    if is_known and row.source != Source.ADDRESS_CHANGE:
        notifications.already_known(row)
    else:
        notifications.confirm_address(row)


def may_mail(row: Registration) -> bool:
    """Count a mail to the address of a request, which anybody may type again.

    Its holder gets few in an hour and in a day. The others are not sent later either:
    who waits for one asks for it again.
    """
    return limits.count_within(
        "registration",
        f"{row.dialogue_id} {row.email_key}",
        settings.REGISTRATION_LIMIT_ADDRESS,
    ) and unasked.may_go(row.email)


@transaction.atomic
def confirm(
    registration: Registration, application: Application | None = None
) -> Registration:
    """Put the request into the queue; whoever holds the link may, again and again.

    `application` is what the person made of answers that staff had filled in.
    """
    # The i-Map is locked, not the request alone: numbers follow each other, and of
    # two requests of one mailbox only one comes to wait.
    lock_queue(registration)
    row = lock(registration)
    if row.state != State.LINK_SENT:
        return row
    if application is not None:
        _take_over(row, application)
        row.notice_version = application.notice_version
    row.confirmed_at = timezone.now()
    holding.lift(row.dialogue_id, row.email_key)
    if open_request(row) is not None:
        move(row, Step.CONFIRM, State.REPEATED, Note())
        return row
    row.number = next_number(row.dialogue_id)
    promise(row)
    _recommended_in_advance(row)
    assessment.refresh(row)
    move(row, Step.CONFIRM, State.WAITING, Note())
    notifications.received(row)
    notifications.waiting(row)
    return row


@transaction.atomic
def accept(registration: Registration, notice_version: str) -> Membership:
    """Take up what a letter of one's ministry asked for: access begins."""
    row = take_up_any(registration, Step.ACCEPT)
    row.notice_version = notice_version
    row.confirmed_at = timezone.now()
    membership = give_access(row)
    assessment.learn(row)
    move(row, Step.ACCEPT, State.APPROVED, Note())
    return membership


@transaction.atomic
def correct(
    registration: Registration, application: Application, *, version: int
) -> Registration:
    """Change answers; the old ones are kept and a pending decision is void."""
    row = lock(registration)
    before = {name: getattr(row, name) for name in ANSWERS}
    if before == application.answers():
        return row
    row = take_up(row, Step.CORRECT, version)
    _take_over(row, application)
    back_to_queue(row, Step.CORRECT, Note(before=before))
    return row


@transaction.atomic
def answer(registration: Registration, text: str, *, version: int) -> Registration:
    """Answer the question of the secretariat; the promised time starts anew."""
    if _was_last(lock(registration), Step.ANSWER, text):
        return registration
    row = take_up(registration, Step.ANSWER, version)
    promise(row)
    row.answer_by, row.reminders = None, 0
    assessment.refresh(row)
    move(row, Step.ANSWER, State.WAITING, Note(text=text))
    notifications.answer_received(row)
    notifications.waiting(row)
    return row


@transaction.atomic
def reopen(registration: Registration) -> Registration:
    """Open again what was closed for want of an answer, for thirty days."""
    if _was_last(lock(registration), Step.REOPEN):
        return registration
    row = take_up_any(registration, Step.REOPEN)
    if not may_reopen(row):
        raise TransitionError(_("This request cannot be opened again."))
    promise(row)
    row.reminders = 0
    if open_request(row) is not None:
        raise TransitionError(_("There is a newer request from your address."))
    move(row, Step.REOPEN, State.WAITING, Note())
    notifications.received(row)
    notifications.waiting(row)
    return row


@transaction.atomic
def withdraw(registration: Registration) -> Registration:
    """Take the request back and delete what it says; the number alone stays."""
    row = lock(registration)
    if row.state == State.WITHDRAWN:
        return row
    row = take_up_any(row, Step.WITHDRAW)
    email, language, number = row.email, row.language, row.number
    forget(row)
    move(row, Step.WITHDRAW, State.WITHDRAWN, Note())
    notifications.withdrawn(row, email, language, number)
    return row


def forget(row: Registration) -> None:
    """Delete everything personal of a request, its letters and its timeline too."""
    for evidence in row.evidence.all():
        files.delete(evidence)
    row.recommendations.all().delete()
    row.events.all().delete()
    Invitation.objects.filter(registration=row).delete()
    OutgoingMail.objects.filter(about=audit.target_id(row)).delete()
    for name in ("name", "email", "email_key", "search_key", "ministry", "post"):
        setattr(row, name, "")
    row.purpose = row.question = row.reason = row.other_organisation = ""
    row.needed_for, row.needed_on = "", None
    row.country = row.organisation = None
    row.flags, row.is_flagged = [], False
    row.save()


def may_reopen(row: Registration) -> bool:
    """A closed request opens again for a while, an invitation of a letter never."""
    is_closed = row.state == State.LAPSED and row.confirmed_at is not None
    return is_closed and timezone.localdate() <= reopen_until(row)


def may_use(invitation: Invitation) -> bool:
    """An invitation opens the form until a request came of it that was confirmed."""
    if invitation.withdrawn_at or invitation.lapsed_at:
        return False
    asked = invitation.registration
    is_used = asked is not None and asked.state != State.LINK_SENT
    return not is_used and timezone.now() < invitation.open_until


def open_request(registration: Registration) -> Registration | None:
    """Return another open request of the same mailbox on the same i-Map."""
    same = Registration.objects.of(registration.dialogue_id).open()
    same = same.filter(email_key=registration.email_key)
    return same.exclude(pk=registration.pk).first()


def insert(
    dialogue: str, application: Application, row_id: uuid.UUID, *, source: str
) -> Registration | None:
    """Store a request; None where the same press of the button was a moment faster."""
    key = address_key(application.email)
    row = Registration(
        dialogue_id=dialogue,
        form_id=row_id,
        source=source,
        email=application.email,
        email_key=key,
        notice_version=application.notice_version,
        **application.answers(),
    )
    row.search_key = _search_key(row, application.office_name)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        if Registration.objects.filter(form_id=row_id).exists():
            return None
        raise
    return row


def give_access(row: Registration) -> Membership:
    """Make or find the account, and give what was decided."""
    person = Person(row.email_key, row.name, row.language)
    user = giving.account_of(person)
    membership = giving.give_membership(
        user, row.dialogue_id, granted(row), by=row.decided_by, registration=row
    )
    membership.second_by = row.second_by
    membership.notice_version, membership.notice_at = row.notice_version, timezone.now()
    membership.save(update_fields=["second_by", "notice_version", "notice_at"])
    return membership


def granted(row: Registration) -> Grant:
    if row.grant_until is None:
        raise ValueError(f"nothing is granted on {row}")
    return Grant(
        Role(row.grant_role),
        row.grant_until,
        row.grant_country_id,
        row.grant_edition,
        tuple(row.grant_sections),
    )


def is_member(dialogue: str, key: str) -> bool:
    live = Membership.objects.of(dialogue).on(timezone.localdate())
    return live.of_address(key).exists()


def next_number(dialogue: str) -> int:
    last = Registration.objects.of(dialogue).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def back_to_queue(row: Registration, step: Step, note: Note) -> None:
    """After a change of evidence: assess anew; a pending decision is taken back."""
    assessment.refresh(row)
    is_pending = row.state in (State.COSIGN, State.HELD)
    # Nobody of a letter waits in the queue: the new version is looked at instead.
    if is_pending and row.confirmed_at is not None:
        clear_decision(row)
        move(row, step, State.WAITING, note)
        return
    row.version += 1
    row.save()
    write_down(row, step, note)


def clear_decision(row: Registration) -> None:
    row.decision = row.reason_code = row.reason = ""
    row.decided_at = row.effective_at = None
    row.decided_by = row.second_by = None
    row.grant_role, row.grant_until, row.grant_country = "", None, None
    row.grant_edition, row.grant_sections = "", []


def _was_last(row: Registration, step: Step, text: str = "") -> bool:
    """Whether this very step was taken just before: the button was pressed twice."""
    last = row.events.last()
    return last is not None and (last.step, last.text) == (step, text)


def _take_over(row: Registration, application: Application) -> None:
    for name, value in application.answers().items():
        setattr(row, name, value)
    row.search_key = _search_key(row, application.office_name)
    rank(row)


def _search_key(row: Registration, office_name: str) -> str:
    return search_key(" ".join((row.name, row.email_key, row.ministry, office_name)))


def _recommended_in_advance(row: Registration) -> None:
    """Carry over what the contact point wrote who invited this very address."""
    invitation = row.invitations.filter(email_key=row.email_key).first()
    if invitation is None or invitation.country_id != row.country_id:
        return
    # Whoever may not speak for the state today has not spoken in advance either.
    if not permissions.is_contact_point(invitation.by, row.dialogue_id, row.country_id):
        return
    Recommendation.objects.get_or_create(
        registration=row,
        by=invitation.by,
        defaults={
            "verdict": Recommendation.Verdict.RECOMMEND,
            "text": invitation.text,
        },
    )
