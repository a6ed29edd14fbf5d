"""Whoever lost access gets the link that helps, at the address on file alone.

Where a letter comes from proves nothing; what is mailed goes to the mailbox that was
confirmed. Staff read the same sentence whether there is such an address or not: it may
be one of the other i-Map.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import registration
from accounts.mailbox import steps
from accounts.mailbox.models import Enquiry, State
from accounts.models import Membership, Registration, User
from imap.core.addresses import address_key


@transaction.atomic
def send_link(enquiry: Enquiry, address: str, *, by: User) -> str:
    """Mail again what belongs to a request that waits.

    Returns the address of a member, to whom the caller has a link for a new password
    sent; it is empty for everybody else.
    """
    row = steps.take_up(enquiry, by, State.OPEN, State.ANSWERED)
    steps.refuse_if_busy(row, by)
    found = ""
    dialogue, key = row.dialogue_id, address_key(address)
    members = Membership.objects.of(dialogue).on(timezone.localdate())
    if members.filter(user__is_active=True).of_address(key).exists():
        found = key
    elif Registration.objects.of(dialogue).filter(email_key=key).exists():
        registration.resend_to(dialogue, address)
    # The address is in no record: what is written down could tell of the other i-Map.
    steps.write_down(row, "link", by)
    return found
