from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from imap.core.access import DialogueRequest
from profiles.models import Edition
from profiles.pages.country import UnknownParticipantError, country_page
from profiles.pages.country_list import country_list
from profiles.pages.edition import edition_page
from profiles.pages.front import front_page


@require_safe
def front(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return render(request, "profiles/front.html", front_page(dialogue))


@require_safe
def in_focus(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return render(request, "profiles/in_focus.html", front_page(dialogue))


@require_safe
def countries(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return render(request, "profiles/countries.html", country_list(dialogue))


@require_safe
def country(request: DialogueRequest, dialogue: str, iso3: str) -> HttpResponse:
    newest = request.GET.get("figures") == "newest"
    try:
        context = country_page(dialogue, iso3, newest=newest)
    except UnknownParticipantError as error:
        raise Http404 from error
    return render(request, "profiles/country.html", context)


@require_safe
def edition(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> HttpResponse:
    editions = Edition.objects.readable(dialogue).select_related("profile", "template")
    row = get_object_or_404(
        editions, profile__country=iso3, profile__kind=kind, label=label
    )
    try:
        context = edition_page(row)
    except UnknownParticipantError as error:
        raise Http404 from error
    return render(request, "profiles/edition.html", context)
