from __future__ import annotations

from django.urls import include, path

from profiles import views

app_name = "profiles"

urlpatterns = [
    path("", views.front, name="front"),
    path("in-focus/", views.in_focus, name="in-focus"),
    path("check/", views.check, name="check"),
    path("countries/", views.countries, name="countries"),
    path("countries/<iso3:iso3>/", views.country, name="country"),
    path(
        "profiles/<iso3:iso3>/<slug:kind>/<slug:label>/", views.edition, name="edition"
    ),
    path(
        "profiles/<iso3:iso3>/<slug:kind>/<slug:label>/changes/",
        views.changes,
        name="edition-changes",
    ),
    path(
        "profiles/<iso3:iso3>/<slug:kind>/<slug:label>.pdf",
        views.edition_pdf,
        name="edition-pdf",
    ),
    path("edit/", include("profiles.edit_urls")),
]
