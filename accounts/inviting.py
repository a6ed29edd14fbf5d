"""A contact point invites colleagues: each with a link and a recommendation.

The request that comes of a link carries the recommendation in advance, so how many
stand open at once, and how many go out in a year, is a stated number of each person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.contact import allow
from accounts.mails import contacts as contact_notifications
from accounts.models import Invitation, Membership, User
from accounts.registration import vouching
from imap.core.access import Role
from imap.core.addresses import address_key
from imap.core.audit import log as audit
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from imap.reference.models import Dialogue

_SENT = "invitation.send"


@dataclass(frozen=True)
class Invited:
    """A colleague to ask, as the contact point typed it."""

    name: str
    email: str
    language: str
    text: str


@dataclass(frozen=True)
class Allowance:
    """How many invitations of a person stand open, and left in the last 365 days."""

    open: int
    sent: int

    @property
    def open_most(self) -> int:
        return int(settings.INVITATIONS_OPEN)

    @property
    def sent_most(self) -> int:
        return int(settings.INVITATIONS_A_YEAR)

    @property
    def reason(self) -> str:
        """Say why no more may leave today; nothing where one may."""
        if self.sent >= self.sent_most:
            return _(
                "You have sent as many invitations in the last 12 months as one contact"
                " point may: %(number)s."
            ) % {"number": self.sent_most}
        if self.open >= self.open_most:
            return _(
                "As many of your invitations are open as may be at once: %(number)s."
                " Withdraw one, or wait until one is used."
            ) % {"number": self.open_most}
        return ""


def allowance_of(user: User, dialogue: str) -> Allowance:
    """Count what a person has sent on an i-Map, withdrawn and deleted ones as well."""
    now = timezone.now()
    rows = Invitation.objects.filter(
        dialogue=dialogue,
        by=user,
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        lapsed_at__isnull=True,
        at__gt=now - timedelta(days=settings.ACCESS_LINK_DAYS),
    )
    # Rows go after some months; the log keeps what was done.
    sent = AuditEvent.objects.filter(
        chain=dialogue,
        actor_id=str(user.pk),
        action=_SENT,
        at__gt=now - timedelta(days=365),
    )
    return Allowance(open=rows.count(), sent=sent.count())


def why_none(user: User, dialogue: str) -> str:
    """Say why the person may invite nobody today; nothing where they may."""
    if not vouching.may_recommend(user, dialogue):
        return vouching.not_yet()
    return allowance_of(user, dialogue).reason


@transaction.atomic
def invite(
    dialogue: str,
    country: str,
    colleague: Invited,
    *,
    by: User,
    replaces: Membership | None = None,
) -> Invitation:
    """Mail a colleague a link whose request is recommended in advance.

    Who is a member already is told so by mail alone: nobody learns it here.
    """
    allow(by, dialogue, country)
    if replaces is not None and not _is_own(replaces, by, country):
        raise PermissionDenied
    # One at a time, so that two presses of the button make one invitation.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    existing = _open_invitation(dialogue, country, colleague, by)
    if existing is not None:
        return existing
    # Handing over is no recommendation: two members of staff decide on it.
    reason = why_none(by, dialogue) if replaces is None else None
    if reason:
        raise TransitionError(reason)
    row = _row(dialogue, country, colleague, by)
    if replaces is not None:
        row.replaces = replaces
        row.grant_role, row.grant_country_id = Role.CONTACT_POINT, country
    row.save()
    audit.record(_SENT, row, by=by, chain=dialogue)
    contact_notifications.invitation(row)
    return row


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """Take an invitation back while nobody has used it; twice is once."""
    if invitation.by_id != by.pk:
        raise PermissionDenied
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.withdrawn_at is not None:
        return row
    if not row.is_open:
        raise TransitionError(_("This invitation is no longer open."))
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    audit.record("invitation.withdraw", row, by=by, chain=row.dialogue_id)
    return row


def lapse() -> int:
    """Close invitations that nobody used while their link worked."""
    before = timezone.now() - timedelta(days=settings.ACCESS_LINK_DAYS)
    unused = Invitation.objects.filter(
        at__lt=before,
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        lapsed_at__isnull=True,
    )
    return unused.update(lapsed_at=timezone.now())


def _row(dialogue: str, country: str, colleague: Invited, by: User) -> Invitation:
    return Invitation(
        dialogue=Dialogue.objects.get(pk=dialogue),
        country_id=country,
        name=colleague.name,
        email=colleague.email,
        email_key=address_key(colleague.email),
        language=colleague.language,
        text=colleague.text,
        by=by,
    )


def _open_invitation(
    dialogue: str, country: str, colleague: Invited, by: User
) -> Invitation | None:
    rows = Invitation.objects.filter(
        dialogue=dialogue,
        country=country,
        by=by,
        email_key=address_key(colleague.email),
    )
    return next((row for row in rows if row.is_open), None)


def _is_own(membership: Membership, by: User, country: str) -> bool:
    return (
        membership.user_id == by.pk
        and membership.role == Role.CONTACT_POINT
        and membership.country_id == country
    )
