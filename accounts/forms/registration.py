"""What applicants type; what they typed is kept, and told what to change."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.deadlines import months_later
from accounts.fields import AddressField
from accounts.models import Registration
from accounts.registration import Application
from imap.core import uploads
from imap.core.forms.fields import TextField
from imap.core.language import current
from imap.core.legal import notice_version
from imap.core.uploads import Upload


class AnswersForm(forms.Form):
    """What an applicant says and may correct; the address is not among it."""

    name = TextField(
        label=_("Full name"),
        max_length=150,
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
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

    needed_on = forms.DateField(
        label=_("I need access before"),
        help_text=_("A day, if you have one: the Secretariat sees it first."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": _("Write the date as year-month-day, for example 2027-06-30.")
        },
    )
    needed_for = TextField(
        label=_("For a meeting or another occasion"),
        max_length=150,
        required=False,
    )

    def __init__(self, *args: Any, dialogue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dialogue = dialogue
        offered = settings.DIALOGUES[dialogue]
        names = dict(settings.LANGUAGES)
        self._field("office").choices = offices.choices(dialogue)
        self._field("language").choices = [(code, names[code]) for code in offered]
        self.initial.setdefault("language", current())

    def clean_needed_on(self) -> date | None:
        day: date | None = self.cleaned_data["needed_on"]
        # What was said once stays when it is past: other answers may be corrected.
        if day is None or day == self.initial.get("needed_on"):
            return day
        today = timezone.localdate()
        if not today < day <= months_later(today, 12):
            raise ValidationError(
                _("Choose a day between tomorrow and a year from now.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_other = cleaned.get("office") == offices.OTHER
        if is_other and cleaned.get("other_organisation") == "":
            self.add_error(
                "other_organisation", _("Enter the name of your organisation.")
            )
        return cleaned

    def application_of(self, email: str, notice_version: str) -> Application:
        data = self.cleaned_data
        chosen = data["office"]
        other = data["other_organisation"] if chosen == offices.OTHER else ""
        office = offices.find(self.dialogue, chosen, other)
        return Application(
            name=data["name"],
            email=email,
            country=office.country,
            organisation=office.organisation,
            other_organisation=other,
            office_name=office.name,
            ministry=data["ministry"],
            post=data["post"],
            purpose=data["purpose"],
            language=data["language"],
            notice_version=notice_version,
            needed_on=data["needed_on"],
            needed_for=data["needed_for"],
        )

    def _field(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])


class NoticeField(forms.BooleanField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("I have read the legal notice and agree to it."))
        super().__init__(**kwargs)
        required = _("Read the legal notice and agree to it.")
        self.error_messages["required"] = required


class RegistrationForm(AnswersForm):
    email = AddressField(
        label=_("Official e-mail"),
        help_text=_("The address of your ministry or organisation."),
        error_messages={"required": _("Enter your official e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    notice = NoticeField()
    form_id = forms.CharField(required=False, widget=forms.HiddenInput)
    # Nobody sees this field; who fills it in reads the page's source, not the page.
    website = forms.CharField(required=False)

    field_order = ("name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_id", uuid.uuid4().hex)

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
        return self.application_of(
            self.cleaned_data["email"], notice_version(self.dialogue)
        )


class CorrectionForm(AnswersForm):
    """The answers of a request, to be changed by whoever gave them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        initial = answers_of(row) | {"version": row.version}
        super().__init__(*args, dialogue=row.dialogue_id, initial=initial, **kwargs)
        self.row = row

    def application(self) -> Application:
        return self.application_of(self.row.email, self.row.notice_version)


class PreparedForm(AnswersForm):
    """A request that staff filled in, completed by whoever wrote to the mailbox."""

    notice = NoticeField()

    def __init__(self, *args: Any, row: Registration, **kwargs: Any) -> None:
        super().__init__(
            *args, dialogue=row.dialogue_id, initial=answers_of(row), **kwargs
        )
        self.row = row

    def application(self) -> Application:
        return self.application_of(self.row.email, notice_version(self.dialogue))


class NoticeForm(forms.Form):
    notice = NoticeField()


class AcceptanceForm(NoticeForm):
    version = forms.CharField(max_length=32, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    answer = TextField(
        label=_("Your answer"),
        max_length=4000,
        lines=True,
        error_messages={"required": _("Write your answer.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class LetterForm(forms.Form):
    """A letter of nomination, checked by what is in it."""

    letter = forms.FileField(
        label=_("Letter of nomination"),
        help_text=_("PDF, Word (.docx) or a picture (JPEG, PNG), at most 10 MB."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )

    upload: Upload

    def clean_letter(self) -> Any:
        file = self.cleaned_data["letter"]
        self.upload = uploads.check(file)
        return file


class ResendForm(forms.Form):
    email = AddressField(
        label=_("Official e-mail"),
        help_text=_("The address with which you asked for access."),
        error_messages={"required": _("Enter your official e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def answers_of(row: Registration) -> dict[str, Any]:
    """Return what a request says, as the form's fields take it."""
    return {
        "name": row.name,
        "office": offices.choice_of(row),
        "other_organisation": row.other_organisation,
        "ministry": row.ministry,
        "post": row.post,
        "purpose": row.purpose,
        "language": row.language,
        "needed_on": row.needed_on,
        "needed_for": row.needed_for,
    }
