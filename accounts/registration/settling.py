"""What becomes of requests by time: carry out, remind, close, tell of a delay, delete.

Each is idempotent and may run anywhere, any number of times (`accounts.clock`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.deadlines import put_off
from accounts.mails import registrations as notifications
from accounts.models import Registration, RegistrationQuerySet, User
from accounts.registration import assessment, roles
from accounts.registration.applying import give_access
from accounts.registration.rows import Note, move, write_down
from accounts.registration.states import Step
from imap.core.audit import log as audit

State, Decision = Registration.State, Registration.Decision


def settle(row: Registration, *, by: User | None = None) -> None:
    """Carry out the decision of a locked row: account, access, mail."""
    # It opens requests itself, and so stands above this module.
    from accounts.registration import address_requests

    moves = address_requests.is_about_access(row)
    if row.decision == Decision.REFUSE:
        move(row, Step.SETTLE, State.REFUSED, Note(by=by))
        notifications.refused(row)
        if moves:
            address_requests.reject(row)
        return
    if row.confirmed_at is None:
        row.answer_by = timezone.localdate() + timedelta(days=settings.ACCESS_LINK_DAYS)
        move(row, Step.SETTLE, State.INVITED, Note(by=by))
        notifications.invited(row)
        return
    assessment.learn(row)
    if moves:
        address_requests.accept(row)
        move(row, Step.SETTLE, State.APPROVED, Note(by=by))
        return
    membership = give_access(row)
    move(row, Step.SETTLE, State.APPROVED, Note(by=by))
    notifications.approved(row, membership)
    roles.settle_handover(row, membership)


def settle_due() -> int:
    """Carry out each decision whose time for undoing has run out."""
    return _each(
        Registration.objects.filter(state=State.HELD, effective_at__lte=timezone.now()),
        settle,
    )


def release_left() -> int:
    """Give back what somebody took in review and left."""
    return _each(
        Registration.objects.filter(
            state=State.IN_REVIEW, claimed_until__lte=timezone.now()
        ),
        _release,
    )


def remind() -> int:
    """Remind applicants of a question, on the days the settings name."""
    today, sent = timezone.localdate(), 0
    days = list(enumerate(settings.ANSWER_REMINDERS, start=1))
    # The last first: a clock that stood still for days sends one, not each in turn.
    for number, day in reversed(days):
        asked = Registration.objects.filter(
            state=State.NEEDS_INFO,
            reminders__lt=number,
            answer_by__gte=today,
            answer_by__lte=today + timedelta(days=settings.ANSWER_DAYS - day),
        )
        sent += _each(asked, partial(_remind, number))
    return sent


def lapse_unanswered() -> int:
    """Close requests whose question was not answered, and invitations not taken up."""
    return _each(
        Registration.objects.filter(
            state__in=[State.NEEDS_INFO, State.INVITED],
            answer_by__lt=timezone.localdate(),
        ),
        _lapse,
    )


def tell_of_delay() -> int:
    """Tell an applicant, once, that the promised day has passed, and a new day."""
    return _each(
        Registration.objects.filter(
            state__in=Registration.FOR_STAFF,
            due_on__lt=timezone.localdate(),
            delay_told_at__isnull=True,
            confirmed_at__isnull=False,
        ),
        _tell_of_delay,
    )


@transaction.atomic
def lapse() -> int:
    """Delete requests whose address nobody confirmed while the link worked.

    They are locked and read again: one that is confirmed at this moment stays.
    """
    before = timezone.now() - timedelta(days=settings.REGISTRATION_LINK_DAYS)
    deleted = 0
    for dialogue in settings.DIALOGUES:
        rows = Registration.objects.of(dialogue).unconfirmed_since(before)
        found = [row.pk for row in rows.select_for_update(of=("self",))]
        if found:
            Registration.objects.filter(pk__in=found).delete()
            audit.record("registration.lapse", chain=dialogue, count=len(found))
        deleted += len(found)
    return deleted


def _each(rows: RegistrationQuerySet, act: Callable[[Registration], None]) -> int:
    """Do it to each row in a transaction of its own, if it still is as it was found."""
    done = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is not None:
                act(row)
                done += 1
    return done


def _release(row: Registration) -> None:
    row.state = State.WAITING
    row.claimed_by = row.claimed_until = None
    row.save(update_fields=["state", "claimed_by", "claimed_until"])
    write_down(row, Step.RELEASE, Note())


def _remind(number: int, row: Registration) -> None:
    row.reminders = number
    row.save(update_fields=["reminders"])
    notifications.question(row, is_reminder=True)


def _lapse(row: Registration) -> None:
    is_invited = row.state == State.INVITED
    move(row, Step.LAPSE, State.LAPSED, Note())
    if not is_invited:
        notifications.lapsed(row)


def _tell_of_delay(row: Registration) -> None:
    put_off(row)
    row.save(update_fields=["delay_told_at", "due_on"])
    notifications.delayed(row)
