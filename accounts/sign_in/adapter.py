"""How allauth behaves here: no sign-up, fair limits, mails in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import Membership, User
from accounts.sign_in import devices, factors, guessing, sessions, step_up
from accounts.sign_in.network import network_of
from imap.core import limits
from imap.core.addresses import clean_address, readable_key
from imap.core.language import current
from imap.core.outbox import unasked

if TYPE_CHECKING:
    from allauth.account.models import EmailConfirmation
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpResponse

# A mailbox gets no more of each kind than this, however many networks ask for them.
_MAILS_OF_A_KIND = "10/h"
# Nor does a network cause more mails than this to addresses that nobody here has.
_MAILS_TO_STRANGERS = "20/h"
_CODE = "account/email/login_code"
_RESET = "account/email/password_reset_key"
_NO_CODE = "account/email/login_code_refused"
_UNKNOWN = "account/email/unknown_account"
# Whoever types an address causes these.
_UNASKED = {_CODE, _RESET, _NO_CODE, _UNKNOWN}
_WAYS = {
    "reauthenticate": _("With the password"),
    "mfa_reauthenticate": _("With a code from the app or a printed code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}
_WRONG = _("The name or the password is not right. Try again, or set a new password.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "too_many_login_attempts": _(
            "Too many attempts that failed. Wait an hour, or set a new password."
        ),
        "too_many_codes": _(
            "Too many codes were asked for from here. Wait an hour, or sign in with"
            " the password."
        ),
        "incorrect_code": _("This is not the code of the newest mail. Look again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        return readable_key(clean_address(email))

    # --- Signing in ---------------------------------------------------------------

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._try = guessing.begin(request, credentials)
        if self._try is None:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None and self._try is not None:
            guessing.succeed(self._try)
        return user

    def _delete_login_attempts_cached_email(
        self, request: HttpRequest, **credentials: Any
    ) -> None:
        guessing.begin_anew(request, credentials["email"])

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the map of the person's only i-Map, otherwise to the own page."""
        memberships = Membership.objects.filter(user=cast(User, request.user))
        live = memberships.on(timezone.localdate()).order_by("dialogue")
        dialogues = list(live.values_list("dialogue", flat=True).distinct())
        if len(dialogues) == 1:
            return reverse("map:page", kwargs={"dialogue": dialogues[0]})
        return reverse("me:home")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open a session that ends with the browser, whichever way one came."""
        was_here_before = user.last_login is not None
        super().login(request, user)
        request.session.set_expiry(0)
        sessions.begin(request.session)
        if was_here_before and not devices.is_known(request, cast(User, user)):
            self.send_notification_mail("account/email/new_device", cast(User, user))

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **how: Any
    ) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **how)
        devices.remember(request, response, cast(User, user))
        return response

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Offer the password only where it is an answer.

        It is none in a session that has not seen the second step, nor to a question
        that asks for that.
        """
        ways = super().get_reauthentication_methods(user)
        if not ways:
            return []
        is_asked = step_up.wants_factor(self.request)
        if factors.are_set_up(user) and (
            is_asked or not factors.were_used(self.request)
        ):
            ways = [way for way in ways if way["id"] != "reauthenticate"]
        if not factors.have_app(user):
            # Printed codes are for the day when nothing else is at hand.
            ways.sort(key=lambda way: way["id"] == "mfa_reauthenticate")
        return [way | {"description": _WAYS[way["id"]]} for way in ways]

    # --- Mails --------------------------------------------------------------------

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        # A person with a role that needs more than a code: known, and told so.
        if template_prefix == _UNKNOWN and holder_of(email) is not None:
            template_prefix = _NO_CODE
        if template_prefix in _UNASKED and not self._may_go(template_prefix, email):
            return
        with override(_language_of(email)):
            super().send_mail(
                template_prefix, email, {"site_url": settings.SITE_URL, **context}
            )

    def _may_go(self, kind: str, email: str) -> bool:
        """Hold mails back, never the page: who else asks for them shuts nobody out."""
        holder = holder_of(email)
        is_own = holder is not None and devices.is_known(self.request, holder)
        if kind == _UNKNOWN and not limits.count_within(
            "mails-to-strangers", network_of(self.request), _MAILS_TO_STRANGERS
        ):
            return False
        key = f"{'own' if is_own else 'any'} {kind} {readable_key(email)}"
        return limits.count_within(
            "mails-of-a-kind", key, _MAILS_OF_A_KIND
        ) and unasked.may_go(email, is_own=is_own)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        # The old address may belong to nobody by now: the person's language counts.
        with override(user.language):
            super().send_notification_mail(template_prefix, user, context, email)

    def render_mail(self, *args: Any, **kwargs: Any) -> Any:
        """Add the part in HTML, which says the same as the text."""
        message = super().render_mail(*args, **kwargs)
        parts = {"title": message.subject, "text": message.body}
        page = render_to_string("account/email/page.html", parts)
        message.attach_alternative(page, "text/html")
        return message

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


def holder_of(email: str) -> User | None:
    """Return who signs in with that confirmed address; nobody if switched off."""
    verified = EmailAddress.objects.filter(email=readable_key(email), verified=True)
    address = verified.filter(user__is_active=True).select_related("user").first()
    return cast(User, address.user) if address is not None else None


def _language_of(email: str) -> str:
    addresses = EmailAddress.objects.filter(email=readable_key(email))
    address = addresses.select_related("user").first()
    return address.user.language if address is not None else current()


def _address(view: str, language: str, kwargs: dict[str, str]) -> str:
    """Return a link for a mail: the portal's own host, whatever host was asked."""
    with override(language):
        return f"{settings.SITE_URL}{reverse(view, kwargs=kwargs)}"
