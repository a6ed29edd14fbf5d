"""The person's own data: taken along as a file, or erased."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.forms.erasure import EraseForm
from accounts.models import User
from accounts.privacy import download, erasure
from accounts.sign_in import step_up
from imap.core import privacy
from imap.core.exceptions import TransitionError
from imap.core.views import stale


@never_cache
@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    kinds = [entry.what for entry in privacy.entries() if entry.rows is not None]
    return render(request, "accounts/my_data.html", {"kinds": kinds})


@never_cache
@login_required
@require_POST
@step_up.required("roles")
def take(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    is_zip = request.POST.get("format") == "zip"
    try:
        content = download.as_zip(user) if is_zip else download.as_json(user)
    except TransitionError as error:
        return stale(request, error.message)
    name, kind = ("i-map-data.zip", "zip") if is_zip else ("i-map-data.json", "json")
    return HttpResponse(
        content,
        content_type=f"application/{kind}",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; POST asks for it."""
    return _ask(request) if request.method == "POST" else _erase(request, EraseForm())


@step_up.required("roles")
def _ask(request: HttpRequest) -> HttpResponse:
    form = EraseForm(request.POST)
    if not form.is_valid():
        return _erase(request, form)
    try:
        erasure.ask(cast(User, request.user))
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("me:erase")


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    try:
        erasure.keep(cast(User, request.user))
    except TransitionError as error:
        return stale(request, error.message)
    messages.success(request, _("Your account stays as it is."))
    return redirect("me:home")


def _erase(request: HttpRequest, form: EraseForm) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "form": form,
        "erase_on": user.erase_on,
        "obstacles": privacy.obstacles(erasure.person_of(user)),
        "days": settings.ERASURE_DAYS,
    }
    return render(request, "accounts/erase.html", context)
