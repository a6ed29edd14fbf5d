"""How allauth behaves here: no sign-up, fair limits, mails in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.addresses import clean_address, readable_key
from accounts.models import Membership, User
from accounts.network import network_of
from imap.core import limits
from imap.core.language import current

if TYPE_CHECKING:
    from allauth.account.models import EmailConfirmation
    from django.contrib.auth.base_user import AbstractBaseUser

# Counted for one network and one name together: guessing from one place never keeps
# the person away who signs in from another.
FAILURES_OF_A_PAIR = "10/h"
_LIMIT = "sign-in"
_WRONG = _("The name or the password is not right. Try again, or set a new password.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "too_many_login_attempts": _(
            "Too many attempts that failed. Wait an hour, or set a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        return readable_key(clean_address(email))

    # --- Signing in ---------------------------------------------------------------

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if limits.is_spent(_LIMIT, _pair(request, credentials), FAILURES_OF_A_PAIR):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            limits.forget(_LIMIT, _pair(request, credentials))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        limits.within(_LIMIT, _pair(request, credentials), FAILURES_OF_A_PAIR)

    def _delete_login_attempts_cached_email(
        self, request: HttpRequest, **credentials: Any
    ) -> None:
        """Let in who has just set a new password; the network's count stays."""
        limits.forget(_LIMIT, _pair(request, credentials))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the map of the person's only i-Map, otherwise to the own page."""
        memberships = Membership.objects.filter(user=cast(User, request.user))
        live = memberships.on(timezone.localdate()).order_by("dialogue")
        dialogues = list(live.values_list("dialogue", flat=True).distinct())
        if len(dialogues) == 1:
            return reverse("map:page", kwargs={"dialogue": dialogues[0]})
        return reverse("me:home")

    # --- Mails --------------------------------------------------------------------

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        with override(_language_of(email)):
            super().send_mail(
                template_prefix, email, {"site_url": settings.SITE_URL, **context}
            )

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, Any]
    ) -> None:
        key = {"uidb36": context["uid"], "key": context["key"]}
        link = _address("account_reset_password_from_key", user.language, key)
        super().send_password_reset_mail(
            user, email, {**context, "password_reset_url": link}
        )

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation
    ) -> str:
        language = emailconfirmation.email_address.user.language
        return _address(
            "account_confirm_email", language, {"key": emailconfirmation.key}
        )


def same_domain(user: User, email: str) -> None:
    """Refuse an address elsewhere: access was given to a person in an office."""
    old, new = user.email.rpartition("@")[2], email.rpartition("@")[2]
    if old.casefold() != new.casefold():
        raise ValidationError(
            _(
                "Access was given to you at %(domain)s. For an address elsewhere,"
                " register again with it or write to the Secretariat."
            ),
            params={"domain": old},
        )


def _pair(request: HttpRequest, credentials: dict[str, Any]) -> str:
    name = credentials.get("email") or credentials.get("username") or ""
    return f"{network_of(request)} {readable_key(str(name))}"


def _language_of(email: str) -> str:
    address = EmailAddress.objects.filter(email__iexact=email).select_related("user")
    found = address.first()
    return found.user.language if found is not None else current()


def _address(view: str, language: str, kwargs: dict[str, str]) -> str:
    """Return a link for a mail: the portal's own host, whatever host was asked."""
    with override(language):
        return f"{settings.SITE_URL}{reverse(view, kwargs=kwargs)}"
