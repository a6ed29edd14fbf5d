"""An address whose mails come back gets no more of an i-Map's, until it takes them.

The first mail that comes back is told on the mail; with the second one, the i-Map stops
writing to that address. What its person asks for now to prove the address still leaves,
and so does what a member of staff writes by hand.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from imap.core.outbox.models import HeldAddress, OutgoingMail

RETURNS = 2
# Two mails that came back with a year between them say nothing together.
_TOGETHER = timedelta(days=365)
# Its link is the proof that the address takes mails again.
_PROOFS = frozenset({"registration-confirm"})


@transaction.atomic
def count_return(dialogue: str, key: str) -> bool:
    """Count a mail that came back; True for the one that ends writing to the address.

    `key` is the address as `imap.core.addresses.readable_key` folds it.
    """
    now = timezone.now()
    HeldAddress.objects.get_or_create(dialogue=dialogue, to_key=key)
    row = HeldAddress.objects.select_for_update().get(dialogue=dialogue, to_key=key)
    if row.held_at is not None:
        return False
    if row.last_at is not None and row.last_at < now - _TOGETHER:
        row.returns = 0
    row.returns, row.last_at = row.returns + 1, now
    if row.returns >= RETURNS:
        row.held_at = now
    row.save()
    return row.held_at is not None


def holds(mail: OutgoingMail) -> bool:
    """Say whether the mail stays here: its address does not take any."""
    if not mail.dialogue or mail.name in _PROOFS or mail.auto_submitted == "no":
        return False
    rows = HeldAddress.objects.filter(dialogue=mail.dialogue, held_at__isnull=False)
    return rows.filter(to_key=mail.to_key).exists()


def lift(dialogue: str, key: str) -> None:
    """Write to the address again: its person, or a member of staff, says it works."""
    HeldAddress.objects.filter(dialogue=dialogue, to_key=key).delete()
