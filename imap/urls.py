"""Every address: language first, i-Map second. Rooms are named as strings."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from imap.core import converters, views  # noqa: F401 - converters register themselves

handler400 = "imap.core.views.bad_request"
handler403 = "imap.core.views.not_allowed"
handler404 = "imap.core.views.not_found"
handler500 = "imap.core.views.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", admin.site.urls),
    path("<dialogue:dialogue>/data/", include("imap.map.data_urls")),
    path("", include("profiles.home_urls")),
    path("accounts/login/", RedirectView.as_view(pattern_name="account_login")),
]
if settings.OUTBOX_FILE_DIR:
    urlpatterns += [path("dev/", include("imap.core.dev_urls"))]

urlpatterns += i18n_patterns(
    path("accounts/", include("accounts.sign_in_urls")),
    path("me/", include("accounts.me_urls")),
    path("", include("profiles.public_urls")),
    path("<dialogue:dialogue>/", include("accounts.urls")),
    path("<dialogue:dialogue>/", include("accounts.mailbox.urls")),
    path("<dialogue:dialogue>/desk/", include("imap.core.desk_urls")),
    path("<dialogue:dialogue>/", include("imap.map.urls")),
    path("<dialogue:dialogue>/", include("profiles.urls")),
)
