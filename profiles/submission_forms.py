"""What is filled in about a submission and the state's word on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imap.core import uploads
from imap.core.forms.fields import TextField
from imap.core.uploads import Upload
from profiles.endorsement.steps import Paper
from profiles.models import Endorsement

ALL, NAMED = "all", "named"


class ReasonForm(forms.Form):
    """Why something is taken back, closed or refused."""

    reason = TextField(
        label=_("Reason"),
        max_length=1000,
        lines=True,
        error_messages={"required": _("Say why.")},
    )


class RecordForm(forms.Form):
    """The paper of a state, and the sections it speaks of."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    basis = forms.ChoiceField(
        label=_("Basis"),
        choices=Endorsement.Basis,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the endorsement rests on.")},
    )
    office = TextField(
        label=_("Office of the signatory"),
        help_text=_("The office, not the person: Migration Service, head of service."),
        max_length=200,
        error_messages={"required": _("Enter the office that signed.")},
    )
    signed_on = forms.DateField(
        label=_("Date of signature"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the date of signature."),
            "invalid": _("Write the date as year-month-day, for example 2027-06-30."),
        },
    )
    reference = TextField(
        label=_("Reference"),
        help_text=_("Number of the letter, or name and place of the meeting."),
        max_length=200,
        error_messages={"required": _("Enter the reference.")},
    )
    scan = forms.FileField(
        label=_("Scan"),
        help_text=_("PDF, Word (.docx) or a picture (JPEG, PNG), at most 10 MB."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )
    scope = forms.ChoiceField(
        label=_("Sections"),
        choices=[(ALL, _("All sections")), (NAMED, _("These sections:"))],
        widget=forms.RadioSelect,
        initial=ALL,
    )
    sections = forms.MultipleChoiceField(
        label=_("These sections:"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    upload: Upload

    def __init__(self, *args: Any, titles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = list(titles)
        offered = [(code, f"{code} {title}") for code, title in titles.items()]
        self.fields["sections"].choices = offered  # type: ignore[attr-defined]

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is yet to come."))
        return day

    def clean_scan(self) -> Any:
        file = self.cleaned_data["scan"]
        self.upload = uploads.check(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_named = cleaned.get("scope") == NAMED
        if is_named and "sections" in cleaned and not cleaned["sections"]:
            self.add_error("sections", _("Choose one section at least."))
        return cleaned

    @property
    def chosen(self) -> list[str]:
        """Return the codes of the sections that the paper speaks of."""
        if self.cleaned_data["scope"] == ALL:
            return self.codes
        return list(self.cleaned_data["sections"])

    def paper(self) -> Paper:
        data = self.cleaned_data
        return Paper(
            basis=data["basis"],
            office=data["office"],
            signed_on=data["signed_on"],
            reference=data["reference"],
            scan=self.upload,
        )
