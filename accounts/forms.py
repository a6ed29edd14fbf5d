"""What people type about access; the steps themselves are in the verb modules."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.activation import Grant
from accounts.deadlines import months_later
from accounts.fields import AddressField, TextField
from accounts.models import Membership
from accounts.registration import Application
from imap.core.access import Role
from imap.core.language import current
from imap.core.legal import LEGAL_NOTICE_VERSION

LONGEST_MONTHS = 24
_OF_A_STATE = (Role.EDITOR, Role.CONTACT_POINT)


class RegistrationForm(forms.Form):
    name = TextField(
        label=_("Full name"),
        max_length=150,
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(
        label=_("Official e-mail"),
        help_text=_("The address of your ministry or organisation."),
        error_messages={"required": _("Enter your official e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    office = forms.ChoiceField(
        label=_("State or organisation"),
        error_messages={
            "required": _("Choose one from the list, or “Other organisation”."),
            "invalid_choice": _("Choose one from the list, or “Other organisation”."),
        },
    )
    other_organisation = TextField(
        label=_("Name of the other organisation"),
        help_text=_("Only if you chose “Other organisation”."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    ministry = TextField(
        label=_("Ministry or office"),
        max_length=200,
        error_messages={"required": _("Enter your ministry or office.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    post = TextField(
        label=_("Post"),
        max_length=200,
        error_messages={"required": _("Enter your post.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    purpose = TextField(
        label=_("Purpose"),
        help_text=_("What you need the i-Map for, in a sentence or two."),
        max_length=2000,
        lines=True,
        error_messages={"required": _("Say what you need the i-Map for.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The language of the mails you will receive."),
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose a language from the list."),
        },
    )
    notice = forms.BooleanField(
        label=_("I have read the legal notice and agree to it."),
        error_messages={"required": _("Read the legal notice and agree to it.")},
    )
    form_id = forms.CharField(required=False, widget=forms.HiddenInput)
    # Nobody sees this field; who fills it in reads the page's source, not the page.
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, dialogue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dialogue = dialogue
        offered = settings.DIALOGUES[dialogue]
        names = dict(settings.LANGUAGES)
        self._field("office").choices = offices.choices(dialogue)
        self._field("language").choices = [(code, names[code]) for code in offered]
        self.initial.setdefault("form_id", uuid.uuid4().hex)
        self.initial.setdefault("language", current())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_other = cleaned.get("office") == offices.OTHER
        if is_other and cleaned.get("other_organisation") == "":
            self.add_error(
                "other_organisation", _("Enter the name of your organisation.")
            )
        return cleaned

    @property
    def own_id(self) -> uuid.UUID:
        """Return the form's own id; one that somebody tampered with is a new one."""
        try:
            return uuid.UUID(hex=self.cleaned_data["form_id"])
        except ValueError:
            return uuid.uuid4()

    @property
    def is_robot(self) -> bool:
        return bool(self.data.get("website"))

    def application(self) -> Application:
        data = self.cleaned_data
        chosen = data["office"]
        other = data["other_organisation"] if chosen == offices.OTHER else ""
        office = offices.find(self.dialogue, chosen, other)
        return Application(
            name=data["name"],
            email=data["email"],
            country=office.country,
            organisation=office.organisation,
            other_organisation=other,
            office_name=office.name,
            ministry=data["ministry"],
            post=data["post"],
            purpose=data["purpose"],
            language=data["language"],
            notice_version=LEGAL_NOTICE_VERSION,
        )

    def _field(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])


class ApprovalForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.RoleChoice.choices)
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Say until when the access holds."),
            "invalid": _("Write the date as year-month-day, for example 2027-06-30."),
        },
    )
    country = forms.ChoiceField(
        label=_("Participating state"),
        help_text=_("For editors and contact points."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, dialogue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        country = cast(forms.ChoiceField, self.fields["country"])
        country.choices = [("", "–"), *offices.states_by_group(dialogue).items()]
        self.fields["until"].initial = months_later(today, settings.MEMBERSHIP_MONTHS)
        self.fields["role"].initial = Role.READER
        self._earliest = today + timedelta(days=1)
        self._latest = months_later(today, LONGEST_MONTHS)

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if not self._earliest <= until <= self._latest:
            raise ValidationError(
                _("Choose a day between tomorrow and two years from now.")
            )
        return until

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_of_a_state = cleaned.get("role") in _OF_A_STATE
        if is_of_a_state and cleaned.get("country") == "":
            self.add_error("country", _("Choose the state this person works for."))
        if not is_of_a_state:
            cleaned["country"] = ""
        return cleaned

    def grant(self) -> Grant:
        data = self.cleaned_data
        return Grant(Role(data["role"]), data["until"], data["country"] or None)


class RefusalForm(forms.Form):
    reason = TextField(
        label=_("Reason"),
        help_text=_("Needed if access is not granted. The applicant reads it."),
        max_length=2000,
        lines=True,
        error_messages={
            "required": _("Write the reason; the applicant receives it by mail.")
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class UserNameForm(forms.Form):
    email = AddressField(
        label=_("E-mail address"),
        error_messages={"required": _("Enter your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
