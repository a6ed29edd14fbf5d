"""For trying out on one machine: plain http, SQLite, mails as files."""

from __future__ import annotations

from imap.settings.base import *  # noqa: F403
from imap.settings.base import BASE_DIR, VAR_DIR, env
from imap.settings.secrets import local_secret

VAR_DIR.mkdir(exist_ok=True)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret(VAR_DIR / "secret-key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{env.int('PORT', 8000)}")

# Demonstration accounts sign in with a password alone; a banner on each page says so.
MFA_REQUIRED = False
DEMONSTRATION = True
# Long enough to see the undo, short enough to wait for the mail.
UNDO_SECONDS = env.int("UNDO_SECONDS", default=20)
OUTBOX_FILE_DIR = VAR_DIR / "mail"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
FIGURES_DIR = env.path("FIGURES_DIR", default=BASE_DIR.parent / "shared" / "data")
