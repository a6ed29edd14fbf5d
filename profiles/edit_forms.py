"""What editors fill in beside the text itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from profiles.language_names import LANGUAGE_NAMES, working
from profiles.models import Edition
from profiles.text.merging import Choice

if TYPE_CHECKING:
    from accounts.models import User


_CHOICE = re.compile(r"choice-(\d{1,6})", re.ASCII)


class PlanForm(forms.Form):
    """The languages of a draft, and the day it is due on."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one language at least.")},
    )
    working_language = forms.ChoiceField(
        label=_("Working language"),
        required=False,
        help_text=_("For the ministry's own text; it is never published."),
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": _("Write the date as year-month-day, for example 2027-06-30.")
        },
    )

    def __init__(self, *args: Any, dialogue: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codes = settings.DIALOGUES[dialogue]
        offered = [(code, LANGUAGE_NAMES[code]) for code in codes]
        self.fields["languages"].choices = offered  # type: ignore[attr-defined]
        self.fields["languages"].initial = list(codes)
        own = [("", _("No other")), *working(codes)]
        self.fields["working_language"].choices = own  # type: ignore[attr-defined]

    @classmethod
    def of(cls, edition: Edition, data: Mapping[str, Any] | None = None) -> PlanForm:
        """Return the form as the draft stands, or with what was sent."""
        return cls(
            data,
            dialogue=edition.profile.dialogue_id,
            initial={
                "languages": edition.languages,
                "working_language": edition.working_language,
                "due_on": edition.due_on,
            },
        )

    @property
    def written_languages(self) -> list[str]:
        own = self.cleaned_data["working_language"]
        return [*self.cleaned_data["languages"], *([own] if own else [])]


class BeginForm(PlanForm):
    """A new draft: its name, its languages, its day, and what it begins with."""

    label = forms.CharField(
        label=_("Edition"),
        max_length=16,
        help_text=_("The year it will carry, such as 2026 or 2026-2."),
        validators=[
            RegexValidator(
                r"^\d{4}(-\d{1,2})?$",
                _("Write a year, or a year and a number: 2026, 2026-2."),
            )
        ],
        error_messages={"required": _("Say which year the edition will carry.")},
    )
    begins_with = forms.ChoiceField(
        label=_("Begin with"),
        widget=forms.RadioSelect,
        choices=[
            ("copy", _("The texts of the last edition")),
            ("template", _("Empty sections of the template")),
        ],
        initial="copy",
    )
    field_order = ("label", "languages", "working_language", "begins_with", "due_on")

    def __init__(self, *args: Any, has_last: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not has_last:
            del self.fields["begins_with"]

    @property
    def is_copy(self) -> bool:
        return self.cleaned_data.get("begins_with") == "copy"


class WordsForm(forms.Form):
    """Words typed so far, the version they were typed on, and their number."""

    body = forms.CharField(required=False, strip=False)
    version = forms.IntegerField(min_value=0, max_value=10**9)
    sequence = forms.IntegerField(min_value=0, max_value=2**53)


class SectionForm(forms.Form):
    """The text of a section, the version it was written on, and how much it changes."""

    body = forms.CharField(required=False, strip=False)
    version = forms.IntegerField(min_value=0, max_value=10**9)
    is_minor = forms.BooleanField(required=False)


class ChoicesForm(forms.Form):
    """Which paragraphs of two texts are chosen."""

    @property
    def choices(self) -> dict[int, Choice]:
        """Return what was chosen, by the place of the paragraph; nonsense is none."""
        answers = {
            place.group(1): self.data[name]
            for name in self.data
            if (place := _CHOICE.fullmatch(name))
        }
        return {
            int(place): Choice(answer)
            for place, answer in answers.items()
            if answer in set(Choice)
        }


class MergeForm(ChoicesForm):
    """The text that met another, where each stands, and which paragraphs are chosen."""

    body = forms.CharField(required=False, strip=False)
    begun = forms.IntegerField(min_value=0, max_value=10**9)
    newest = forms.IntegerField(min_value=0, max_value=10**9)


class ResponsibleForm(forms.Form):
    """Who writes a section, and until when."""

    person = forms.ChoiceField(
        label=_("Responsible"),
        required=False,
        error_messages={"invalid_choice": _("Choose somebody who may write it.")},
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": _("Write the date as year-month-day, for example 2027-06-30.")
        },
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(key, person.get_full_name()) for key, person in self.people.items()]
        self.fields["person"].choices = [("", _("Nobody yet")), *names]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["person"])
