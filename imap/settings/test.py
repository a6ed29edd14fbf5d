"""For the suite: real doors, a cheap password hash, static files without a manifest."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from imap.settings.base import *  # noqa: F403
from imap.settings.base import DATABASES, env

DEBUG = False
SECRET_KEY = "for-tests-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
DEMONSTRATION = False
# The machinery of languages is tested with all of them.
DIALOGUES = {"bmp": ("en", "ru"), "mtm": ("en", "fr", "ar")}
UNDO_SECONDS = env.int("UNDO_SECONDS", default=0)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(mkdtemp(prefix="imap-media-"))
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
FIGURES_DIR = env.path("FIGURES_DIR", default=Path.cwd().parent / "shared" / "data")

# A test that forgot its database meets an empty one, never the one of `make run`.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = str(
        Path(mkdtemp(prefix="imap-db-")) / "empty.sqlite3"
    )
