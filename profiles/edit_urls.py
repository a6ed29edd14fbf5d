"""Addresses below edit/; the gate lets only those in who write."""

from __future__ import annotations

from django.urls import path

from profiles import edit_views

_DRAFT = "<iso3:iso3>/<slug:kind>/<slug:label>/"
_SECTION = f"{_DRAFT}<str:code>/<slug:language>/"

urlpatterns = [
    path("", edit_views.desk, name="edit"),
    path("<iso3:iso3>/<slug:kind>/", edit_views.begin, name="edit-begin"),
    path(_DRAFT, edit_views.draft, name="edit-draft"),
    path(_SECTION, edit_views.section, name="edit-section"),
    path(f"{_SECTION}autosave/", edit_views.keep, name="edit-keep"),
    path(f"{_SECTION}autosave/forget/", edit_views.forget, name="edit-forget"),
    path(f"{_SECTION}progress/", edit_views.progress, name="edit-progress"),
    path(f"{_SECTION}history/", edit_views.history, name="edit-history"),
    path(f"{_SECTION}history/restore/", edit_views.restore, name="edit-restore"),
]
