"""Which browser somebody signs in with: in words, and whether it is a known one.

A browser is known by a signed cookie that names, for each person who signed in there, a
mark made of the account and its password. So a new password makes every browser new.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User

_SALT = "accounts.device"
_AGE = 365 * 24 * 60 * 60
# So many people at one computer are remembered.
_MOST = 10

# The first that fits: browsers name those they descend from, too.
_BROWSERS = (
    ("Edge", r"\bEdgA?(iOS)?/"),
    ("Opera", r"\b(OPR|Opera)/"),
    ("Yandex Browser", r"\bYaBrowser/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS|Chromium|HeadlessChrome)/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("macOS", r"\bMacintosh\b"),
    ("Linux", r"\bLinux\b"),
)


def in_words(user_agent: str) -> str:
    """Return “Firefox on Windows”, or what can be said of it."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("an unknown browser")


def is_known(request: HttpRequest, user: User) -> bool:
    return _mark(user) in _marks(request)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    mark = _mark(user)
    others = [each for each in _marks(request) if each != mark]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([mark, *others][:_MOST], salt=_SALT),
        max_age=_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    value = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        marks: list[str] = signing.loads(value, salt=_SALT, max_age=_AGE)
    except signing.BadSignature:
        return []
    return marks


def _mark(user: User) -> str:
    digest = salted_hmac(_SALT, f"{user.pk} {user.password}", algorithm="sha256")
    return str(digest.hexdigest()[:32])


def _first(patterns: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, look in patterns if re.search(look, text)), "")
