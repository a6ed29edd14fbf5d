"""The signed-in person's own page: access to each i-Map, and the language of mails."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import offices
from accounts.forms import ChosenNameForm, LanguageForm
from accounts.models import Membership, User
from accounts.sign_in import factors, user_names
from accounts.views.links import TOO_MANY, typed
from imap.core import limits
from imap.core.access import Role, Standing
from imap.core.exceptions import TransitionError
from imap.core.views import stale

# From here on the page says that access ends soon: when the first reminder leaves.
_SOON = timedelta(days=30)
# Whether a name is taken is told; nobody goes through the names of others.
_NAMES = "10/h"


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    memberships = Membership.objects.filter(user=user)
    memberships = memberships.select_related("dialogue").order_by("dialogue", "role")
    live = [each for each in memberships if each.standing is Standing.ACTIVE]
    context = {
        "memberships": [_described(each) for each in memberships],
        "languages": _languages(memberships),
        "has_second_step": factors.are_set_up(user),
        "needs_second_step": any(
            factors.are_needed(user, each.dialogue_id, frozenset({Role(each.role)}))
            for each in live
        ),
    }
    return render(request, "accounts/me.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_name(request: HttpRequest) -> HttpResponse:
    """Let the person choose the user name, once."""
    user = cast(User, request.user)
    if not user.has_generated_name:
        return stale(request, _("The user name was chosen already."))
    form = ChosenNameForm(typed(request))
    if request.method == "POST" and form.is_valid():
        if not limits.count_within("user-name", str(user.pk), _NAMES):
            form.add_error("name", _("Too many names were tried. Wait an hour."))
            context = {"form": form}
            return render(
                request, "accounts/choose_name.html", context, status=TOO_MANY
            )
        try:
            is_free = user_names.choose(user, form.cleaned_data["name"])
        except TransitionError as error:
            return stale(request, error.message)
        if is_free:
            messages.success(request, _("Your user name is saved."))
            return redirect("me:home")
        form.add_error("name", _("This user name is taken."))
    return render(request, "accounts/choose_name.html", {"form": form})


@login_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Store the language of mails and go on in it."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("me:home")
    user = cast(User, request.user)
    user.language = form.cleaned_data["language"]
    user.save(update_fields=["language"])
    with override(user.language):
        response = redirect(reverse("me:home"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _described(membership: Membership) -> dict[str, Any]:
    country = membership.country_id
    is_live = membership.standing is Standing.ACTIVE
    return {
        "membership": membership,
        "country": offices.names()[country] if country else "",
        "ends_soon": is_live and membership.valid_until - timezone.localdate() <= _SOON,
    }


def _languages(memberships: Iterable[Membership]) -> list[tuple[str, str]]:
    """Return the languages of the person's own i-Maps."""
    slugs = [m.dialogue_id for m in memberships] or list(settings.DIALOGUES)
    offered = {code for slug in slugs for code in settings.DIALOGUES[slug]}
    return [(code, name) for code, name in settings.LANGUAGES if code in offered]
