"""Where the person is signed in: the list, and the buttons that end sessions."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.sign_in import sessions


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """List the sessions; POST ends all but this one."""
    user = cast(User, request.user)
    if request.method == "POST":
        sessions.end_all(user, but=request.session.session_key)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("usersessions_list")
    open_sessions = sessions.of(user)
    context = {
        "sessions": open_sessions,
        "has_others": any(not session.is_current() for session in open_sessions),
        "network": get_adapter().get_client_ip(request),
    }
    return render(request, "usersessions/usersession_list.html", context)


@login_required
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    if not sessions.end_one(cast(User, request.user), number):
        raise Http404
    messages.success(request, _("That session has ended."))
    return redirect("usersessions_list")
