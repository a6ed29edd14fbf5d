"""A person's address changes: the new mailbox confirms, the old one may stop it.

At the same ministry that is all. An address elsewhere is decided anew by each i-Map of
the person, by itself: until then access stays for some days. Nobody learns whether an
address has an account already.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import tokens
from accounts.flags import lists
from accounts.mails import memberships as notifications
from accounts.mails.memberships import PLATFORM
from accounts.models import AddressChange, Membership, User
from accounts.registration import address_requests
from accounts.sign_in import sessions
from imap.core.addresses import address_key
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.outbox import unasked


@transaction.atomic
def ask(user: User, email: str) -> AddressChange:
    """Mail both mailboxes; only the newest change of a person can be confirmed."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    new = address_key(email)
    if new == address_key(user.email):
        raise TransitionError(_("This is the address of your account already."))
    cancel(user)
    change = AddressChange.objects.create(user=user, old=user.email, new=new)
    audit.record("address.ask", user, by=user, chain=PLATFORM)
    if unasked.may_go(new):
        if _is_taken(change):
            notifications.address_taken(change)
        else:
            notifications.address_link(change)
    notifications.address_asked(change)
    return change


def cancel(user: User) -> int:
    """Drop what was asked for and not confirmed."""
    return pending(user).update(stopped_at=timezone.now())


def pending(user: User) -> QuerySet[AddressChange]:
    since = timezone.now() - timedelta(days=settings.ADDRESS_LINK_DAYS)
    return AddressChange.objects.filter(
        user=user, confirmed_at=None, stopped_at=None, asked_at__gte=since
    )


def find(purpose: tokens.Purpose, token: str) -> AddressChange:
    """Return the change that a link names."""
    key = tokens.read(purpose, PLATFORM, token)
    change = AddressChange.objects.select_related("user").filter(key=key).first()
    if change is None or not change.user.is_active:
        raise tokens.OldLinkError
    return change


@transaction.atomic
def confirm(change: AddressChange) -> AddressChange:
    """Take the new address; a second press changes nothing."""
    row = _lock(change)
    if row.confirmed_at is not None and row.stopped_at is None:
        return row
    if row.stopped_at is not None or row.user.email != row.old or _is_taken(row):
        raise TransitionError(_("This change of address is no longer possible."))
    _rename(row.user, row.old, row.new)
    row.confirmed_at = timezone.now()
    row.save(update_fields=["confirmed_at"])
    audit.record("address.confirm", row.user, by=row.user, chain=PLATFORM)
    notifications.address_changed(row)
    is_elsewhere = not is_same_office(row.old, row.new)
    for dialogue in _dialogues(row.user):
        memberships = _kept(row.user, dialogue)
        audit.record(
            "membership.address", memberships[0], chain=dialogue, new=is_elsewhere
        )
        if is_elsewhere:
            address_requests.open_for(row, memberships)
    return row


@transaction.atomic
def stop(change: AddressChange) -> AddressChange:
    """Put the old address back, end every session, and tell each i-Map's staff."""
    row = _lock(change)
    if row.stopped_at is not None:
        return row
    row.stopped_at = timezone.now()
    row.save(update_fields=["stopped_at"])
    if row.confirmed_at is not None and row.user.email == row.new:
        _rename(row.user, row.new, row.old)
        address_requests.withdraw_for(row)
    # Who asked for it knew the password: the old mailbox sets a new one.
    row.user.set_unusable_password()
    row.user.save(update_fields=["password"])
    sessions.end_all(row.user)
    audit.record("address.stop", row.user, chain=PLATFORM)
    notifications.address_stopped(row)
    for dialogue in _dialogues(row.user):
        memberships = _kept(row.user, dialogue)
        audit.record("membership.address_stopped", memberships[0], chain=dialogue)
        notifications.address_alarm(memberships[0])
    return row


def is_same_office(old: str, new: str) -> bool:
    """The same domain, unless it is one where anybody gets an address."""
    domains = {address_key(each).rpartition("@")[2] for each in (old, new)}
    return len(domains) == 1 and not any(map(lists.is_free_mail, domains))


def _lock(change: AddressChange) -> AddressChange:
    User.objects.select_for_update(no_key=True).get(pk=change.user_id)
    rows = AddressChange.objects.select_for_update(of=("self",))
    return rows.select_related("user").get(pk=change.pk)


def _is_taken(change: AddressChange) -> bool:
    others = User.objects.filter(email=change.new)
    addresses = EmailAddress.objects.filter(email=change.new, verified=True)
    return (
        others.exclude(pk=change.user_id).exists()
        or addresses.exclude(user=change.user_id).exists()
    )


def _rename(user: User, old: str, new: str) -> None:
    """Give the account its other address; links mailed to the former one are dead."""
    user.email = new
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user, email=new).delete()
            EmailAddress.objects.filter(user=user, email=old).delete()
            EmailAddress.objects.filter(user=user, primary=True).update(primary=False)
            EmailAddress.objects.create(
                user=user, email=new, verified=True, primary=True
            )
    except IntegrityError as error:
        text = _("This change of address is no longer possible.")
        raise TransitionError(text) from error
    for membership in Membership.objects.select_for_update().filter(user=user):
        membership.user, membership.key = user, uuid.uuid4()
        membership.write_keys()
        membership.save(update_fields=["key", "search_key"])


def _dialogues(user: User) -> list[str]:
    rows = Membership.objects.filter(user=user).kept(timezone.localdate())
    return sorted(set(rows.values_list("dialogue_id", flat=True)))


def _kept(user: User, dialogue: str) -> list[Membership]:
    rows = Membership.objects.filter(user=user).of(dialogue)
    rows = rows.kept(timezone.localdate()).select_related("user", "registration")
    return list(rows.order_by("pk"))
