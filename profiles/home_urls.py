from __future__ import annotations

from django.urls import path

from profiles import public_views

app_name = "home"

urlpatterns = [path("", public_views.home, name="index")]
