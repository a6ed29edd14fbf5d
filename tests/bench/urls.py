"""The portal's addresses, and an empty view behind the same gate to measure against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from imap.urls import urlpatterns as portal
from tests.bench import desk

EMPTY = "/bmp/data/empty"


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path(EMPTY.lstrip("/"), empty),
    path("bench-admin/", desk.site.urls),
    *portal,
]
