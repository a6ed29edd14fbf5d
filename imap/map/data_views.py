"""Data of the map: stored bodies, and files with their sources."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from imap.core.access import DialogueRequest
from imap.core.codings import codings
from imap.map import bodies, exports, payloads
from imap.map.files import CSV, XLSX, written
from imap.map.flows.export import flows_of
from imap.map.layers.socket import Content, layers_for, scene_of
from imap.map.layers.view import Export
from imap.map.models import Payload
from imap.statistics.series_key import series_key

TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def indicator(request: DialogueRequest, dialogue: str, key: str) -> HttpResponseBase:
    # Only series have such an address; other stored answers are the page's own.
    return _stored(request, payloads.get(dialogue, key) if series_key(key) else None)


@require_safe
def indicator_file(
    request: DialogueRequest, dialogue: str, key: str, form: str
) -> HttpResponse:
    export = exports.figures(dialogue, key)
    return _file(export, f"{dialogue}-{key.replace('@', '-')}.{form}")


@require_safe
def flows(request: DialogueRequest, dialogue: str, iso3: str) -> HttpResponseBase:
    return _stored(request, payloads.get(dialogue, f"{bodies.FLOWS}:{iso3}"))


@require_safe
def flows_file(
    request: DialogueRequest, dialogue: str, iso3: str, form: str
) -> HttpResponse:
    export = flows_of(dialogue, iso3)
    told = exports.with_notes(dialogue, export) if export else None
    return _file(told, f"{dialogue}-flows-{iso3}.{form}")


@require_safe
def layer_json(request: DialogueRequest, dialogue: str, file: str) -> HttpResponse:
    _key, content = _content(request, dialogue, file)
    answer = content.answer() if content else None
    return _unknown() if answer is None else JsonResponse(answer)


@require_safe
def layer_file(
    request: DialogueRequest, dialogue: str, file: str, form: str
) -> HttpResponse:
    key, content = _content(request, dialogue, file)
    export = content.export() if content else None
    told = exports.with_notes(dialogue, export) if export else None
    return _file(told, f"{dialogue}-{key}.{form}")


def _content(
    request: DialogueRequest, dialogue: str, file: str
) -> tuple[str, Content | None]:
    """Return key and content of the layer that answers under a name."""
    for layer in layers_for(request.access):
        if layer.file == file:
            return layer.key, layer.content(scene_of(dialogue, request.access))
    return "", None


def _stored(request: HttpRequest, payload: Payload | None) -> HttpResponseBase:
    if payload is None:
        return _unknown()
    accepted = codings(request)
    coding, body = "", payload.body
    if "br" in accepted:
        coding, body = "br", payload.brotli
    elif "gzip" in accepted:
        coding, body = "gzip", payload.gzip
    etag = f'"{payload.etag}-{coding}"'
    response = HttpResponse(bytes(body), content_type="application/json")
    if coding:
        response["Content-Encoding"] = coding
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return get_conditional_response(request, etag=etag, response=response) or response


def _unknown() -> JsonResponse:
    return JsonResponse({"error": "not found"}, status=404)


def _file(export: Export | None, name: str) -> HttpResponse:
    if export is None:
        return _unknown()
    form = name.rpartition(".")[2]
    response = HttpResponse(written(export, form), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
