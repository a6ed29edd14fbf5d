"""Put an enquiry off to a day; it comes back then, or when somebody writes before.

A letter that only says thanks wakes nothing: it is there to be read.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.mailbox import enquiries, steps
from accounts.mailbox.models import Enquiry, State
from accounts.models import User
from imap.core.exceptions import TransitionError

MOST_DAYS = 365


@transaction.atomic
def put_off(enquiry: Enquiry, until: date, *, by: User) -> Enquiry:
    """Let nobody see to it before that day; the same day again changes nothing."""
    row = steps.take_up(enquiry, by, State.OPEN, State.ANSWERED)
    steps.refuse_if_busy(row, by)
    today = timezone.localdate()
    if not today < until <= today + timedelta(days=MOST_DAYS):
        raise TransitionError(_("Choose a day after today, within a year."))
    if row.put_off_until != until:
        row.put_off_until = until
        steps.settle(row, "put_off", by, until=until.isoformat())
    return row


@transaction.atomic
def bring_back(enquiry: Enquiry, *, by: User) -> Enquiry:
    row = steps.take_up(enquiry, by, State.OPEN, State.ANSWERED)
    if row.put_off_until is not None:
        row.put_off_until = None
        steps.settle(row, "bring_back", by)
    return row


def bring_back_due() -> int:
    """Let what was put off to this day wait for the secretariat again."""
    due = Enquiry.objects.filter(put_off_until__lte=timezone.localdate())
    count = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            row = due.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is not None:
                _wake(row)
                count += 1
    return count


def _wake(row: Enquiry) -> None:
    row.put_off_until = None
    if row.state == State.ANSWERED:
        row.state, row.waiting_since = State.OPEN, timezone.now()
    row.version += 1
    row.save()
    enquiries.note(row, "due")
