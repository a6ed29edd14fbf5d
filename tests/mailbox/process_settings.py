"""The suite's settings for a process that is killed: its files outlive it."""

from __future__ import annotations

from imap.settings.test import *  # noqa: F403
from imap.settings.test import STORAGES, env

STORAGES |= {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}
MEDIA_ROOT = env.path("MEDIA_ROOT")
