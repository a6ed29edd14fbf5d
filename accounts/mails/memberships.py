"""The mails about a membership: reminders, renewals, pauses, ends, a new address.

They speak of one i-Map, come from its address, and never tell of another one. Mails
about the account itself come from the platform.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts import offices, tokens
from accounts.deadlines import working_days_after
from accounts.mails.i_map import link_to, write_from
from accounts.models import AddressChange, Membership, Registration, User
from imap.core.access import Role, people
from imap.core.outbox import write
from imap.core.outbox.models import OutgoingMail
from imap.reference.models import Dialogue

# Account links belong to no i-Map; their salt says so.
PLATFORM = "platform"


def renewal(membership: Membership) -> None:
    days = (membership.valid_until - timezone.localdate()).days
    _to_member(
        "membership-renewal", membership, days=days, link=_renewal_link(membership)
    )


def renewed(membership: Membership) -> None:
    _to_member("membership-renewed", membership)


def until_changed(membership: Membership) -> None:
    _to_member("membership-until", membership)


def expired(membership: Membership) -> None:
    last = membership.valid_until + timedelta(days=settings.RENEW_AFTER_DAYS)
    _to_member(
        "membership-expired",
        membership,
        renew_until=last,
        link=_renewal_link(membership),
    )


def suspended(membership: Membership) -> None:
    _to_member(
        "membership-suspended",
        membership,
        reason=membership.suspended_reason,
        is_moved=membership.move_due_on is not None,
        decide_on=working_days_after(
            timezone.localdate(), settings.DECISION_WORKING_DAYS
        ),
    )


def resumed(membership: Membership) -> None:
    _to_member("membership-resumed", membership)


def ended(membership: Membership) -> None:
    _to_member("membership-ended", membership, reason=membership.ended_reason)


def moved(membership: Membership) -> None:
    """Say that access stays with the new address."""
    _to_member("membership-moved", membership)


def moved_draft(membership: Membership) -> OutgoingMail:
    """Return that mail for staff to look at."""
    dialogue, language = membership.dialogue, membership.user.language
    return write.draft(
        "membership-moved",
        membership.user.email,
        language=language,
        i_map=dialogue.names.text(language),
        mailbox=dialogue.mailbox,
        **_said(membership),
    )


def address_link(change: AddressChange) -> None:
    """Ask the new mailbox; nothing that was typed is in the mail."""
    _of_account(
        "address-confirm",
        change.new,
        change.user,
        link=_account_link("account_email_confirmed", tokens.Purpose.ADDRESS, change),
    )


def address_taken(change: AddressChange) -> None:
    """Tell the holder of a mailbox that has an account; who asked never learns it."""
    _of_account("address-taken", change.new, change.user)


def address_asked(change: AddressChange) -> None:
    _of_account(
        "address-asked", change.old, change.user, new=change.new, link=_stop(change)
    )


def address_changed(change: AddressChange) -> None:
    _of_account(
        "address-changed", change.old, change.user, new=change.new, link=_stop(change)
    )


def address_stopped(change: AddressChange) -> None:
    """Tell both mailboxes that the change is stopped."""
    for email in (change.old, change.new):
        is_own = email == change.user.email
        with override(change.user.language):
            reset = f"{settings.SITE_URL}{reverse('account_reset_password')}"
        if is_own or change.confirmed_at is not None:
            _of_account(
                "address-stopped", email, change.user, is_own=is_own, reset=reset
            )


def address_alarm(membership: Membership) -> None:
    """Tell the staff of one i-Map that a member's change of address was stopped."""
    for user in people(membership.dialogue_id, Role.SECRETARIAT):
        write_from(
            "membership-alarm",
            user.email,
            membership.dialogue,
            user.language,
            about=membership,
            person=membership.name,
            link=link_to(
                "accounts:desk-member",
                membership.dialogue,
                user.language,
                key=membership.key,
            ),
        )


def _to_member(kind: str, membership: Membership, **context: Any) -> None:
    user = membership.user
    write_from(
        kind,
        user.email,
        membership.dialogue,
        user.language,
        about=membership,
        **_said(membership),
        **context,
    )


def mailing_held(
    dialogue: Dialogue, address: str, about: Registration | Membership | None
) -> None:
    """Tell the secretariat that nothing more leaves for an address."""
    query = urlencode({"address": address})
    for user in people(dialogue.pk, Role.SECRETARIAT):
        link = link_to("desk:mails", dialogue, user.language)
        write_from(
            "mailing-held",
            user.email,
            dialogue,
            user.language,
            about=about,
            address=address,
            link=f"{link}?{query}",
        )


def _said(membership: Membership) -> dict[str, Any]:
    """Return what every mail about a membership says of it."""
    with override(membership.user.language):
        role = str(membership.get_role_display())
        state = offices.names().get(membership.country_id or "", "")
    return {
        "person": membership.name,
        "role": role,
        "state": state,
        "until": membership.valid_until,
    }


def _renewal_link(membership: Membership) -> str:
    token = tokens.make(tokens.Purpose.RENEWAL, membership.dialogue_id, membership.key)
    return link_to(
        "accounts:renew", membership.dialogue, membership.user.language, token=token
    )


def _of_account(kind: str, to: str, user: User, **context: Any) -> None:
    write.write(
        kind, to, language=user.language, days=settings.ADDRESS_LINK_DAYS, **context
    )


def _stop(change: AddressChange) -> str:
    return _account_link("account_email_stop", tokens.Purpose.ADDRESS_STOP, change)


def _account_link(view: str, purpose: tokens.Purpose, change: AddressChange) -> str:
    token = tokens.make(purpose, PLATFORM, change.key)
    with override(change.user.language):
        return f"{settings.SITE_URL}{reverse(view, kwargs={'token': token})}"
