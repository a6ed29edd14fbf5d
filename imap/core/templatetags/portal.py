"""Tags and filters that every template may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from imap.core import dates, language
from imap.core.texts import Texts

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw an icon of the style sheet; it says nothing that words do not."""
    variant = f" icon--{size}" if size else ""
    return format_html(
        '<span class="icon icon--{}{}" aria-hidden="true"></span>', name, variant
    )


@register.filter
def localized(names: Mapping[str, str] | None) -> str:
    """Pick the reader's language from an object inside a JSON column, as footnotes."""
    return str(Texts(names or {}))


register.filter(dates.spelled)
register.filter(dates.moment)
register.filter(dates.month_spelled)


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, code: str) -> str:
    """Return the address of this page in another language, query and all."""
    path = _readable_path(context["request"])
    first, _, rest = path.lstrip("/").partition("/")
    if first == language.current():
        return f"/{code}/{rest}"
    return f"/{code}/"


@register.simple_tag(takes_context=True)
def url_before(context: template.Context) -> str:
    """Return the page of this portal that somebody comes from, or the first one."""
    request = context["request"]
    return _path_before(request) or f"/{language.current()}/"


@register.filter
def own_links(escaped: str) -> SafeString:
    """Make links of this portal's addresses in a text that is escaped, and of no other.

    What a stranger types as a name stays words, whatever it looks like.
    """
    site = re.escape(escape(settings.SITE_URL))
    # Where the name of the site goes on, it is another one's.
    address = rf"{site}(?:/[\w\-.~/?=&;%#:+@]*[\w/=]|/)?(?=[.,;:!?)]*(?:\s|<|$))"
    return mark_safe(  # noqa: S308  escaped before, and only its own parts are repeated
        re.sub(address, r'<a href="\g<0>">\g<0></a>', escaped)
    )


def _readable_path(request: HttpRequest) -> str:
    """Return an address that can be read: after a step that is where it was taken."""
    if request.method == "POST":
        return _path_before(request) or request.get_full_path()
    return request.get_full_path()


def _path_before(request: HttpRequest) -> str:
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host() or not re.match(r"/(?!/)", before.path):
        return ""
    return before._replace(scheme="", netloc="", fragment="").geturl()
