"""Sending an applicant once more the mail that belongs to the state of the request.

Whoever asks learns nothing on the screen; a decision that is still held is not told.
"""

from __future__ import annotations

from enum import Enum

from django.db import transaction

from accounts.mails import registrations as notifications
from accounts.models import Registration, RegistrationQuerySet
from accounts.registration.applying import may_mail, may_reopen, send_link
from accounts.registration.rows import lock
from imap.core.access import Standing
from imap.core.addresses import address_key

State = Registration.State

_WITH_STAFF = (*Registration.FOR_STAFF, State.HELD)
_OTHERS = {
    State.NEEDS_INFO: notifications.question,
    State.INVITED: notifications.invited,
    State.REFUSED: notifications.refused,
    State.LAPSED: notifications.lapsed,
}


class Resent(Enum):
    """What became of a mail that was asked for once more."""

    SENT = "sent"
    TOO_MANY = "too many"
    NOTHING = "nothing to say in this state"


@transaction.atomic
def resend(registration: Registration) -> Resent:
    """Mail it again, within limits: no mailbox is filled by pressing a button."""
    row = lock(registration)
    if row.state == State.LINK_SENT:
        send_link(row)
        return Resent.SENT
    if not may_mail(row):
        return Resent.TOO_MANY
    if row.state == State.APPROVED:
        return _send_access(row)
    if row.state in _WITH_STAFF:
        notifications.received(row)
        return Resent.SENT
    write = _OTHERS.get(State(row.state))
    if write is None or (row.state == State.LAPSED and not may_reopen(row)):
        return Resent.NOTHING
    write(row)
    return Resent.SENT


def resend_to(dialogue: str, email: str) -> None:
    """Mail what belongs to the latest request of an address, if there is any."""
    rows = Registration.objects.of(dialogue).filter(email_key=address_key(email))
    row = _latest(rows)
    if row is not None:
        resend(row)


def _latest(rows: RegistrationQuerySet) -> Registration | None:
    rows = rows.exclude(state__in=[State.WITHDRAWN, State.REPEATED])
    return rows.open().last() or rows.order_by("created_at", "pk").last()


def _send_access(row: Registration) -> Resent:
    membership = row.memberships.first()
    if membership is None or membership.standing is not Standing.ACTIVE:
        return Resent.NOTHING
    notifications.approved(row, membership)
    return Resent.SENT
