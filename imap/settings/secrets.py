"""Secrets of a trial installation: made once, kept beside its database."""

from __future__ import annotations

from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret(path: Path) -> str:
    """Return the secret in `path`, made on the first call and readable by its owner."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
