"""Fields and error summaries, one way on every form, allauth's included."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Field, Select
from django.utils.safestring import SafeString

register = template.Library()


@register.inclusion_tag("core/forms/_field.html")
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


@register.inclusion_tag("core/forms/_error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List what is wrong, each entry leading to its field."""
    fields = [form[name] for name in form.errors if name in form.fields]
    others = form.non_field_errors()
    return {
        "entries": [entry for field in fields for entry in _entries(field)],
        "others": others,
        "count": len(fields) + len(others),
    }


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
