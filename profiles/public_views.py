from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from imap.core import language, privacy
from imap.core.legal import notice_version, notices
from imap.reference.models import Dialogue
from profiles.pages.front import picture

# Pages outside the i-Maps exist in these.
LANGUAGES = ("en", "ru")
LEGAL_PAGES = frozenset({"notice", "accessibility", "privacy", "personal-data"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the doors in the language of the browser, as far as we have it."""
    code = language.current()
    with translation.override(code if code in LANGUAGES else LANGUAGES[0]):
        return doors(request)


@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    doors = [
        (dialogue, _front_address(dialogue.slug), picture(dialogue.slug))
        for dialogue in Dialogue.objects.all()
    ]
    return render(request, "public/doors.html", {"doors": doors})


@require_safe
def legal(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in LEGAL_PAGES:
        raise Http404
    dialogues = Dialogue.objects.all()
    context = {
        "dialogues": dialogues,
        "notices": [(each, notices(each.pk)[0]) for each in dialogues],
        "confirm_days": settings.REGISTRATION_LINK_DAYS,
        "register": privacy.entries() if slug == "personal-data" else [],
    }
    return render(request, f"public/{slug}.html", context)


@require_safe
def notice(request: HttpRequest, i_map: str, version: str = "") -> HttpResponse:
    """Show the legal notice of one i-Map in its languages, old versions too."""
    matches = [
        each for each in notices(i_map) if each.version == version or not version
    ]
    if not matches:
        raise Http404
    offered = settings.DIALOGUES[i_map]
    code = language.current()
    context = {
        "i_map": get_object_or_404(Dialogue, pk=i_map),
        "notice": matches[0],
        "sections": matches[0].sections(code),
        "text_language": code if code in matches[0].texts else offered[0],
        "is_in_force": matches[0].version == notice_version(i_map),
        "versions": notices(i_map),
        "languages_offered": [
            (each, name) for each, name in settings.LANGUAGES if each in offered
        ],
    }
    return render(request, "public/i_map_notice.html", context)


def _front_address(slug: str) -> str:
    """Lead straight to a language the i-Map has, not by way of a redirect."""
    offered = settings.DIALOGUES[slug]
    code = language.current() if language.current() in offered else offered[0]
    with translation.override(code):
        return reverse("profiles:front", args=[slug])
