"""Refuse what is too large before anything reads it: the length is known at once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imap.core.uploads import MOST_BYTES

# Two files at their largest and the form around them.
MOST_OF_ALL = 2 * MOST_BYTES + 1024 * 1024
# A browser shows the answer only once it has sent its file; up to here we listen.
_LISTEN = 100 * 1024 * 1024
_PIECE = 256 * 1024
TOO_LARGE = 413


class BodyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= MOST_OF_ALL:
            return self.get_response(request)
        if length <= _LISTEN:
            while request.read(_PIECE):
                pass
        context = {"megabytes": MOST_BYTES // 2**20}
        return render(request, "core/413.html", context, status=TOO_LARGE)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
