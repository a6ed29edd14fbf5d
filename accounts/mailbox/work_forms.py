"""What staff type beside an answer: a day, a note, an address on file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressField
from accounts.mailbox.forms import AssignForm
from accounts.mailbox.waiting import MOST_DAYS
from imap.core.forms.fields import TextField

_DAY = _("Choose a day after today, within a year.")


class PutOffForm(forms.Form):
    until = forms.DateField(
        label=_("Put off until"),
        widget=forms.DateInput(attrs={"type": "date", "data-put-off": ""}),
        error_messages={"required": _DAY, "invalid": _DAY},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        attributes = self.fields["until"].widget.attrs
        attributes["min"] = (today + timedelta(days=1)).isoformat()
        attributes["max"] = (today + timedelta(days=MOST_DAYS)).isoformat()
        self.initial.setdefault("until", (today + timedelta(days=7)).isoformat())


class NoteForm(AssignForm):
    note = TextField(
        label=_("Note for colleagues"),
        help_text=_("It stays in the house: nobody is mailed."),
        max_length=4000,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].label = _("For")
        self.fields["to"].widget.attrs.pop("data-assign", None)
        to = cast(forms.ChoiceField, self.fields["to"])
        _nobody, *staff = cast(list[tuple[str, str]], to.choices)
        to.choices = [("", _("Everybody")), *staff]


class LinkForm(forms.Form):
    address = AddressField(
        label=_("Address on file"),
        error_messages={"required": _("Enter the e-mail address.")},
    )
