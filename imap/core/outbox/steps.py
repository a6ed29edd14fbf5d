"""What the secretariat does with an outgoing mail of its i-Map: again, or not at all.

Mails of the platform itself (passwords, addresses, erasure) are nobody's to touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from imap.core import limits
from imap.core.access import access_for
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.outbox import holding
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import store

if TYPE_CHECKING:
    from accounts.models import User

State = OutgoingMail.State
# So often may one mail be said again in a day.
AGAIN = "3/d"


@transaction.atomic
def resend(mail: OutgoingMail, *, by: User, is_sure: bool = False) -> OutgoingMail:
    """Send the same words anew; `is_sure` where the first one seems to have arrived."""
    row = _lock(mail, by)
    _may_go_again(row, is_sure=is_sure)
    if row.state == State.HELD:
        # Whoever sends it all the same says that the address takes mails again.
        holding.lift(row.dialogue, row.to_key)
    first = row.resend_of_id or row.pk
    if not limits.count_within("mail-resend", str(first), AGAIN):
        raise TransitionError(
            _("This mail was sent again three times today. Try another way.")
        )
    again = store(
        OutgoingMail(
            dialogue=row.dialogue,
            name=row.name,
            to=row.to,
            sender=row.sender,
            reply_to=row.reply_to,
            language=row.language,
            subject=row.subject,
            text=row.text,
            html=row.html,
            concealed=row.concealed,
            in_reply_to=row.in_reply_to,
            references=row.references,
            auto_submitted=row.auto_submitted,
            about=row.about,
            resend_of=row,
        )
    )
    audit.record("mail.resend", again, by=by, chain=row.dialogue, kind=row.name)
    return again


@transaction.atomic
def cancel(mail: OutgoingMail, *, by: User) -> OutgoingMail:
    """Keep a mail from leaving that waits."""
    row = _lock(mail, by)
    if row.state != State.WAITING:
        raise TransitionError(_("This mail does not wait any more."))
    row.state = State.CANCELLED
    row.save(update_fields=["state"])
    audit.record("mail.cancel", row, by=by, chain=row.dialogue, kind=row.name)
    return row


def _lock(mail: OutgoingMail, by: User) -> OutgoingMail:
    row = OutgoingMail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
    if not row.dialogue or not access_for(by, row.dialogue).is_secretariat:
        raise PermissionDenied
    return row


def _may_go_again(row: OutgoingMail, *, is_sure: bool) -> None:
    if row.state in (State.WAITING, State.IN_HAND):
        raise TransitionError(_("This mail has not left yet."))
    if not row.text:
        raise TransitionError(_("The text of this mail is kept no longer."))
    if row.resends.filter(state__in=[State.WAITING, State.IN_HAND]).exists():
        raise TransitionError(_("This mail is being sent again already."))
    failed = row.state != State.SENT or row.bounced_at is not None
    if not failed and not is_sure:
        raise TransitionError(
            _("This mail has arrived as far as we know. Confirm that it goes again.")
        )
