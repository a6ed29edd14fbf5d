"""Notes in a thread: for colleagues alone, and never mailed to anybody."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import permissions
from accounts.mailbox import steps
from accounts.mailbox.models import Enquiry, Note, State
from accounts.models import User


@transaction.atomic
def write(
    enquiry: Enquiry, text: str, *, by: User, to: User | None = None
) -> Note | None:
    """Leave a note, and hand the enquiry to the colleague it is for.

    Returns None where the same note is the newest already: the button pressed twice.
    """
    row = steps.take_up(enquiry, by, *State)
    if to is not None and not permissions.is_secretariat(to, row.dialogue_id):
        raise PermissionDenied
    newest = Note.objects.filter(enquiry=row).last()
    if newest is not None and (newest.by_id, newest.text) == (by.pk, text):
        return None
    note = Note.objects.create(enquiry=row, text=text, by=by)
    if to is not None and row.state != State.CLOSED:
        steps.assign(row, to, by=by)
    steps.write_down(row, "note", by)
    return note
