"""allauth's forms of the second step, with the portal's words and limits."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.sign_in import guessing
from imap.core import limits

# Counted for the person: whoever tries codes knows the password already, so nobody
# else is kept out, and a network of many machines does not help.
FAILURES = "20/h"
_LIMIT = "second-step"
_CODE = {"autocomplete": "one-time-code", "inputmode": "text", "maxlength": 32}


class _Limited:
    """Count failures of one person, wherever they come from; tell of used sheets."""

    user: Any
    authenticator: Any

    def clean_code(self) -> str:
        key = str(self.user.pk)
        # Before the code is checked: of many at once, no more than the limit are.
        tried = limits.count(_LIMIT, key, FAILURES)
        if tried.is_first_beyond:
            guessing.tell("codes", self.user)
        if not tried.holds:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        limits.give_back(_LIMIT, key)
        return code

    def save(self) -> None:
        super().save()  # type: ignore[misc]
        used = self.authenticator
        if used.type == Authenticator.Type.RECOVERY_CODES:
            used.refresh_from_db()
            left = len(used.wrap().get_unused_codes())
            get_adapter().send_notification_mail(
                "mfa/email/recovery_code_used", self.user, {"left": left}
            )


class SecondStepForm(_Limited, AuthenticateForm):
    code = forms.CharField(
        label=_("Code from the app, or one of the printed codes"),
        widget=forms.TextInput(attrs=_CODE),
    )


class SecondStepAgainForm(_Limited, ReauthenticateForm):
    code = forms.CharField(
        label=_("Code from the app, or one of the printed codes"),
        widget=forms.TextInput(attrs=_CODE),
    )


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code that the app shows now")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name, so that you recognise it")
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Sign in with this passkey alone")
        passwordless.help_text = _(
            "Without typing a password; the device asks for your finger, face or PIN."
        )
        passwordless.initial = True
