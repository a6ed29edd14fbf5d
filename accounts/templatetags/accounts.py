"""Fields and error summaries, one way on every form, allauth's included."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Field, Select
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from accounts import devices
from accounts.flags import words
from imap.core.language import current

register = template.Library()


@register.inclusion_tag("accounts/_field.html")
def form_field(
    field: BoundField, label: str = "", *, optional: bool = False
) -> dict[str, Any]:
    return {
        "field": field,
        "label": label or field.label,
        "is_optional": optional,
        "is_choice": isinstance(field.field.widget, CheckboxInput),
        "widget": _widget(field),
    }


@register.inclusion_tag("accounts/_error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List what is wrong, each entry leading to its field."""
    fields = [form[name] for name in form.errors if name in form.fields]
    others = form.non_field_errors()
    return {
        "entries": [entry for field in fields for entry in _entries(field)],
        "others": others,
        "count": len(fields) + len(others),
    }


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
    shown = number_format(min(count, most), use_l10n=True, force_grouping=True)
    return f"{shown}+" if count > most else shown


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


def _entries(field: BoundField) -> list[tuple[str, str]]:
    """Return link and words; a message that says all stands without the label."""
    target, entries = str(field.id_for_label), []
    for message in field.errors:
        says_all = message == field.field.error_messages.get("required")
        says_all = says_all and message != Field.default_error_messages["required"]
        entries.append(
            (target, str(message) if says_all else f"{field.label}: {message}")
        )
    return entries


def _widget(field: BoundField) -> SafeString:
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return field.as_widget(attrs={"class": "choice__input"})
    # The label says it; a placeholder would go when one begins to type.
    attrs: dict[str, str | bool] = {"class": "field__input", "placeholder": False}
    if field.field.required and not isinstance(widget, Select):
        attrs["aria-required"] = "true"
    return field.as_widget(attrs=attrs)
