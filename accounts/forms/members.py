"""What the secretariat fills in about a member's access, and what members answer."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.deadlines import months_later
from accounts.fields import AddressField
from accounts.forms.decisions import check_until, state_wanted
from accounts.membership.giving import Grant
from accounts.membership.renewal import Successor
from accounts.membership.steps import Pause
from accounts.membership.terms import LONGEST_MONTHS, OF_A_STATE, check_end
from accounts.models import Membership
from imap.core.access import Role
from imap.core.forms.fields import TextField

_EDITION = re.compile(r"(?P<state>[A-Z]{3})/[a-z][a-z-]*/[A-Za-z0-9-]+")
_SECTION = re.compile(r"[A-Za-z0-9]{1,4}(\.[A-Za-z0-9]{1,3}){0,4}")
_MOST_SECTIONS = 60


class UntilField(forms.DateField):
    """A day between tomorrow and two years from now."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "required": _("Say until when the access holds."),
        "invalid": _("Write the date as year-month-day, for example 2027-06-30."),
    }

    def clean(self, value: Any) -> date:
        until = cast(date, super().clean(value))
        today = timezone.localdate()
        latest = months_later(today, LONGEST_MONTHS)
        if not today + timedelta(days=1) <= until <= latest:
            raise ValidationError(
                _("Choose a day between tomorrow and two years from now.")
            )
        return until


class UntilForm(forms.Form):
    until = UntilField(label=_("Until"))
    # Whose last day it is: how long the access was in force counts as well.
    membership: Membership | None = None

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if self.membership is not None:
            check_end(self.membership.role, until, self.membership.valid_from)
        return until


class SuspendForm(forms.Form):
    reason = TextField(
        label=_("Reason"),
        help_text=_("The person reads it, unless you keep the mail back."),
        max_length=2000,
        lines=True,
        error_messages={"required": _("Write why the access is paused.")},
    )
    kind = forms.ChoiceField(
        label=_("Occasion"),
        choices=[
            ("cause", _("For a cause: a colleague resumes it")),
            ("absence", _("Absence or precaution: you may resume it yourself")),
        ],
    )
    quiet = forms.BooleanField(
        label=_("Send no mail now"),
        help_text=_("Where a mail would warn somebody who misuses the account."),
        required=False,
    )

    def pause(self) -> Pause:
        data = self.cleaned_data
        return Pause(data["reason"], data["kind"] == "cause", not data["quiet"])


class EndForm(forms.Form):
    reason = TextField(
        label=_("Reason"),
        help_text=_("The person reads it."),
        max_length=2000,
        lines=True,
        error_messages={"required": _("Write why the access ends.")},
    )


class ReturnForm(forms.Form):
    reason = TextField(
        label=_("Reason"),
        max_length=2000,
        lines=True,
        error_messages={"required": _("Write why you return it.")},
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.RoleChoice.choices)
    until = UntilField(label=_("Until"))
    country = forms.ChoiceField(
        label=_("Participating state"),
        help_text=_("For editors, contact points and reviewers."),
        required=False,
    )
    edition = TextField(
        label=_("Edition"),
        help_text=_("For contributors: state, kind and label, like ARM/extended/2014."),
        max_length=60,
        required=False,
    )
    sections = TextField(
        label=_("Sections"),
        help_text=_("For contributors: their codes, like C1.1, C1.2."),
        max_length=400,
        required=False,
    )
    reason = TextField(
        label=_("Reason"),
        max_length=2000,
        lines=True,
        error_messages={"required": _("Write why this person gets the role.")},
    )
    # The membership whose tasks go over, named by its key.
    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, dialogue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = cast(forms.ChoiceField, self.fields["country"])
        states = offices.states_by_group(dialogue)
        country.choices = [("", "–"), *states.items()]
        self._states = {code for names in states.values() for code, _name in names}
        self.fields["until"].initial = months_later(
            timezone.localdate(), settings.MEMBERSHIP_MONTHS_OF_WRITERS
        )

    def clean_edition(self) -> str:
        text: str = self.cleaned_data["edition"]
        match = _EDITION.fullmatch(text)
        if text and (match is None or match["state"] not in self._states):
            raise ValidationError(
                _("Write a state of this i-Map, the kind and the label with strokes.")
            )
        return text

    def clean_sections(self) -> list[str]:
        codes = re.split(r"[\s,;]+", self.cleaned_data["sections"].strip())
        codes = list(dict.fromkeys(code for code in codes if code))
        if len(codes) > _MOST_SECTIONS or not all(map(_SECTION.fullmatch, codes)):
            raise ValidationError(_("Write the codes of sections with commas between."))
        return codes

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        role = cleaned.get("role")
        if role in OF_A_STATE and cleaned.get("country") == "":
            self.add_error("country", state_wanted(role))
        check_until(self, cleaned)
        if role == Role.CONTRIBUTOR:
            if cleaned.get("edition") == "":
                self.add_error("edition", _("Name the edition."))
            if cleaned.get("sections") == []:
                self.add_error("sections", _("Name at least one section."))
        return cleaned

    def grant(self) -> Grant:
        data = self.cleaned_data
        role = Role(data["role"])
        is_contributor = role == Role.CONTRIBUTOR
        return Grant(
            role,
            data["until"],
            (data["country"] or None) if role in OF_A_STATE else None,
            data["edition"] if is_contributor else "",
            tuple(data["sections"]) if is_contributor else (),
        )


class SuccessorForm(forms.Form):
    name = TextField(
        label=_("Name of your successor"),
        max_length=150,
        error_messages={"required": _("Enter the name.")},
    )
    email = AddressField(
        label=_("Official e-mail of your successor"),
        error_messages={"required": _("Enter the e-mail address.")},
    )

    def successor(self) -> Successor:
        return Successor(self.cleaned_data["name"], self.cleaned_data["email"])


class AddressForm(forms.Form):
    email = AddressField(
        label=_("New e-mail address"),
        error_messages={"required": _("Enter the new e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
