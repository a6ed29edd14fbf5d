"""allauth's forms where this portal asks for more."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
)
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.sign_in import factors
from accounts.sign_in.adapter import holder_of
from accounts.sign_in.network import network_of
from imap.core import limits
from imap.core.addresses import MAX_LENGTH, clean_address, readable_key

# Counted for one network and one address together: asking from one place never keeps
# the person from a code who asks from another.
CODES_OF_A_PAIR = "5/h"


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

    def user_credentials(self) -> dict[str, str]:
        """Pass the name as what it is; allauth would have an address tried as both."""
        name: str = self.cleaned_data["login"]
        kind = "email" if "@" in name else "username"
        return {kind: name, "password": self.cleaned_data["password"]}


class RequestCodeForm(RequestLoginCodeForm):
    """Ask for a code by mail; the answer is the same whoever the address belongs to."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=MAX_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        email = readable_key(clean_address(self.cleaned_data["email"]))
        request = context.request
        pair = f"{network_of(request)} {email}"
        if not (
            ratelimit.consume(request, action="request_login_code", key=email)
            and limits.count_within("sign-in-code", pair, CODES_OF_A_PAIR)
        ):
            raise get_adapter().validation_error("too_many_codes")
        user = holder_of(email)
        may = user is not None and factors.may_use_mailed_code(user)
        self._user = user if may else None
        return email


class ConfirmCodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code from the mail"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "maxlength": 32}
        ),
    )
