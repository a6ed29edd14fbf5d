from __future__ import annotations

from django.urls import path

from accounts.views import me

app_name = "me"

urlpatterns = [
    path("", me.home, name="home"),
    path("language/", me.language, name="language"),
]
