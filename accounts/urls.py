from __future__ import annotations

from django.urls import path

from accounts.views import desk, register

app_name = "accounts"

urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/sent/", register.sent, name="register-sent"),
    path("register/confirm/<str:token>/", register.confirm, name="confirm"),
    path("register/access/<str:token>/", register.access, name="access"),
    path("desk/registrations/", desk.registrations, name="desk-registrations"),
    path(
        "desk/registrations/<int:number>/",
        desk.registration,
        name="desk-registration",
    ),
    path(
        "desk/registrations/<int:number>/approve/",
        desk.approve,
        name="desk-registration-approve",
    ),
    path(
        "desk/registrations/<int:number>/refuse/",
        desk.refuse,
        name="desk-registration-refuse",
    ),
]
