from __future__ import annotations

from django.urls import path

from imap.map import still_views, views

app_name = "map"

urlpatterns = [
    path("map/", views.page, name="page"),
    path("map/indicators.json", views.indicators, name="indicators"),
    path("map/flows.json", views.flows, name="flows"),
    path("map/view.<slug:form>", still_views.still, name="still"),
    path("sources/", views.sources, name="sources"),
    path("map/card/<iso3:iso3>/", views.card, name="card"),
]
