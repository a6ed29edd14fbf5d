"""Addresses of the map's data, without a language: codes and numbers only."""

from __future__ import annotations

from django.urls import path

from imap.map import data_views

app_name = "data"

urlpatterns = [
    path("indicators/<str:key>.json", data_views.indicator, name="indicator"),
    path("indicators/<str:key>.csv", data_views.indicator_csv, name="indicator-csv"),
    path("flows/<iso3:iso3>.json", data_views.flows, name="flows"),
    path("flows/<iso3:iso3>.csv", data_views.flows_csv, name="flows-csv"),
    path("<slug:file>.json", data_views.layer_json, name="layer-json"),
    path("<slug:file>.csv", data_views.layer_csv, name="layer-csv"),
]
