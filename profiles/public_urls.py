from __future__ import annotations

from django.urls import path

from profiles import public_views

app_name = "public"

urlpatterns = [
    path("", public_views.doors, name="doors"),
    path("legal/<slug:slug>/", public_views.legal, name="legal"),
]
