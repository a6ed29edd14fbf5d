"""A method that an address does not take is refused in the portal's own page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

METHOD_NOT_ALLOWED = 405


class OwnPageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # HEAD and what scripts ask for need no page; a page that is there stays.
        is_bare = response.status_code == METHOD_NOT_ALLOWED and not response.content
        if not is_bare or "text/html" not in request.headers.get("Accept", ""):
            return response
        page = render(request, "core/405.html", status=METHOD_NOT_ALLOWED)
        for name, value in response.items():
            if name not in {"Content-Type", "Content-Length"}:
                page[name] = value
        return page
