"""What the secretariat does with a member's access: renew, pause, resume, end, review.

Each step is about one membership of one i-Map and asks for permission, locks, looks at
the state, saves, records and writes its mail in one transaction. Nobody takes one on
the own access; what was paused for a cause is resumed by somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import permissions
from accounts.deadlines import months_later
from accounts.mails import memberships as notifications
from accounts.membership import terms
from accounts.models import Membership, User
from accounts.sign_in import sessions
from imap.core.audit import log as audit
from imap.core.dates import spelled
from imap.core.exceptions import TransitionError


@dataclass(frozen=True)
class Pause:
    """Why access is paused, and whether the person hears of it now."""

    reason: str
    is_for_cause: bool = True
    tells: bool = True


@transaction.atomic
def renew(membership: Membership, *, by: User) -> Membership:
    """Prolong by the months of the role; too early to do it is no reason to do more."""
    row = _take_up(membership, by)
    if not is_due(row):
        raise TransitionError(why_not_due(row))
    prolong(row)
    row.reviewed_at = timezone.now()
    row.save()
    _record("renew", row, by, until=row.valid_until.isoformat())
    notifications.renewed(row)
    return row


@transaction.atomic
def change_until(membership: Membership, until: date, *, by: User) -> Membership:
    row = _take_up(membership, by)
    if row.suspended_at is not None or row.valid_until < timezone.localdate():
        raise TransitionError(_("The day can be changed only while access is given."))
    if row.valid_until == until:
        return row
    try:
        terms.check_end(row.role, until, row.valid_from)
    except ValidationError as error:
        raise TransitionError(error.messages[0]) from error
    before, row.valid_until = row.valid_until, until
    row.reminded_days = row.expired_told_at = None
    row.save(update_fields=["valid_until", "reminded_days", "expired_told_at"])
    _record("until", row, by, before=before.isoformat(), until=until.isoformat())
    notifications.until_changed(row)
    return row


@transaction.atomic
def suspend(membership: Membership, pause: Pause, *, by: User) -> Membership:
    """Pause at once; one person may, and open sessions end where no access is left."""
    row = _take_up(membership, by)
    if row.suspended_at is not None:
        raise TransitionError(_("This access is paused already."))
    if row.valid_until < timezone.localdate():
        raise TransitionError(_("This access has ended already."))
    row.suspended_at, row.suspended_by = timezone.now(), by
    row.suspended_reason, row.suspended_for_cause = pause.reason, pause.is_for_cause
    row.save()
    _record("suspend", row, by, cause=pause.is_for_cause, told=pause.tells)
    sessions.end_unless_member(row.user)
    if pause.tells:
        notifications.suspended(row)
    return row


@transaction.atomic
def resume(membership: Membership, *, by: User) -> Membership:
    if not permissions.can_resume(by, membership):
        raise PermissionDenied
    row = _take_up(membership, by)
    if row.suspended_at is None:
        raise TransitionError(_("This access is not paused."))
    if not permissions.can_resume(by, row):
        raise PermissionDenied
    lift(row)
    row.move_due_on = None
    row.save()
    _record("resume", row, by)
    notifications.resumed(row)
    return row


@transaction.atomic
def end(membership: Membership, reason: str, *, by: User) -> Membership:
    row = _take_up(membership, by)
    close(row, reason, by=by)
    notifications.ended(row)
    return row


@transaction.atomic
def look_at(membership: Membership, *, by: User) -> Membership:
    """Note that somebody looked, for the yearly review."""
    row = _take_up(membership, by)
    row.reviewed_at = timezone.now()
    row.save(update_fields=["reviewed_at"])
    _record("review", row, by)
    return row


def close(row: Membership, reason: str, *, by: User | None) -> None:
    """End a locked membership; the caller tells the person."""
    row.ended_at, row.ended_by, row.ended_reason = timezone.now(), by, reason
    row.move_due_on = None
    row.save()
    _record("end", row, by)
    sessions.end_unless_member(row.user)


def lift(row: Membership) -> None:
    """Take the pause off a locked membership."""
    row.suspended_at = row.suspended_by = None
    row.suspended_reason, row.suspended_for_cause = "", False


def prolong(row: Membership) -> None:
    """Let a locked membership hold on from its end, or from today if it is over."""
    today = timezone.localdate()
    if row.valid_until < today:
        row.valid_from = today
    row.valid_until = months_later(
        max(row.valid_until, today), terms.months_of(row.role)
    )
    row.renewed_at = timezone.now()
    row.stay()


def is_due(row: Membership) -> bool:
    """From the first reminder until it is too late for anything but a new request.

    A reviewer's access never is: it ends on its day.
    """
    if not terms.is_renewed(row.role):
        return False
    today = timezone.localdate()
    first = row.valid_until - timedelta(days=settings.RENEWAL_REMINDERS[0])
    last = row.valid_until + timedelta(days=settings.RENEW_AFTER_DAYS)
    is_open = row.ended_at is None and row.suspended_at is None
    return is_open and first <= today <= last


def why_not_due(row: Membership) -> str:
    if row.suspended_at is not None:
        return _("This access is paused. Resume it first.")
    if not terms.is_renewed(row.role):
        return _("A reviewer's access ends on its day. Give the role anew after it.")
    if row.valid_until < timezone.localdate():
        days = settings.RENEW_AFTER_DAYS
        return ngettext(
            "This access ended more than %(days)s day ago: a new request is needed.",
            "This access ended more than %(days)s days ago: a new request is needed.",
            days,
        ) % {"days": days}
    day = spelled(row.valid_until)
    return _("This access holds until %(day)s; it is too early.") % {"day": day}


def lock(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",))
    return rows.select_related("user", "dialogue").get(pk=membership.pk)


def _take_up(membership: Membership, by: User) -> Membership:
    if not permissions.can_manage(by, membership):
        raise PermissionDenied
    row = lock(membership)
    if row.ended_at is not None:
        raise TransitionError(_("This access has ended already."))
    return row


def _record(step: str, row: Membership, by: User | None, **data: object) -> None:
    """Write it down; never a reason, which somebody typed about a person."""
    audit.record(
        f"membership.{step}",
        row,
        by=by,
        chain=row.dialogue_id,
        role=row.role,
        country=row.country_id or "",
        **data,
    )
