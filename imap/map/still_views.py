from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from imap.core.access import DialogueRequest
from imap.core.headers import SANDBOX
from imap.map.page import map_page
from imap.map.sheet import FORMS, PDF, PNG, SVG, sheet
from imap.map.still import Still, address_of

TYPES = {SVG: "image/svg+xml", PNG: "image/png", PDF: "application/pdf"}
CITATION = "txt"


@require_safe
def still(request: DialogueRequest, dialogue: str, form: str) -> HttpResponse:
    """Answer the view of an address as a file, the nearest one as on the page.

    As text it is what to write under a picture: its citation.
    """
    if form not in (*FORMS, CITATION):
        raise Http404
    page = map_page(dialogue, request.access, request.GET.dict())
    shown = Still(page, address_of(page))
    if form == CITATION:
        return HttpResponse(f"{shown.citation}\n", content_type="text/plain")
    if shown.outlines is None:
        raise Http404
    response = HttpResponse(sheet(shown, form), content_type=TYPES[form])
    name = f"{shown.file_name}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # An SVG can hold a script; what is drawn here holds none, and none would run.
    response["Content-Security-Policy"] = SANDBOX
    return response
