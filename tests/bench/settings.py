"""The portal as it runs for real, on loopback and without TLS."""

from __future__ import annotations

from imap.settings.development import *  # noqa: F403
from imap.settings.development import VAR_DIR

ROOT_URLCONF = "tests.bench.urls"
OUTBOX_FILE_DIR = None
STATIC_ROOT = VAR_DIR / "bench-static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
