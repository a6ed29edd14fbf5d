"""The platform and the map. Loading Celery here makes its tasks find the app."""

from __future__ import annotations

from imap.celery import app as celery_app

__all__ = ["celery_app"]
