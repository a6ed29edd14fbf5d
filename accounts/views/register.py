"""The applicant's pages: form, "look into your mailbox", and the two mailed links."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import activation, offices, registration, tokens
from accounts.forms import RegistrationForm
from accounts.models import Membership, Registration, User
from accounts.network import network_of
from imap.core import limits
from imap.core.access import Standing

GONE = 410
TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, dialogue: str) -> HttpResponse:
    if request.method != "POST":
        form = RegistrationForm(dialogue=dialogue, initial=_known_of(request))
        return _form(request, form)
    form = RegistrationForm(request.POST, dialogue=dialogue)
    if not form.is_valid():
        return _form(request, form)
    if not form.is_robot:
        limit = settings.REGISTRATION_LIMIT_NETWORK
        if not limits.within("registration-network", network_of(request), limit):
            return _form(request, form, status=TOO_MANY, is_slowed=True)
        registration.submit(dialogue, form.application(), form_id=form.own_id)
    return redirect("accounts:register-sent", dialogue)


@never_cache
@require_safe
def sent(request: HttpRequest, dialogue: str) -> HttpResponse:
    context = {"days": settings.REGISTRATION_LINK_DAYS}
    return render(request, "accounts/sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, dialogue: str, token: str) -> HttpResponse:
    try:
        key = tokens.read(tokens.Purpose.CONFIRM, dialogue, token)
    except tokens.BadLinkError:
        return _dead_link(request, 404)
    except tokens.OldLinkError:
        return _dead_link(request, GONE)
    rows = Registration.objects.of(dialogue).select_related("organisation")
    found = rows.filter(form_id=key).first()
    if found is None:
        return _dead_link(request, GONE)
    if request.method == "POST":
        found = registration.confirm(found)
    return render(request, "accounts/confirm.html", _about(found))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, dialogue: str, token: str) -> HttpResponse:
    try:
        membership = activation.membership_behind(dialogue, token)
    except tokens.BadLinkError:
        return _dead_link(request, 404)
    except tokens.OldLinkError:
        return _dead_link(request, GONE)
    if membership.standing is not Standing.ACTIVE:
        return render(
            request,
            "accounts/access_ended.html",
            {"membership": membership},
            status=GONE,
        )
    if request.method == "POST":
        return redirect(_door_of(membership))
    return render(request, "accounts/access.html", {"membership": membership})


def _known_of(request: HttpRequest) -> dict[str, Any]:
    """Ask nobody for what the portal knows already."""
    if not isinstance(request.user, User):
        return {}
    return {"name": request.user.full_name, "email": request.user.email}


def _form(
    request: HttpRequest,
    form: RegistrationForm,
    *,
    status: int = 200,
    is_slowed: bool = False,
) -> HttpResponse:
    context = {"form": form, "is_slowed": is_slowed}
    return render(request, "accounts/register.html", context, status=status)


def _about(found: Registration) -> dict[str, Any]:
    return {
        "registration": found,
        "is_confirmed": found.confirmed_at is not None,
        "office": offices.name_of(found),
        "open_request": registration.open_request(found),
    }


def _dead_link(request: HttpRequest, status: int) -> HttpResponse:
    context = {"is_old": status == GONE}
    return render(request, "accounts/dead_link.html", context, status=status)


def _door_of(membership: Membership) -> str:
    """Lead to setting a password, or to signing in where there is one."""
    if not membership.user.has_usable_password():
        key = activation.password_key(membership.user)
        return reverse("account_reset_password_from_key", kwargs=key)
    target = reverse("map:page", kwargs={"dialogue": membership.dialogue_id})
    query = urlencode({REDIRECT_FIELD_NAME: target})
    return f"{reverse('account_login')}?{query}"
