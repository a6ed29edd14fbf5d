"""For the real portal: starts only when everything it needs is named."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from imap.settings.base import *  # noqa: F403
from imap.settings.base import env

SECRET_LENGTH = 50


def _required(name: str) -> str:
    value: str = env.str(name, default="")
    if not value:
        message = f"Set {name} in the environment; see .env.example."
        raise ImproperlyConfigured(message)
    return value


SECRET_KEY = _required("SECRET_KEY")
if len(SECRET_KEY) < SECRET_LENGTH:
    raise ImproperlyConfigured("SECRET_KEY needs at least 50 characters.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = _required("ALLOWED_HOSTS").split(",")
SITE_URL = _required("SITE_URL")
for _name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"):
    _required(_name)
AUDIT_ANCHOR_KEY = _required("AUDIT_ANCHOR_KEY")

DEBUG = False
DEMONSTRATION = False
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# A proxy that ends TLS stands before the portal. Were its address taken for everybody's
# own, one person's wrong passwords would keep all others from signing in.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
DEVICE_COOKIE_NAME = "__Host-device"
