"""Dates in words, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from django.utils import timezone

from imap.core import language

_MONTH_PATTERNS = {"ru": "LLLL y 'года'"}


def locale() -> str:
    """Return the locale in which dates are written: English ones the British way."""
    code = language.current()
    return "en_GB" if code == "en" else code


def spelled(day: date | None) -> str:
    """Spell a date out in the reader's language: 1 June 2011, 1 июня 2011 г."""
    if day is None:
        return ""
    return format_date(day, format="long", locale=locale())


def moment(at: datetime | None) -> str:
    """20 June 2011, 10:14; 20 июня 2011 г., 10:14."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{spelled(local.date())}, {local:%H:%M}"


def month_spelled(day: date | None) -> str:
    """June 2011, июнь 2011 года."""
    if day is None:
        return ""
    pattern = _MONTH_PATTERNS.get(locale(), "LLLL y")
    return format_date(day, format=pattern, locale=locale())
