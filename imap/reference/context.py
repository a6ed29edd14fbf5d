"""The i-Map that the frame of a page names, with its disclaimer and footnotes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from imap.reference.models import Dialogue


def dialogue_frame(request: HttpRequest) -> dict[str, Any]:
    slug = getattr(request, "dialogue", "")
    if not slug:
        return {"dialogue_frame": None}
    return {"dialogue_frame": SimpleLazyObject(lambda: Dialogue.objects.get(pk=slug))}
