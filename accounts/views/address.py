"""The own address: asked for here, confirmed by the new mailbox, stopped by the old."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import tokens
from accounts.forms.members import AddressForm
from accounts.models import AddressChange, User
from accounts.registration import address_change
from accounts.sign_in import step_up
from accounts.views.links import GONE, TOO_MANY
from imap.core import limits
from imap.core.exceptions import TransitionError
from imap.core.views import stale

_ASKED = "5/h"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up.required("roles")
def change(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if request.method != "POST":
        return _page(request, AddressForm())
    if request.POST.get("action") == "cancel":
        address_change.cancel(user)
        messages.success(request, _("The address stays as it is."))
        return redirect("account_email")
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    if not limits.count_within("address-change", str(user.pk), _ASKED):
        form.add_error("email", _("Too many changes were asked for. Wait an hour."))
        return _page(request, form, status=TOO_MANY)
    try:
        address_change.ask(user, form.cleaned_data["email"])
    except TransitionError as error:
        form.add_error("email", error.message)
        return _page(request, form)
    messages.success(request, _("We have sent a link to the new address."))
    return redirect("account_email")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    return _by_link(request, tokens.Purpose.ADDRESS, token, address_change.confirm)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    return _by_link(request, tokens.Purpose.ADDRESS_STOP, token, address_change.stop)


def _by_link(
    request: HttpRequest,
    purpose: tokens.Purpose,
    token: str,
    step: Callable[[AddressChange], AddressChange],
) -> HttpResponse:
    try:
        row = address_change.find(purpose, token)
    except tokens.BadLinkError:
        return _dead(request, 404)
    except tokens.OldLinkError:
        return _dead(request, GONE)
    if request.method == "POST":
        try:
            row = step(row)
        except TransitionError as error:
            return stale(request, error.message)
    context = {
        "change": row,
        "is_stop": purpose is tokens.Purpose.ADDRESS_STOP,
        "is_same_office": address_change.is_same_office(row.old, row.new),
    }
    return render(request, "accounts/address_link.html", context)


def _dead(request: HttpRequest, status: int) -> HttpResponse:
    context = {"is_old": status == GONE}
    return render(request, "accounts/address_dead.html", context, status=status)


def _page(request: HttpRequest, form: AddressForm, status: int = 200) -> HttpResponse:
    user = cast(User, request.user)
    pending = address_change.pending(user).order_by("-pk").first()
    context = {"form": form, "pending": pending}
    return render(request, "accounts/address.html", context, status=status)
