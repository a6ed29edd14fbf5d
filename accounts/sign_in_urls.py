"""The pages of allauth that this portal uses, one by one.

Left out: signing up (registration is ours) and social accounts. The name
`account_signup` must exist for allauth; it leads to the i-Maps and their registration.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts.views import address, second_step, sessions, sign_in, step_up

_password = [
    path("change/", account.password_change, name="account_change_password"),
    path("set/", account.password_set, name="account_set_password"),
    path("reset/", account.password_reset, name="account_reset_password"),
    path(
        "reset/done/", account.password_reset_done, name="account_reset_password_done"
    ),
    path(
        "reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.reset_from_key,
        name="account_reset_password_from_key",
    ),
]

_second_step = [
    path("", mfa.index, name="mfa_index"),
    path("authenticate/", second_step.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "recovery-codes/print/",
        second_step.printed_codes,
        name="mfa_print_recovery_codes",
    ),
    path("webauthn/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("webauthn/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "webauthn/reauthenticate/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "webauthn/keys/<int:pk>/remove/",
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "webauthn/keys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"
    ),
]

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path(
        "login/code/confirm/",
        account.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path(
        "signup/",
        RedirectView.as_view(pattern_name="public:doors"),
        name="account_signup",
    ),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", address.change, name="account_email"),
    path("email/confirm/<str:token>/", address.confirm, name="account_email_confirmed"),
    path("email/stop/<str:token>/", address.stop, name="account_email_stop"),
    path(
        "confirm-email/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        account.confirm_email,
        name="account_confirm_email",
    ),
    path("username/", sign_in.user_name, name="account_user_name"),
    path("username/sent/", sign_in.user_name_sent, name="account_user_name_sent"),
    path("password/", include(_password)),
    path("2fa/", include(_second_step)),
    path("step-up/", step_up.proceed, name="account_step_up"),
    path("sessions/", sessions.listed, name="usersessions_list"),
    path("sessions/<int:number>/end/", sessions.end, name="account_end_session"),
]
