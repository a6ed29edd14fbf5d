"""The portal, with two views that ask for a recent proof of identity."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from accounts.sign_in import step_up
from imap.urls import urlpatterns as portal


@require_POST
@step_up.required("decide")
def decide(request: HttpRequest, dialogue: str) -> HttpResponse:
    return HttpResponse(request.POST["reason"])


@require_safe
@step_up.required("roles")
def export(request: HttpRequest, dialogue: str) -> HttpResponse:
    return HttpResponse("rows")


urlpatterns = [
    path("en/<dialogue:dialogue>/desk/decide/", decide),
    path("en/<dialogue:dialogue>/desk/export/", export),
    *portal,
]
