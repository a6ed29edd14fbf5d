"""What the languages of texts call themselves, by code."""

from __future__ import annotations

from django.conf import settings

LANGUAGE_NAMES: dict[str, str] = dict(settings.LANGUAGES)
