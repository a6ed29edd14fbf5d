"""By when an applicant is answered: five working days after confirming."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

WORKING_DAYS = 5
_SATURDAY = 5


def due_on(confirmed_at: datetime) -> date:
    day = timezone.localdate(confirmed_at)
    left = WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day


def months_later(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
