"""An address takes no mail: say so on its requests and memberships of that i-Map."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from accounts.mails import memberships as notifications
from accounts.models import Membership, Registration
from accounts.registration import assessment
from imap.core.outbox import holding
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.signals import address_refused
from imap.reference.models import Dialogue


@transaction.atomic
def mark(dialogue: str, key: str) -> None:
    """Mark what belongs to the address `key`, and find the flags of requests anew.

    With the second mail that comes back the i-Map stops writing there; staff are told.
    """
    now = timezone.now()
    members = Membership.objects.of(dialogue).of_address(key)
    members.update(undelivered_at=now)
    rows = Registration.objects.of(dialogue).filter(email_key=key)
    for row in rows.select_for_update(of=("self",)):
        row.undelivered_at = now
        fields = ["undelivered_at"]
        if row.state in Registration.OPEN:
            assessment.refresh(row)
            fields += ["flags", "is_flagged"]
        row.save(update_fields=fields)
    if holding.count_return(dialogue, key):
        about = rows.last() or members.first()
        notifications.mailing_held(Dialogue.objects.get(pk=dialogue), key, about)


@receiver(address_refused, sender=OutgoingMail)
def _refused(mail: OutgoingMail, **_context: Any) -> None:
    # A mail about the account belongs to no i-Map, and tells none of them.
    if mail.dialogue:
        mark(mail.dialogue, mail.to_key)
