"""The addresses of an installation that keeps its mails as files."""

from __future__ import annotations

from django.urls import include, path

from imap.urls import urlpatterns as portal

urlpatterns = [path("dev/", include("imap.core.dev_urls")), *portal]
handler404 = "imap.core.views.not_found"
