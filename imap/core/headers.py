"""Headers on every answer that Django's own middleware does not set."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The policy for files that strangers sent: nothing in them runs, wherever it is opened.
SANDBOX = "default-src 'none'; sandbox"
_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Nothing here is for search engines: members' pages are shut, the rest is small.
    "X-Robots-Tag": "noindex, nofollow",
}


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _HEADERS.items():
            response.setdefault(name, value)
        if request.method == "POST" and _is_sign_out(request):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _is_sign_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name == "account_logout"
