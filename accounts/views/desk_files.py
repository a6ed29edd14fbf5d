"""Letters of nomination, handed out to the secretariat."""

from __future__ import annotations

import uuid

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import EvidenceFile
from accounts.queue.evidence import files_of
from accounts.views.desk import find
from imap.core.access import DialogueRequest
from imap.core.headers import SANDBOX

_SHOWN = ("image/png", "image/jpeg")


@never_cache
@require_safe
def letter(
    request: DialogueRequest, dialogue: str, number: int, key: uuid.UUID
) -> HttpResponseBase:
    """Hand out a letter of this request; pictures may also be looked at in the page."""
    evidence = get_object_or_404(files_of(find(dialogue, number)), key=key)
    return hand_out(evidence, is_shown="show" in request.GET)


def hand_out(evidence: EvidenceFile, *, is_shown: bool) -> FileResponse:
    """Answer with the file: as a download, or a picture to be looked at."""
    response = FileResponse(
        evidence.file.open("rb"),
        as_attachment=not (is_shown and evidence.media_type in _SHOWN),
        filename=evidence.name,
        content_type=evidence.media_type,
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
