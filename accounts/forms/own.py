"""What a person asks about the own account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressField


class UserNameForm(forms.Form):
    email = AddressField(
        label=_("E-mail address"),
        error_messages={"required": _("Enter your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ChosenNameForm(forms.Form):
    name = forms.RegexField(
        # What begins like a name of ours is left to ours.
        r"\A(?!im-)[A-Za-z0-9][A-Za-z0-9.-]{2,29}\Z",
        label=_("User name"),
        help_text=_("3 to 30 Latin letters, digits, dots and hyphens."),
        error_messages={
            "required": _("Enter a user name."),
            "invalid": _("Use 3 to 30 Latin letters, digits, dots and hyphens."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "username", "maxlength": 30}),
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
