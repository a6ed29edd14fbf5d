"""A mail of ours came back: say so on the mail, the request and the membership.

Who sends such a notice knows the number of a mail that only its reader got. Marked are
the rows of this i-Map alone.
"""

from __future__ import annotations

from django.utils import timezone

from accounts.mailbox import enquiries
from accounts.mailbox.marks import Mark, stored
from accounts.mailbox.models import Enquiry, Letter, State
from accounts.mailbox.parsing import Parsed
from accounts.registration import undelivered
from imap.core.audit import log as audit
from imap.core.outbox.models import OutgoingMail
from imap.reference.models import Dialogue


def settle(dialogue: Dialogue, parsed: Parsed) -> bool:
    """Mark the mail that came back; False when it is none of this i-Map's mails."""
    bounce = parsed.bounce
    if bounce is None:
        return False
    mails = OutgoingMail.objects.select_for_update().filter(dialogue=dialogue.pk)
    mail = mails.filter(message_id=bounce.message_id).first()
    if mail is None:
        return False
    if mail.bounced_at is None:
        mail.bounced_at, mail.bounce_reason = timezone.now(), bounce.reason
        mail.save(update_fields=["bounced_at", "bounce_reason"])
        undelivered.mark(dialogue.pk, mail.to_key)
        _mark_enquiry(mail, bounce.reason)
        audit.record("mail.bounce", mail, chain=dialogue.pk)
    return True


def _mark_enquiry(mail: OutgoingMail, reason: str) -> None:
    """An answer that did not arrive is one still to be given."""
    same = {mail.pk, mail.resend_of_id} - {None}
    letter = Letter.objects.filter(mail__in=same).first()
    if letter is None or letter.enquiry_id is None:
        return
    letter.flags = [*letter.flags, stored(Mark.NOT_SENT_ON, reason=reason)]
    letter.save(update_fields=["flags"])
    enquiry = Enquiry.objects.select_for_update().get(pk=letter.enquiry_id)
    enquiry.state, enquiry.closed_at = State.OPEN, None
    enquiry.waiting_since = timezone.now()
    enquiry.version += 1
    enquiry.save()
    enquiries.note(enquiry, "bounce")
