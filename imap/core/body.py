"""Refuse what is too large before anything reads it: the length is known at once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imap.core.uploads import MOST_BYTES

MEGABYTE = 1024 * 1024
# Two files at their largest and the form around them.
MOST_OF_ALL = 2 * MOST_BYTES + MEGABYTE
# Strangers fill in forms; those who may send a file are `expected`.
MOST_OF_STRANGERS = MEGABYTE
# A browser shows the answer only once it has sent its file; up to here we listen.
_LISTEN = 100 * MEGABYTE
_PIECE = 256 * 1024
TOO_LARGE = 413

_expectations: list[Callable[[str], bool]] = []


def expect(is_expected: Callable[[str], bool]) -> None:
    """Take files at the addresses that `is_expected` knows, from whoever holds them."""
    _expectations.append(is_expected)


class BodyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= MOST_OF_STRANGERS:
            return self.get_response(request)
        is_stranger = not request.user.is_authenticated and not any(
            is_expected(request.path_info) for is_expected in _expectations
        )
        if not is_stranger and length <= MOST_OF_ALL:
            return self.get_response(request)
        if not is_stranger and length <= _LISTEN:
            while request.read(_PIECE):
                pass
        most = MOST_OF_STRANGERS if is_stranger else MOST_BYTES
        context = {"megabytes": most // MEGABYTE}
        return render(request, "core/413.html", context, status=TOO_LARGE)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
