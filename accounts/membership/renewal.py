"""Access ends by time, and goes on for whoever still holds the post.

Reminders carry a signed link; whoever opens it and presses the button has shown that
the mailbox is still theirs. Members who only read are renewed at once, everybody else
by the secretariat; reviewers by nobody. What the clock does here may run any number
of times.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import tokens
from accounts.mails import memberships as notifications
from accounts.membership import steps
from accounts.models import Membership, MembershipQuerySet
from accounts.sign_in import sessions
from imap.core.access import Role
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.outbox import holding


@dataclass(frozen=True)
class Successor:
    name: str
    email: str


def membership_behind(dialogue: str, token: str) -> Membership:
    """Return what a link of a reminder names."""
    key = tokens.read(tokens.Purpose.RENEWAL, dialogue, token)
    rows = Membership.objects.of(dialogue).select_related("user", "dialogue")
    membership = rows.filter(key=key).first()
    if membership is None or not membership.user.is_active:
        raise tokens.OldLinkError
    return membership


@transaction.atomic
def still_in_post(membership: Membership) -> Membership:
    """Renew a member who reads, or put the others before the staff."""
    row = _take_up(membership)
    if row.still_in_post_at is not None:
        return row
    row.still_in_post_at, row.undelivered_at = timezone.now(), None
    holding.lift(row.dialogue_id, row.user.email)
    # What the person says now stands against what was said before.
    row.successor_name = row.successor_email = ""
    if renews_itself(row):
        steps.prolong(row)
        notifications.renewed(row)
    row.save()
    audit.record(
        "membership.in_post",
        row,
        chain=row.dialogue_id,
        role=row.role,
        until=row.valid_until.isoformat(),
    )
    return row


@transaction.atomic
def succeeded_by(membership: Membership, successor: Successor) -> Membership:
    """Note who follows in the post; the secretariat does the rest."""
    row = _take_up(membership)
    row.successor_name, row.successor_email = successor.name, successor.email
    row.still_in_post_at, row.undelivered_at = None, None
    if row.leaver_at is None:
        row.leaver_at, row.leaver_by = timezone.now(), row.user
    row.save()
    audit.record("membership.successor", row, chain=row.dialogue_id, role=row.role)
    return row


def renews_itself(row: Membership) -> bool:
    """Nothing speaks against it, and the role neither writes nor decides."""
    is_clear = row.leaver_at is None and row.move_due_on is None
    return row.role == Role.READER and is_clear


def remind() -> int:
    """Remind on the days the settings name; who has answered is left in peace."""
    today, sent = timezone.localdate(), 0
    for day in sorted(settings.RENEWAL_REMINDERS):
        # The last reminder first: after a silence of the clock one mail is enough.
        due = Membership.objects.open().filter(
            Q(reminded_days__isnull=True) | Q(reminded_days__gt=day),
            ~Q(role=Role.REVIEWER),
            valid_until__gte=today,
            valid_until__lte=today + timedelta(days=day),
            still_in_post_at__isnull=True,
            successor_email="",
            user__is_active=True,
        )
        sent += _each(due, _reminder(day))
    return sent


def expire() -> int:
    """Tell of each end, once, and end the sessions it leaves without any access."""
    past = Membership.objects.open().filter(
        valid_until__lt=timezone.localdate(), expired_told_at__isnull=True
    )
    return _each(past, _expire)


def suspend_moved() -> int:
    """Pause access whose holder has a new address that nobody has decided on."""
    overdue = Membership.objects.open().filter(move_due_on__lt=timezone.localdate())
    return _each(overdue, _suspend_moved)


def _take_up(membership: Membership) -> Membership:
    row = steps.lock(membership)
    if not steps.is_due(row):
        raise TransitionError(_("There is nothing to renew at the moment."))
    return row


def _each(rows: MembershipQuerySet, act: Callable[[Membership], None]) -> int:
    """Do it to each row in a transaction of its own, if it still is as it was found."""
    done = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            locked = rows.select_for_update(of=("self",))
            row = locked.select_related("user", "dialogue").filter(pk=pk).first()
            if row is not None:
                act(row)
                done += 1
    return done


def _reminder(day: int) -> Callable[[Membership], None]:
    def send(row: Membership) -> None:
        row.reminded_days = day
        row.save(update_fields=["reminded_days"])
        notifications.renewal(row)

    return send


def _expire(row: Membership) -> None:
    row.expired_told_at = timezone.now()
    row.save(update_fields=["expired_told_at"])
    audit.record("membership.expire", row, chain=row.dialogue_id, role=row.role)
    sessions.end_unless_member(row.user)
    if row.user.is_active and steps.is_due(row):
        notifications.expired(row)


def _suspend_moved(row: Membership) -> None:
    # The reason is the day that has passed, told in each reader's language.
    row.suspended_at = timezone.now()
    row.save(update_fields=["suspended_at"])
    audit.record(
        "membership.suspend", row, chain=row.dialogue_id, role=row.role, moved=True
    )
    sessions.end_unless_member(row.user)
    notifications.suspended(row)
