"""The sheet of printed codes, to be put where the passport lies."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


@method_decorator(never_cache, name="dispatch")
class PrintedCodesView(ViewRecoveryCodesView):
    template_name = "accounts/printed_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {**super().get_context_data(**kwargs), "today": today}


printed_codes = PrintedCodesView.as_view()
