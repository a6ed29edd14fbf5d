"""What became of a mail, in words for the secretariat."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imap.core.outbox.models import OutgoingMail

State = OutgoingMail.State
# The state as the list filters it: a bounce is none of the sender's own states.
BOUNCED = "bounced"
STATES = {
    **dict(State.choices),
    BOUNCED: gettext_lazy("Came back"),
}
_CODE = re.compile(r"^\s*(\d{3})\b")


def state_of(mail: OutgoingMail) -> str:
    if mail.bounced_at is not None:
        return _("Came back")
    if mail.state == State.WAITING and mail.tries:
        return _("Tried, waiting to be tried again")
    return mail.get_state_display()


def tag_of(mail: OutgoingMail) -> str:
    """Return the colour of the state's tag; words say the same."""
    if mail.bounced_at is not None or mail.state in (State.FAILED, State.HELD):
        return "stop"
    if mail.state == State.SENT:
        return "ok"
    return "warn" if mail.state == State.WAITING and mail.tries else ""


def error_of(mail: OutgoingMail) -> str:
    """Say what the mail server answered, and what it means."""
    if mail.bounced_at is not None:
        return _("The mail was accepted and then came back: it cannot be delivered.")
    if mail.state == State.HELD:
        return _(
            "Two mails to this address came back, so nothing more is sent there."
            " Sending this one again lets mails leave as before."
        )
    if not mail.error:
        return ""
    code = _CODE.match(mail.error)
    if code is None:
        return _("The mail server could not be reached.")
    if code[1].startswith("5"):
        return _("The mail server refused the mail for good. Check the address.")
    return _("The mail server put the mail off. It is tried again by itself.")
