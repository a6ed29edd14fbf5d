"""allauth's forms where this portal asks for more."""

from __future__ import annotations

from allauth.account.forms import AddEmailForm, LoginForm
from django.utils.translation import gettext_lazy as _

from accounts.adapter import same_domain
from accounts.addresses import readable_key


class SignInForm(LoginForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label = _("E-mail address or user name")
        name.widget.attrs = {"autocomplete": "username", "maxlength": 254}
        password.label = _("Password")
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password"}

    def clean_login(self) -> str:
        name: str = super().clean_login()
        return readable_key(name) if "@" in name else name


class ChangeAddressForm(AddEmailForm):
    def clean_email(self) -> str:
        email: str = super().clean_email()
        same_domain(self.user, email)
        return email
