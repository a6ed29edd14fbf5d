"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from imap.core import language


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return direction, dialogue, access and the languages of the page."""
    code = language.current()
    slug = getattr(request, "dialogue", "")
    offered = settings.DIALOGUES.get(slug, ("en", "ru"))
    return {
        "dialogue": slug,
        "access": getattr(request, "access", None),
        "language_code": code,
        "direction": language.direction(code),
        "languages_offered": [
            (each, name) for each, name in settings.LANGUAGES if each in offered
        ],
        "demonstration": settings.DEMONSTRATION,
    }
