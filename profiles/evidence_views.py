"""A section of an edition that is finished: its text and what was said of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from imap.core.access import DialogueRequest
from profiles import section_views
from profiles.edit_views import read_place_of
from profiles.pages.evidence import section_read


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    """Show a section without a field once its edition is finished; else write it."""
    if request.method != "POST":
        place = read_place_of(request, dialogue, names)
        if not place.edition.is_in_work:
            context = section_read(place, request.access, request.user)
            return render(request, "profiles/edit/section_read.html", context)
    return section_views.section(request, dialogue, **names)
