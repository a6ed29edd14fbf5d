"""Django's admin, for platform administrators only.

Left out of the discovery: `leaflet`, whose admin module needs the GDAL library; and the
sign-in's own tables, where an administrator could read the secrets of second factors or
move an account to another mailbox, past every step that is recorded.

Its own sign-in is never reached: it knows no second step and no limits.
"""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import SimpleAdminConfig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from imap.core.access import SecondFactor, second_factor
from imap.core.discovery import modules_named

_LEFT_OUT = {
    "leaflet",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
}


class PortalAdminSite(AdminSite):
    """Open to administrators whose session has seen the second step."""

    def has_permission(self, request: HttpRequest) -> bool:
        if not (request.user.is_active and request.user.is_superuser):
            return False
        return second_factor(request) is SecondFactor.FINE

    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        if self.has_permission(request):
            return redirect("admin:index")
        raise Http404

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


class PortalAdminConfig(SimpleAdminConfig):
    default_site = "imap.core.admin_site.PortalAdminSite"

    def ready(self) -> None:
        super().ready()
        # An admin registers itself when it is imported.
        modules_named("admin", without=_LEFT_OUT)
