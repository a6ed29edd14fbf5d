"""The second step of a sign-in, and the sheet of printed codes."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from imap.core import limits

# Wrong codes that one password opens the way to.
CODES_OF_A_SIGN_IN = "5/h"
_LIMIT = "second-step-of-a-sign-in"


class SecondStepView(AuthenticateView):
    """Ask for the password again after a few wrong codes."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "code" not in request.POST:
            return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]
        login = self.stage.login
        sign_in = f"{login.user.pk} {login.initiated_at}"
        tried = limits.count(_LIMIT, sign_in, CODES_OF_A_SIGN_IN)
        if not tried.holds:
            return self._ask_for_password()
        answer: HttpResponse = super().post(request, *args, **kwargs)
        if self.form.errors and tried.is_last:
            return self._ask_for_password()
        return answer

    def _ask_for_password(self) -> HttpResponse:
        target = self.stage.login.redirect_url
        clear_login(self.request)
        messages.error(
            self.request, _("Five codes were wrong. Type your password again.")
        )
        query = f"?{urlencode({REDIRECT_FIELD_NAME: target})}" if target else ""
        return redirect(reverse("account_login") + query)


@method_decorator(never_cache, name="dispatch")
class PrintedCodesView(ViewRecoveryCodesView):
    template_name = "accounts/printed_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {**super().get_context_data(**kwargs), "today": today}


authenticate = SecondStepView.as_view()
printed_codes = PrintedCodesView.as_view()
