from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from imap.core.access import DialogueRequest
from imap.map.card import country_card
from imap.map.layers.flows import FlowsLayer
from imap.map.layers.indicator import IndicatorLayer
from imap.map.layers.socket import scene_of
from imap.map.page import map_page
from imap.map.sources_page import source_entries


@require_safe
def page(request: DialogueRequest, dialogue: str) -> HttpResponse:
    content = map_page(dialogue, request.access, request.GET.dict())
    # The frame of the page would ask for the i-Map once more.
    frame = {"dialogue_frame": content.dialogue}
    asked = content.asked.country
    # For browsers without script; with one, the card is asked for by itself.
    card = country_card(dialogue, request.access, asked) if asked else None
    context = {"page": content, "config": content.config(), "card": card, **frame}
    return render(request, "map/page.html", context)


@require_safe
@conditional_page
def indicators(request: DialogueRequest, dialogue: str) -> JsonResponse:
    """Answer what the script tells of every indicator, in the reader's language."""
    content = IndicatorLayer().content(scene_of(dialogue, request.access))
    return JsonResponse(content.catalogue() if content else {})


@require_safe
@conditional_page
def flows(request: DialogueRequest, dialogue: str) -> JsonResponse:
    """Answer what the script tells of every type of flow, in the reader's language."""
    content = FlowsLayer().content(scene_of(dialogue, request.access))
    return JsonResponse(content.about() if content else {})


@require_safe
def sources(request: DialogueRequest, dialogue: str) -> HttpResponse:
    context = {"entries": source_entries(dialogue)}
    return render(request, "map/sources.html", context)


@require_safe
def card(request: DialogueRequest, dialogue: str, iso3: str) -> HttpResponse:
    """Answer the card of a country as a fragment of the page."""
    content = country_card(dialogue, request.access, iso3)
    if content is None:
        raise Http404
    return render(request, "map/_card.html", {"card": content})
