"""Tags and filters of this room's pages: terms, times, counts, devices, scripts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format

from accounts.flags import words
from accounts.flags.domains import readable
from accounts.sign_in import devices
from imap.core.language import current

register = template.Library()


@register.simple_tag
def answer_days() -> int:
    """Return in how many working days the Secretariat answers a request."""
    return int(settings.DECISION_WORKING_DAYS)


@register.simple_tag
def confirm_days() -> int:
    """Return after how many days a request goes that nobody confirms."""
    return int(settings.REGISTRATION_LINK_DAYS)


@register.filter
def clock_time(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M")


@register.filter
def minutes(seconds: int) -> int:
    """Return whole minutes, at least one: 4:12 is within five."""
    return max(-(-seconds // 60), 1)


@register.filter
def up_to(count: int, most: int) -> str:
    """Say a count that was not taken beyond `most`: 1,000+."""
    text = number_format(min(count, most), use_l10n=True, force_grouping=True)
    return f"{text}+" if count > most else text


@register.filter
def readable_domain(domain: str) -> str:
    """мид.рф for xn--d1aqf.xn--p1ai; what is no code stays as it is."""
    return readable(domain)


@register.filter
def script_names(scripts: Iterable[str]) -> str:
    return words.script_names(scripts)


@register.filter
def day_month(day: date) -> str:
    """27 Jun, 27 июн."""
    return format_date(day, format="d MMM", locale=current())


@register.filter
def device(user_agent: str) -> str:
    """Firefox on Windows."""
    return devices.in_words(user_agent)
