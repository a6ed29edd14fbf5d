"""The gate: every address below an i-Map is shut unless it is listed as public.

It decides from the path alone, before addresses are resolved or redirected, so that an
address that does not exist answers a stranger exactly like one that does. Nobody is
sent to sign in; a signed-in stranger gets one 403 page; a member in an area that is not
for the role gets 404.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from imap.core.access import Access, SecondFactor, access_for, second_factor
from imap.core.views import not_found

_LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)
_BELOW_DIALOGUE = re.compile(
    rf"^/(?:(?P<language>{_LANGUAGES})/)?(?P<dialogue>{'|'.join(settings.DIALOGUES)})"
    r"(?:/(?P<rest>.*))?$",
    re.DOTALL,
)
_PUBLIC = re.compile(r"^$|^(in-focus|register|check)(/|$)")
_DESK = re.compile(r"^desk(/|$)")
_STATE = re.compile(r"^state(/|$)")
_EDIT = re.compile(r"^edit(/|$)")
_DATA = re.compile(r"^data(/|$)")


class Area(Enum):
    PUBLIC = auto()
    MEMBERS = auto()
    EDIT = auto()
    DESK = auto()
    STATE = auto()


@dataclass(frozen=True)
class Place:
    """Where in an i-Map an address lies; `language` is empty for data."""

    dialogue: str
    language: str
    area: Area
    is_data: bool
    rest: str


def locate(path: str) -> Place | None:
    """Return the place of an address below an i-Map, None for any other address."""
    match = _BELOW_DIALOGUE.match(path)
    if match is None:
        return None
    rest = match["rest"] or ""
    return Place(
        match["dialogue"],
        match["language"] or "",
        _area(rest),
        bool(_DATA.match(rest)),
        rest,
    )


def _area(rest: str) -> Area:
    if _PUBLIC.match(rest):
        return Area.PUBLIC
    if _DESK.match(rest):
        return Area.DESK
    if _STATE.match(rest):
        return Area.STATE
    return Area.EDIT if _EDIT.match(rest) else Area.MEMBERS


class GateMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = locate(request.path_info)
        if place is None:
            response = self._outside(request)
            if request.user.is_authenticated:
                _keep_private(response)
            return response
        access = access_for(request.user, place.dialogue)
        _admit(request, place, access)
        refusal = _refusal(request, place, access)
        if refusal is None:
            refusal = _other_language(request, place)
        response = self.get_response(request) if refusal is None else refusal
        if place.area is not Area.PUBLIC or request.user.is_authenticated:
            _keep_private(response)
        return response

    def _outside(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin"):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not request.user.is_superuser:
            return not_found(request)
        return _to_second_factor(request, second_factor(request)) or self.get_response(
            request
        )

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Hold the second lock: a view of an i-Map runs only behind the gate."""
        if "dialogue" in kwargs and kwargs["dialogue"] != getattr(
            request, "dialogue", None
        ):
            raise Http404


def _admit(request: HttpRequest, place: Place, access: Access) -> None:
    request.dialogue = place.dialogue  # type: ignore[attr-defined]
    request.access = access  # type: ignore[attr-defined]


def _refusal(request: HttpRequest, place: Place, access: Access) -> HttpResponse | None:
    if place.area is Area.PUBLIC:
        return None
    if not access.is_member:
        return _turn_away(request, place, access)
    if place.area is Area.DESK and not access.is_secretariat:
        return not_found(request)
    if place.area is Area.STATE and not access.is_contact_point:
        return not_found(request)
    if place.area is Area.EDIT and not access.is_editor:
        return not_found(request)
    if place.area is Area.MEMBERS:
        return None
    state = second_factor(request, place.dialogue, access.roles)
    return _to_second_factor(request, state)


def _to_second_factor(request: HttpRequest, state: SecondFactor) -> HttpResponse | None:
    """Lead to setting the second step up, or to proving it for this session."""
    if state is SecondFactor.FINE:
        return None
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403)
    if state is SecondFactor.NOT_SET_UP:
        messages.info(
            request, _("Your role asks for a second step of signing in. Set one up.")
        )
        return redirect("mfa_index")
    page = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    query = f"?{urlencode({'next': page})}" if page else ""
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}{query}")


def _turn_away(request: HttpRequest, place: Place, access: Access) -> HttpResponse:
    if place.is_data:
        return JsonResponse({"error": "no access"}, status=403)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403)
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    context = {"standing": access.standing, "until": access.until}
    return render(request, "core/no_access.html", context, status=403)


def _to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}")


def _other_language(request: HttpRequest, place: Place) -> HttpResponse | None:
    """Lead to the first language of an i-Map that lacks the one asked for."""
    languages = settings.DIALOGUES[place.dialogue]
    if not place.language or place.language in languages:
        return None
    query = request.META.get("QUERY_STRING", "")
    address = f"/{languages[0]}/{place.dialogue}/{place.rest}"
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _keep_private(response: HttpResponse) -> None:
    if response.has_header("ETag"):
        patch_cache_control(response, private=True, no_cache=True)
    elif not response.has_header("Cache-Control"):
        add_never_cache_headers(response)  # says `private` as well
