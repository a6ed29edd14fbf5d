"""A letter, its list, and each person of it: typed once, correctable row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts import offices
from accounts.deadlines import months_later
from accounts.fields import AddressField
from accounts.forms.decisions import check_until, state_wanted
from accounts.membership.giving import Grant
from accounts.membership.terms import LONGEST_MONTHS, OF_A_STATE, usual_end
from accounts.models import Membership
from accounts.nominations.reading import MOST_BYTES, Table, read_file, read_text
from accounts.registration import Application
from imap.core import uploads
from imap.core.access import Role
from imap.core.forms.fields import TextField
from imap.core.uploads import Upload

_EDITION = re.compile(r"[A-Z]{3}/[a-z][a-z-]{1,15}/[A-Za-z0-9-]{1,20}")
_SECTION = re.compile(r"[A-Z]?\d{0,2}(\.\d{1,2}){0,4}")
_DAY = _("Write the date as year-month-day, for example 2027-06-30.")


class LetterForm(forms.Form):
    """The letter, with a list that is pasted or uploaded."""

    reference = TextField(
        label=_("Reference of the letter"),
        help_text=_("As the letter has it: number, sender."),
        max_length=200,
        error_messages={"required": _("Enter the reference of the letter.")},
    )
    received_on = forms.DateField(
        label=_("Date of the letter"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the date of the letter."),
            "invalid": _DAY,
        },
    )
    letter = forms.FileField(
        label=_("The letter"),
        help_text=_("PDF, Word document or picture, at most 10 MB."),
        required=False,
    )
    note = TextField(label=_("Note"), required=False, max_length=2000, lines=True)

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is yet to come."))
        return day

    def clean_letter(self) -> Upload | None:
        file = self.cleaned_data["letter"]
        return uploads.check(file) if file else None


class Choices:
    """The choices that every row of a list has alike; made once for all of them."""

    def __init__(self, dialogue: str) -> None:
        names = dict(settings.LANGUAGES)
        self.dialogue = dialogue
        self.offices = offices.choices(dialogue)
        self.languages = [(code, names[code]) for code in settings.DIALOGUES[dialogue]]

    @property
    def names(self) -> dict[str, str]:
        """Return the name of each choice, whatever group it stands in."""
        names: dict[str, str] = {}
        for value, group in self.offices:
            names |= dict(group) if isinstance(group, list) else {value: group}
        return names

    def put_on(self, form: forms.Form) -> None:
        cast(forms.ChoiceField, form.fields["office"]).choices = self.offices
        cast(forms.ChoiceField, form.fields["language"]).choices = self.languages


class DefaultsForm(forms.Form):
    """What stands for every person whose row does not say it."""

    office = forms.ChoiceField(label=_("State or organisation"), required=False)
    ministry = TextField(label=_("Ministry or office"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language"), required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.RoleChoice.choices, required=False
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
        error_messages={"invalid": _DAY},
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices.put_on(self)
        self.fields["until"].help_text = _("Empty: a year, half a year for writers.")

    def values(self) -> dict[str, str]:
        data = self.cleaned_data
        until = data["until"].isoformat() if data["until"] else ""
        return {name: str(data[name]) for name in self.fields} | {"until": until}


class ListForm(forms.Form):
    rows = forms.CharField(
        label=_("Paste the list"),
        help_text=_(
            "Rows of a table, or lines like: Name <name@ministry.example>, post"
        ),
        required=False,
        max_length=MOST_BYTES // 2,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or upload it"),
        help_text=_(
            "CSV, TSV, Excel (.xlsx) or a table in Word (.docx), at most 200 people"
            " and 1 MB."
        ),
        required=False,
    )

    table: Table

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file, rows = cleaned.get("file"), cleaned.get("rows", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(rows.strip()):
            raise ValidationError(_("Paste the list or upload it: one of the two."))
        try:
            self.table = (
                read_file(file.read(MOST_BYTES + 1)) if file else read_text(rows)
            )
        except ValidationError as error:
            self.add_error("file" if file else "rows", error)
        return cleaned


class PersonForm(forms.Form):
    """One person of a letter."""

    name = TextField(
        label=_("Full name"),
        max_length=150,
        error_messages={"required": _("Enter the name.")},
    )
    email = AddressField(
        label=_("Official e-mail"),
        error_messages={"required": _("Enter the e-mail address.")},
    )
    office = forms.ChoiceField(
        label=_("State or organisation"),
        error_messages={
            "required": _("Choose the state or organisation."),
            "invalid_choice": _(
                "“%(value)s” is no state or organisation of this i-Map. Choose one."
            ),
        },
    )
    other_organisation = TextField(
        label=_("Name of the other organisation"), required=False, max_length=150
    )
    ministry = TextField(
        label=_("Ministry or office"),
        max_length=200,
        error_messages={"required": _("Enter the ministry or office.")},
    )
    post = TextField(
        label=_("Post"),
        max_length=200,
        error_messages={"required": _("Enter the post.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose a language of this i-Map."),
        },
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Membership.RoleChoice.choices,
        error_messages={"invalid_choice": _("“%(value)s” is no role. Choose one.")},
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _DAY},
    )
    edition = TextField(
        label=_("Edition"),
        help_text=_("For contributors, for example ARM/extended/2014."),
        required=False,
        max_length=60,
    )
    sections = TextField(
        label=_("Sections"),
        help_text=_("For contributors: codes with commas, for example C1.1, C2."),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dialogue = choices.dialogue
        choices.put_on(self)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        today = timezone.localdate()
        latest = months_later(today, LONGEST_MONTHS)
        if not today + timedelta(days=1) <= until <= latest:
            raise ValidationError(
                _("Choose a day between tomorrow and two years from now.")
            )
        return until

    def clean_edition(self) -> str:
        edition: str = self.cleaned_data["edition"]
        if edition and not _EDITION.fullmatch(edition):
            raise ValidationError(_("Write the edition like ARM/extended/2014."))
        return edition

    def clean_sections(self) -> list[str]:
        codes = re.split(r"[\s,;]+", self.cleaned_data["sections"].strip())
        codes = list(dict.fromkeys(code for code in codes if code))
        wrong = [code for code in codes if not _SECTION.fullmatch(code)]
        if wrong:
            raise ValidationError(
                _("“%(code)s” is no code of a section. Write them like C1.1, C2."),
                params={"code": wrong[0]},
            )
        return codes

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        office, role = cleaned.get("office", ""), cleaned.get("role")
        if office == offices.OTHER and cleaned.get("other_organisation") == "":
            self.add_error("other_organisation", _("Enter its name."))
        if role in OF_A_STATE and office and not _is_state(office):
            self.add_error("office", state_wanted(role))
        check_until(self, cleaned)
        if role == Role.CONTRIBUTOR:
            self._require(cleaned, "edition", _("Name the edition."))
            self._require(cleaned, "sections", _("Name the sections."))
        return cleaned

    def _require(self, cleaned: dict[str, Any], name: str, message: Any) -> None:
        if name in cleaned and not cleaned[name]:
            self.add_error(name, message)

    def application(self, reference: str) -> Application:
        """Return what staff fill in for the person, who accepts the notice alone."""
        data = self.cleaned_data
        is_other = data["office"] == offices.OTHER
        other = data["other_organisation"] if is_other else ""
        office = offices.find(self.dialogue, data["office"], other)
        with override(data["language"]):
            purpose = str(_("Named in a letter: %(reference)s"))
        return Application(
            name=data["name"],
            email=data["email"],
            country=office.country,
            organisation=office.organisation,
            other_organisation=other,
            office_name=office.name,
            ministry=data["ministry"],
            post=data["post"],
            purpose=purpose % {"reference": reference},
            language=data["language"],
            notice_version="",
        )

    def grant(self) -> Grant:
        data = self.cleaned_data
        role = Role(data["role"])
        is_contributor = role is Role.CONTRIBUTOR
        return Grant(
            role,
            data["until"],
            data["office"] if role in OF_A_STATE else None,
            data["edition"] if is_contributor else "",
            tuple(data["sections"]) if is_contributor else (),
        )


def usual_until(role: str) -> str:
    """Return until when a role is given where nobody says it."""
    return usual_end(role).isoformat()


def labels() -> Sequence[tuple[str, Any]]:
    """Return the columns a list may have, with their names on screen."""
    columns = [(n, f.label) for n, f in PersonForm.base_fields.items()]
    return [(name, label) for name, label in columns if name != "other_organisation"]


def _is_state(office: str) -> bool:
    return office != offices.OTHER and ":" not in office
