from __future__ import annotations

from django.urls import path

from profiles import public_views

app_name = "public"

urlpatterns = [
    path("", public_views.doors, name="doors"),
    path("legal/notice/<dialogue:i_map>/", public_views.notice, name="notice"),
    path(
        "legal/notice/<dialogue:i_map>/<slug:version>/",
        public_views.notice,
        name="notice-version",
    ),
    path("legal/<slug:slug>/", public_views.legal, name="legal"),
]
