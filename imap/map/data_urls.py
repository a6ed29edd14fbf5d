"""Addresses of the map's data, without a language: codes and numbers only."""

from __future__ import annotations

from django.urls import path

from imap.map import data_views
from imap.map.files import CSV, XLSX

app_name = "data"

_FIGURES, _FLOWS = "indicators/<str:key>", "flows/<iso3:iso3>"
_LAYER = "<slug:file>"
_FILES = [
    path(f"{address}.{form}", view, {"form": form}, f"{name}-{form}")
    for address, view, name in (
        (_FIGURES, data_views.indicator_file, "indicator"),
        (_FLOWS, data_views.flows_file, "flows"),
        (_LAYER, data_views.layer_file, "layer"),
    )
    for form in (CSV, XLSX)
]

urlpatterns = [
    path(f"{_FIGURES}.json", data_views.indicator, name="indicator"),
    path(f"{_FLOWS}.json", data_views.flows, name="flows"),
    path(f"{_LAYER}.json", data_views.layer_json, name="layer-json"),
    *_FILES,
]
