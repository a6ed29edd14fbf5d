"""What is filled in to name a state of a draft, and to look through a history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imap.core.forms.fields import TextField
from profiles.models import Revision
from profiles.pages.history import Filter

if TYPE_CHECKING:
    from accounts.models import User


class NameForm(forms.Form):
    """What the draft as it is now will be called."""

    name = TextField(
        label=_("Name this state of the draft"),
        max_length=120,
        help_text=_("For example: sent to the ministries on 3 May."),
        error_messages={"required": _("Write a name.")},
    )


class FilterForm(forms.Form):
    """Which versions of a text are listed; what cannot be chosen chooses nothing."""

    by = forms.ChoiceField(label=_("Saved by"), required=False)
    origin = forms.ChoiceField(
        label=_("How it came about"),
        required=False,
        choices=[("", _("All")), *Revision.Origin.choices],
    )
    major = forms.BooleanField(label=_("Without minor corrections"), required=False)

    def __init__(self, people: Iterable[User], data: Any) -> None:
        super().__init__(data, auto_id="history-%s")
        names = [(str(person.pk), person.get_full_name()) for person in people]
        self.fields["by"].choices = [("", _("All")), *names]  # type: ignore[attr-defined]

    @property
    def filter(self) -> Filter:
        self.is_valid()
        data = self.cleaned_data
        return Filter(
            by=int(data.get("by") or 0),
            origin=data.get("origin", ""),
            is_major=data.get("major", False),
        )
