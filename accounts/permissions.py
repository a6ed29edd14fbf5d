"""Who may take which step; asked by views, templates and steps alike."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from accounts.models import Membership, Registration, User
from imap.core.access import Role, access_for, lacks_second_factor, people
from imap.core.addresses import readable_key


def is_secretariat(user: User, dialogue: str) -> bool:
    access = access_for(user, dialogue)
    return access.is_secretariat and not lacks_second_factor(user, dialogue)


def can_decide(user: User, registration: Registration) -> bool:
    """The secretariat of that i-Map decides; nobody decides on the own request."""
    if not is_secretariat(user, registration.dialogue_id):
        return False
    return not is_own(user, registration)


def can_second(user: User, registration: Registration) -> bool:
    """A second colleague is another one than who proposed it."""
    return can_decide(user, registration) and registration.decided_by_id != user.pk


def can_manage(user: User, membership: Membership) -> bool:
    """The secretariat of that i-Map does; nobody with the own access."""
    return membership.user_id != user.pk and is_secretariat(
        user, membership.dialogue_id
    )


def can_resume(user: User, membership: Membership) -> bool:
    """What was paused for a cause, or a colleague's, takes somebody else."""
    if not can_manage(user, membership):
        return False
    needs_another = (
        membership.suspended_for_cause or membership.role == Role.SECRETARIAT
    )
    return not (needs_another and membership.suspended_by_id == user.pk)


def is_only_one(user: User, dialogue: str) -> bool:
    """Say whether the i-Map has no other member of staff who could agree."""
    return all(other.pk == user.pk for other in people(dialogue, Role.SECRETARIAT))


def is_contact_point(user: User, dialogue: str, country: str | None) -> bool:
    if country is None:
        return False
    return any(
        other.pk == user.pk for other in people(dialogue, Role.CONTACT_POINT, country)
    )


def is_own(user: User, registration: Registration) -> bool:
    return is_one_of(own_mailboxes(user), registration.email_key)


def own_mailboxes(user: User) -> set[str]:
    own = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {_mailbox(readable_key(address)) for address in (user.email, *own)}


def is_one_of(mailboxes: set[str], email_key: str) -> bool:
    return _mailbox(email_key) in mailboxes


def _mailbox(key: str) -> str:
    """Leave out the sub-address: name+word@… reaches the mailbox of name@…"""
    local, _at, domain = key.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
