"""The mailbox's card on the secretariat's first page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.mailbox import queue
from accounts.models import User
from imap.core import desk
from imap.core.desk import Card


@desk.card(20)
def letters(dialogue: str, user: User) -> Card:
    counters = queue.counters(dialogue, user)
    notes = []
    if counters.unassigned:
        notes.append(
            ngettext(
                "%(count)s is nobody’s yet.",
                "%(count)s are nobody’s yet.",
                counters.unassigned,
            )
            % {"count": counters.unassigned}
        )
    reading = queue.last_reading(dialogue)
    if reading is not None and reading.error:
        notes.append(_("The mailbox could not be read the last time."))
    return Card(
        title=_("Mailbox"),
        address=reverse("mailbox:enquiries", args=[dialogue]),
        waiting=counters.waiting,
        nothing=_("Every letter is answered."),
        oldest=counters.oldest,
        notes=tuple(notes),
    )
