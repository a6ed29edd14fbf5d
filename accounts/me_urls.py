from __future__ import annotations

from django.urls import path

from accounts.views import me, privacy

app_name = "me"

urlpatterns = [
    path("", me.home, name="home"),
    path("user-name/", me.user_name, name="user-name"),
    path("language/", me.language, name="language"),
    path("data/", privacy.data, name="data"),
    path("data/file/", privacy.take, name="data-file"),
    path("erase/", privacy.erase, name="erase"),
    path("erase/keep/", privacy.keep, name="erase-keep"),
]
