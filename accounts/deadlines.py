"""Days that count: working days of the secretariat, months of a membership."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone
from holidays import country_holidays

from accounts.models import Registration


def due_on(asked_at: datetime) -> date:
    """Return the day by which whoever asked then is answered."""
    return working_days_after(
        timezone.localdate(asked_at), settings.DECISION_WORKING_DAYS
    )


def promise(row: Registration) -> None:
    """Give the applicant a day anew, as if asked now; the caller saves the columns."""
    row.due_on, row.delay_told_at = due_on(timezone.now()), None
    row.rank_on = row.due_on
    rank(row)


def rank(row: Registration) -> None:
    """Let a request stand where the earlier of two days puts it; it never sinks."""
    if row.rank_on is not None and row.needed_on is not None:
        row.rank_on = min(row.rank_on, row.needed_on)


def put_off(row: Registration) -> None:
    """Give a new day once the promised one has passed; the place in the queue stays."""
    row.due_on, row.delay_told_at = due_on(timezone.now()), timezone.now()


def working_days_after(day: date, number: int) -> date:
    left = number
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Leave out weekends and the public holidays of the secretariat's country."""
    return day.weekday() in settings.WORKING_WEEKDAYS and day not in _holidays()


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def reopen_until(row: Registration) -> date:
    """Return the last day on which a request closed for want of an answer reopens."""
    return _last(row, "lapse") + timedelta(days=settings.REOPEN_DAYS)


def review_until(row: Registration) -> date:
    """Return the last day to ask for a review of a refusal."""
    return _last(row, "settle") + timedelta(days=settings.REFUSAL_REVIEW_DAYS)


def months_later(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of a shorter month."""
    return day + relativedelta(months=months)


def _last(row: Registration, step: str) -> date:
    """Return when the step was last taken; today while it is still to come."""
    event = row.events.filter(step=step).last()
    return timezone.localdate(event.at if event else None)


@cache
def _holidays() -> dict[date, str]:
    country: str = settings.HOLIDAYS_OF
    return country_holidays(country) if country else {}
