"""Answers in the coding that a browser takes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_header_parameters

from imap.core.compression import Stretch, gzipped


def codings(request: HttpRequest) -> set[str]:
    """Return the codings a browser takes; one with q=0 it does not."""
    taken = set()
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, parameters = parse_header_parameters(part)
        if parameters.get("q", "1").strip("0.") != "":
            taken.add(name)
    return taken


def put_in(
    request: HttpRequest, response: HttpResponse, mark: str, kept: list[Stretch]
) -> None:
    """Put stretches in the place of a mark that stands in a page once."""
    before, _mark, after = response.content.partition(mark.encode())
    patch_vary_headers(response, ["Accept-Encoding"])
    if "gzip" in codings(request):
        response.content = gzipped(before, kept, after)
        response["Content-Encoding"] = "gzip"
    else:
        response.content = before + b"".join(each.plain for each in kept) + after
