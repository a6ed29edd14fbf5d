"""What calls for a look at a membership: in words, of one row, and as a condition."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership

FLAGS = {
    "leaver": _("Said to have left the post"),
    "renewal": _("Confirmed the post, waits for you"),
    "successor": _("Named who follows"),
    "undelivered": _("Mails came back"),
    "moved": _("New address to decide on"),
    "review": _("Not looked at for a year"),
    "quiet": _("Not used for 180 days"),
}


def marks_of(row: Membership) -> list[str]:
    """Return the flags of one membership, by the names of FLAGS."""
    today = timezone.localdate()
    year, quiet = _ago(settings.REVIEW_DAYS), today - timedelta(settings.QUIET_DAYS)
    last_use = row.last_used_on or timezone.localdate(row.created_at)
    marks = {
        "leaver": row.leaver_at is not None,
        "renewal": row.still_in_post_at is not None,
        "successor": bool(row.successor_email),
        "undelivered": row.undelivered_at is not None,
        "moved": row.move_due_on is not None,
        "review": (row.reviewed_at or row.created_at) < year,
        "quiet": last_use < quiet,
    }
    return [name for name, is_so in marks.items() if is_so]


def having(name: str, today: date) -> Q:
    """Return the condition of the rows that have this flag."""
    year, quiet = _ago(settings.REVIEW_DAYS), today - timedelta(settings.QUIET_DAYS)
    never_used = Q(last_used_on__isnull=True, created_at__lt=_ago(settings.QUIET_DAYS))
    return {
        "leaver": Q(leaver_at__isnull=False),
        "renewal": Q(still_in_post_at__isnull=False),
        "successor": ~Q(successor_email=""),
        "undelivered": Q(undelivered_at__isnull=False),
        "moved": Q(move_due_on__isnull=False),
        "review": Q(reviewed_at__lt=year)
        | Q(reviewed_at__isnull=True, created_at__lt=year),
        "quiet": Q(last_used_on__lt=quiet) | never_used,
    }[name]


def _ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
