from __future__ import annotations

from django.urls import include, path

from profiles import brief_views, views

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
    path("brief/", brief_views.choice, name="brief-choice"),
    path("brief/<iso3:first>/<iso3:second>/", brief_views.page, name="brief"),
    path("brief/<iso3:first>/<iso3:second>.pdf", brief_views.as_pdf, name="brief-pdf"),
    path(
        "brief/<iso3:first>/<iso3:second>.docx", brief_views.as_docx, name="brief-docx"
    ),
    path("edit/", include("profiles.edit_urls")),
]
