from __future__ import annotations

from django.urls import path

from imap.core import desk_views

app_name = "desk"

urlpatterns = [
    path("", desk_views.index, name="index"),
    path("mail/", desk_views.mails, name="mails"),
    path("mail/<uuid:key>/", desk_views.mail, name="mail"),
    path("mail/<uuid:key>/again/", desk_views.resend, name="mail-resend"),
    path("mail/<uuid:key>/cancel/", desk_views.cancel, name="mail-cancel"),
    path("audit/", desk_views.audit, name="audit"),
]
