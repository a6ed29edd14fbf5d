from __future__ import annotations

from django.urls import path

from accounts.mailbox import sender_views, views, work_views

app_name = "mailbox"

_ONE = "desk/mailbox/<int:number>/"

urlpatterns = [
    path("register/letter/<str:token>/", sender_views.pass_on, name="pass-on"),
    path("desk/mailbox/", views.enquiries, name="enquiries"),
    path(_ONE, views.enquiry, name="enquiry"),
    path(f"{_ONE}claim/", views.claim, name="enquiry-claim"),
    path(f"{_ONE}release/", views.release, name="enquiry-release"),
    path(f"{_ONE}draft/", views.draft, name="enquiry-draft"),
    path(f"{_ONE}reply/", views.reply, name="enquiry-reply"),
    path(f"{_ONE}other/", views.to_other, name="enquiry-other"),
    path(f"{_ONE}request/", views.convert, name="enquiry-convert"),
    path(f"{_ONE}kind/", views.sort, name="enquiry-sort"),
    path(f"{_ONE}assign/", views.assign, name="enquiry-assign"),
    path(f"{_ONE}put-off/", work_views.put_off, name="enquiry-put-off"),
    path(f"{_ONE}unschedule/", work_views.unschedule, name="enquiry-unschedule"),
    path(f"{_ONE}bring-back/", work_views.bring_back, name="enquiry-bring-back"),
    path(f"{_ONE}note/", work_views.note, name="enquiry-note"),
    path(f"{_ONE}link/", work_views.link, name="enquiry-link"),
    path(f"{_ONE}close/", views.close, name="enquiry-close"),
    path(f"{_ONE}reopen/", views.reopen, name="enquiry-reopen"),
    path("desk/mailbox/attachments/<uuid:key>/", views.attachment, name="attachment"),
]
