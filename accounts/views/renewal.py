"""Are you still in this post? The page behind the link of a reminder."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import tokens
from accounts.forms.members import SuccessorForm
from accounts.membership import renewal, steps
from accounts.models import Membership
from accounts.views.links import GONE, dead_link
from imap.core.exceptions import TransitionError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, dialogue: str, token: str) -> HttpResponse:
    try:
        membership = renewal.membership_behind(dialogue, token)
    except tokens.BadLinkError:
        return dead_link(request, 404)
    except tokens.OldLinkError:
        return dead_link(request, GONE)
    if request.method != "POST" or not steps.is_due(membership):
        return _page(request, membership, SuccessorForm())
    form = SuccessorForm(request.POST)
    try:
        if request.POST.get("answer") == "successor":
            if not form.is_valid():
                return _page(request, membership, form)
            membership = renewal.succeeded_by(membership, form.successor())
        else:
            membership = renewal.still_in_post(membership)
    except TransitionError:
        membership.refresh_from_db()
    return _page(request, membership, SuccessorForm())


def _page(
    request: HttpRequest, membership: Membership, form: SuccessorForm
) -> HttpResponse:
    context = {
        "membership": membership,
        "is_due": steps.is_due(membership),
        "renews_itself": renewal.renews_itself(membership),
        "form": form,
    }
    return render(request, "accounts/members/renew.html", context)
