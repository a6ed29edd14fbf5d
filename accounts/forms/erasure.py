"""The one question before an account goes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=_(
            "I understand that my access to every i-Map ends and cannot be undone."
        ),
        error_messages={"required": _("Tick the box if you want to go on.")},
    )
