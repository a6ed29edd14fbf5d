"""What a contact point fills in: recommendations, invitations, domains, leavers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressField
from accounts.inviting import Invited
from accounts.models import Recommendation
from accounts.registration import recognising
from accounts.registration.recognising import Asked
from imap.core import uploads
from imap.core.addresses import clean_domain
from imap.core.forms.fields import TextField
from imap.core.language import current
from imap.core.uploads import Upload

_WHY = _("Write in a sentence why; the Secretariat reads it.")
Named = list[tuple[str, str]]


class RecommendationForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What you say about this request"),
        choices=Recommendation.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    text = TextField(
        label=_("Your reasons"),
        help_text=_("Only the Secretariat reads them. Needed if you advise against."),
        required=False,
        max_length=2000,
        lines=True,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        warns = cleaned.get("verdict") == Recommendation.Verdict.WARN
        if warns and not cleaned.get("text", "x").strip():
            self.add_error("text", _WHY)
        return cleaned

    def only_warns(self) -> None:
        """Leave out the recommendation, which this person may not give yet."""
        verdict = cast(forms.ChoiceField, self.fields["verdict"])
        verdict.choices = [(str(Recommendation.Verdict.WARN), _("Advises against"))]


class StateForm(forms.Form):
    """Asks for the state only where the contact point has more than one."""

    country = forms.ChoiceField(
        label=_("Participating state"),
        error_messages={"required": _("Choose the state.")},
    )

    def __init__(self, *args: Any, states: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["country"])
        if len(states) == 1:
            field.required, field.initial = False, states[0][0]
            field.widget = forms.HiddenInput()
            self.only = states[0][0]
            return
        self.only = ""
        field.choices = [("", _("Choose")), *states]

    def clean_country(self) -> str:
        return self.only or str(self.cleaned_data["country"])


class InvitationForm(StateForm):
    name = TextField(
        label=_("Full name"),
        max_length=150,
        error_messages={"required": _("Enter the name.")},
    )
    email = AddressField(
        label=_("Official e-mail"),
        error_messages={"required": _("Enter the e-mail address.")},
    )
    language = forms.ChoiceField(label=_("Language of the mail"))
    text = TextField(
        label=_("Your recommendation"),
        help_text=_("The Secretariat reads it with the request."),
        max_length=2000,
        lines=True,
        error_messages={"required": _WHY},
    )

    def __init__(self, *args: Any, dialogue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [
            (each, names[each]) for each in settings.DIALOGUES[dialogue]
        ]
        language.initial = current()

    def colleague(self) -> Invited:
        data = self.cleaned_data
        return Invited(data["name"], data["email"], data["language"], data["text"])


class SuccessorForm(StateForm):
    """A member of the state takes over."""

    successor = forms.ChoiceField(
        label=_("Successor"),
        error_messages={
            "required": _("Choose who takes over."),
            "invalid_choice": _("Choose somebody of your state who has access."),
        },
    )
    reason = TextField(
        label=_("Your reasons"),
        max_length=2000,
        lines=True,
        error_messages={"required": _WHY},
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str, str]], **kwargs: Any
    ) -> None:
        """Take each person's key, name on screen and state."""
        super().__init__(*args, **kwargs)
        people = list(people)
        self._state = {key: state for key, _name, state in people}
        successor = cast(forms.ChoiceField, self.fields["successor"])
        named = [(key, name) for key, name, _state in people]
        successor.choices = [("", _("Choose")), *named]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        state = self._state.get(cleaned.get("successor", ""))
        if state and cleaned.get("country") and state != cleaned["country"]:
            self.add_error("successor", _("This person works for another state."))
        return cleaned


class DomainForm(StateForm):
    """A ministry's domain, and the letter that says it is the ministry's."""

    domain = TextField(
        label=_("Domain"),
        help_text=_("What stands after the @ in the ministry's addresses."),
        max_length=253,
        error_messages={"required": _("Enter the domain.")},
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
        ),
    )
    ministry = TextField(
        label=_("Ministry or office"),
        max_length=200,
        error_messages={"required": _("Enter the ministry or office.")},
    )
    reason = TextField(
        label=_("Your reasons"),
        max_length=2000,
        lines=True,
        error_messages={"required": _WHY},
    )
    letter = forms.FileField(
        label=_("A letter or document of the ministry"),
        help_text=_("PDF, Word (.docx) or a picture (JPEG, PNG), at most 10 MB."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )

    def clean_domain(self) -> str:
        domain = clean_domain(self.cleaned_data["domain"])
        reason = recognising.why_not(domain)
        if reason:
            raise forms.ValidationError(reason)
        return domain

    def clean_letter(self) -> Upload:
        return uploads.check(self.cleaned_data["letter"])

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(data["domain"], data["ministry"], data["reason"], data["letter"])


class LeaverForm(forms.Form):
    note = TextField(
        label=_("What you know"),
        help_text=_("Since when, and who follows, if you know."),
        required=False,
        max_length=1000,
        lines=True,
    )
