"""Before anything is opened: sessions too old or left alone, a notice not accepted."""

from __future__ import annotations

import re
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from accounts import tokens
from accounts.membership import usage
from accounts.sign_in import idle, sessions, step_up
from imap.core import body
from imap.core.gate import Area, Place, locate

# Where somebody without an account sends a letter: behind a link that is good.
_LETTER = re.compile(r"register/request/(?P<token>[^/]+)/attach/")


def _takes_letter(path: str) -> bool:
    place = locate(path)
    match = _LETTER.fullmatch(place.rest) if place else None
    if place is None or match is None:
        return False
    try:
        tokens.read(tokens.Purpose.REQUEST, place.dialogue, match["token"])
    except (tokens.BadLinkError, tokens.OldLinkError):
        return False
    return True


body.expect(_takes_letter)


class SessionsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sessions.is_over(request.session):
                logout(request)
            else:
                network = get_adapter().get_client_ip(request)
                sessions.note_use(request.session, network)
                idle.note(request)
        response = self.get_response(request)
        access = getattr(request, "access", None)
        if access and access.is_member and request.user.is_authenticated:
            dialogue: str = request.dialogue  # type: ignore[attr-defined]
            usage.note(request.session, request.user.pk, dialogue)
        return response


class IdleMiddleware:
    """Ask who sits there before somebody writes or decides in a session left alone.

    Below the check of forged forms: what was sent is kept for after the answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *_resolved: object
    ) -> HttpResponse | None:
        if not _is_guarded(request.path_info) or not request.user.is_authenticated:
            return None
        if not idle.was_left(request):
            return None
        if request.headers.get("Accept", "").startswith("application/json"):
            # The page that asked says so, and keeps what was typed.
            return HttpResponseRedirect(reverse("account_reauthenticate"))
        return step_up.ask(request)


def _is_guarded(path: str) -> bool:
    place = locate(path)
    if place is None:
        return path.startswith("/admin")
    return place.area in (Area.DESK, Area.STATE, Area.EDIT)


class NoticeMiddleware:
    """Lead members to a legal notice in force that they have not accepted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *_resolved: object
    ) -> HttpResponse | None:
        access = getattr(request, "access", None)
        if access is None or not access.owes_notice:
            return None
        place = locate(request.path_info)
        match = request.resolver_match
        is_notice = match is not None and match.view_name == "accounts:notice"
        if place is None or place.area is Area.PUBLIC or is_notice:
            return None
        return _to_notice(request, place)


def _to_notice(request: HttpRequest, place: Place) -> HttpResponse:
    if place.is_data:
        return JsonResponse({"error": "notice not accepted"}, status=403)
    address = reverse("accounts:notice", args=[place.dialogue])
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=403)
        answer["HX-Redirect"] = address
        return answer
    if request.method in ("GET", "HEAD"):
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        address = f"{address}?{query}"
    return HttpResponseRedirect(address)
