"""Who may take which step; asked by views, templates and steps alike."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from accounts.addresses import readable_key
from accounts.models import Registration, User
from imap.core.access import access_for, lacks_second_factor


def can_decide(user: User, registration: Registration) -> bool:
    """The secretariat of that i-Map decides; nobody decides on the own request."""
    access = access_for(user, registration.dialogue_id)
    if not access.is_secretariat or lacks_second_factor(user):
        return False
    return not is_own(user, registration)


def is_own(user: User, registration: Registration) -> bool:
    own = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    mailboxes = {_mailbox(readable_key(address)) for address in (user.email, *own)}
    return _mailbox(registration.email_key) in mailboxes


def _mailbox(key: str) -> str:
    """Leave out the sub-address: name+word@… reaches the mailbox of name@…"""
    local, _at, domain = key.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
