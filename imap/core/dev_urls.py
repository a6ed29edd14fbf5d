from __future__ import annotations

from django.urls import path

from imap.core import dev_views

app_name = "dev"

urlpatterns = [
    path("mail/", dev_views.mails, name="mails"),
    path("mail/<int:number>/", dev_views.mail, name="mail"),
]
