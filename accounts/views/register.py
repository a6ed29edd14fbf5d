"""From the form to the queue, and by the access link to the own sign-in.

The screens tell nothing of an address: only the mail does, to whoever reads it there.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import offices, registration, tokens
from accounts.forms import PreparedForm, RegistrationForm, ResendForm
from accounts.mails import registrations as notifications
from accounts.membership import giving
from accounts.models import Invitation, Registration, User
from accounts.sign_in.network import network_of
from accounts.tokens import Purpose
from accounts.views.links import (
    GONE,
    TOO_MANY,
    dead_link,
    door_of,
    opens_request,
    typed,
)
from imap.core import limits
from imap.core.access import Standing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, dialogue: str) -> HttpResponse:
    return _register(request, dialogue, _known_of(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, dialogue: str, token: str) -> HttpResponse:
    """Let a colleague of a contact point register with what is known already."""
    try:
        key = tokens.read(Purpose.INVITATION, dialogue, token)
    except tokens.BadLinkError:
        return dead_link(request, 404)
    except tokens.OldLinkError:
        return dead_link(request, GONE)
    rows = Invitation.objects.filter(dialogue=dialogue).select_related("by")
    row = rows.filter(key=key).first()
    if row is None or not registration.may_use(row):
        return dead_link(request, GONE)
    known = {
        "name": row.name,
        "email": row.email,
        "office": row.country_id,
        "language": row.language,
    }
    return _register(request, dialogue, known, row)


@never_cache
@require_safe
def sent(request: HttpRequest, dialogue: str) -> HttpResponse:
    context = {"days": settings.REGISTRATION_LINK_DAYS}
    return render(request, "accounts/sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resend(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Mail the link that belongs to the latest request; the screen is always alike."""
    form = ResendForm(typed(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/resend.html", {"form": form})
    if not _within_network_limit(request):
        context = {"form": form, "is_slowed": True}
        return render(request, "accounts/resend.html", context, status=TOO_MANY)
    registration.resend_to(dialogue, form.cleaned_data["email"])
    return redirect("accounts:register-resent", dialogue)


@never_cache
@require_safe
def resent(request: HttpRequest, dialogue: str) -> HttpResponse:
    return render(request, "accounts/resent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@opens_request(Purpose.CONFIRM, "form_id")
def confirm(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    if row.state == Registration.State.WITHDRAWN:
        return dead_link(request, GONE)
    is_open = row.state == Registration.State.LINK_SENT
    if is_open and not row.notice_version:
        return _confirm_prepared(request, row, token)
    if request.method == "POST":
        row = registration.confirm(row)
    return _confirm_page(request, row, token)


@require_POST
@opens_request(Purpose.CONFIRM, "form_id")
def disown(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    """Delete at once what somebody sent with an address that is not theirs."""
    if row.state == Registration.State.LINK_SENT:
        registration.withdraw(row)
        messages.success(request, _("The request was deleted."))
    return redirect("profiles:front", row.dialogue_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, dialogue: str, token: str) -> HttpResponse:
    try:
        membership = giving.membership_behind(dialogue, token)
    except tokens.BadLinkError:
        return dead_link(request, 404)
    except tokens.OldLinkError:
        return dead_link(request, GONE)
    context = {"membership": membership}
    if membership.standing is not Standing.ACTIVE:
        return render(request, "accounts/access_ended.html", context, status=GONE)
    if request.method == "POST":
        return redirect(door_of(membership))
    return render(request, "accounts/access.html", context)


def _register(
    request: HttpRequest,
    dialogue: str,
    known: dict[str, Any],
    by_invitation: Invitation | None = None,
) -> HttpResponse:
    form = RegistrationForm(typed(request), dialogue=dialogue, initial=known)
    context: dict[str, Any] = {"form": form, "invitation": by_invitation}
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/register.html", context)
    if not form.is_robot:
        if not _within_network_limit(request):
            context["is_slowed"] = True
            return render(request, "accounts/register.html", context, status=TOO_MANY)
        registration.submit(
            dialogue,
            form.application(),
            form_id=form.own_id,
            invitation=by_invitation,
        )
    return redirect("accounts:register-sent", dialogue)


def _known_of(request: HttpRequest) -> dict[str, Any]:
    """Ask nobody for what the portal knows already."""
    if not isinstance(request.user, User):
        return {}
    return {"name": request.user.full_name, "email": request.user.email}


def _within_network_limit(request: HttpRequest) -> bool:
    limit = settings.REGISTRATION_LIMIT_NETWORK
    return limits.count_within("registration-network", network_of(request), limit)


def _confirm_prepared(
    request: HttpRequest, row: Registration, token: str
) -> HttpResponse:
    """Show what staff filled in from a letter, for its writer to complete."""
    form = PreparedForm(typed(request), row=row)
    if request.method == "POST" and form.is_valid():
        row = registration.confirm(row, form.application())
        return _confirm_page(request, row, token)
    context = {"form": form, "registration": row, "token": token}
    return render(request, "accounts/confirm_prepared.html", context)


def _confirm_page(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    context = {
        "registration": row,
        "token": token,
        "is_confirmed": row.confirmed_at is not None,
        "office": offices.name_of(row),
        "open_request": registration.open_request(row),
        "page": notifications.page_of(row) if row.number else "",
    }
    return render(request, "accounts/confirm.html", context)
