"""Pages behind signed links: whoever holds the link may open them, without account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts import tokens
from accounts.membership import giving
from accounts.models import Membership, Registration
from imap.core.exceptions import TransitionError
from imap.core.views import stale

GONE = 410
TOO_MANY = 429

View = Callable[..., HttpResponse]


def opens_request(purpose: tokens.Purpose, column: str) -> Callable[[View], View]:
    """Give the view the request that the link names, by that column."""

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        def opened(
            request: HttpRequest, dialogue: str, token: str, **kwargs: Any
        ) -> HttpResponse:
            try:
                key = tokens.read(purpose, dialogue, token)
            except tokens.BadLinkError:
                return dead_link(request, 404)
            except tokens.OldLinkError:
                return dead_link(request, GONE)
            rows = Registration.objects.of(dialogue)
            rows = rows.select_related("organisation", "nomination")
            row = rows.filter(**{column: key}).first()
            if row is None:
                return dead_link(request, GONE)
            try:
                return view(request, row, token, **kwargs)
            except TransitionError as error:
                return stale(request, error.message)
            except Registration.DoesNotExist:
                # It lapsed at this very moment.
                return dead_link(request, GONE)

        return opened

    return decorate


def door_of(membership: Membership) -> str:
    """Lead to setting a password, or to signing in where there is one."""
    if not membership.user.has_usable_password():
        key = giving.password_key(membership.user)
        return reverse("account_reset_password_from_key", kwargs=key)
    target = reverse("map:page", kwargs={"dialogue": membership.dialogue_id})
    query = urlencode({REDIRECT_FIELD_NAME: target})
    return f"{reverse('account_login')}?{query}"


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, an empty form too."""
    return request.POST if request.method == "POST" else None


def dead_link(request: HttpRequest, status: int) -> HttpResponse:
    context = {"is_old": status == GONE}
    return render(request, "accounts/dead_link.html", context, status=status)
