"""Every address pattern of the project, as the resolver knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

ADMIN = "admin/"


def all_routes() -> set[str]:
    """Return the patterns, the language prefix written as `en/`."""
    return set(_walk("", get_resolver().url_patterns))


def _walk(prefix: str, patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        is_locale = isinstance(pattern.pattern, LocalePrefixPattern)
        route = prefix + ("en/" if is_locale else _plain(str(pattern.pattern)))
        if isinstance(pattern, URLResolver):
            yield from _walk(route, pattern.url_patterns)
        else:
            yield route


def _plain(route: str) -> str:
    """Make a regular expression of allauth's or the admin's look like a route."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route)
    return named.replace("^", "").replace("$", "").replace("\\Z", "")
