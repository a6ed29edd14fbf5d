"""Letters of nomination, and the table of known domains."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import offices
from accounts.flags.domains import readable
from accounts.models import EvidenceFile, KnownDomain
from accounts.queue.evidence import files_of
from accounts.views.desk import find
from imap.core.access import DialogueRequest
from imap.core.headers import SANDBOX
from imap.core.language import search_key

_PAGE = 100
_SHOWN = ("image/png", "image/jpeg")


@never_cache
@require_safe
def letter(
    request: DialogueRequest, dialogue: str, number: int, key: uuid.UUID
) -> HttpResponseBase:
    """Hand out a letter of this request; pictures may also be looked at in the page."""
    evidence = get_object_or_404(files_of(find(dialogue, number)), key=key)
    return _answer(evidence, is_shown="show" in request.GET)


@never_cache
@require_safe
def domains(request: DialogueRequest, dialogue: str) -> HttpResponse:
    words = search_key(request.GET.get("q", "")[:100].replace("\0", ""))
    rows = KnownDomain.objects.filter(dialogue=dialogue).select_related("last_by")
    rows = _found(rows, words) if words else rows
    page = Paginator(rows.order_by("domain", "pk"), _PAGE).get_page(
        request.GET.get("page")
    )
    names = offices.names()
    context = {
        "page": page,
        "words": words,
        "rows": [
            (row, readable(row.domain), names.get(row.country_id or "", ""))
            for row in page
        ],
    }
    return render(request, "accounts/desk/domains.html", context)


def _found(rows: QuerySet[KnownDomain], words: str) -> QuerySet[KnownDomain]:
    """Find the words in a domain as mail writes it, and as people read it."""
    coded = rows.filter(domain__contains="xn--").values_list("pk", "domain")
    read = [pk for pk, domain in coded if words in search_key(readable(domain))]
    return rows.filter(Q(domain__contains=words) | Q(pk__in=read))


def _answer(evidence: EvidenceFile, *, is_shown: bool) -> FileResponse:
    response = FileResponse(
        evidence.file.open("rb"),
        as_attachment=not (is_shown and evidence.media_type in _SHOWN),
        filename=evidence.name,
        content_type=evidence.media_type,
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
