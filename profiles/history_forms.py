"""What is filled in to name a state of a draft."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from imap.core.forms.fields import TextField


class NameForm(forms.Form):
    """What the draft as it is now will be called."""

    name = TextField(
        label=_("Name this state of the draft"),
        max_length=120,
        help_text=_("For example: sent to the ministries on 3 May."),
        error_messages={"required": _("Write a name.")},
    )
