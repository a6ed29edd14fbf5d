from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from imap.core import language
from imap.core.legal import LEGAL_NOTICE_VERSION
from imap.reference.models import Dialogue

# Pages outside the i-Maps exist in these.
LANGUAGES = ("en", "ru")
LEGAL_PAGES = frozenset({"notice", "accessibility", "privacy"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the doors in the language of the browser, as far as we have it."""
    code = language.current()
    with translation.override(code if code in LANGUAGES else LANGUAGES[0]):
        return doors(request)


@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    dialogues = Dialogue.objects.all()
    doors = [(dialogue, _front_address(dialogue.slug)) for dialogue in dialogues]
    return render(request, "public/doors.html", {"doors": doors})


@require_safe
def legal(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in LEGAL_PAGES:
        raise Http404
    context = {
        "version": LEGAL_NOTICE_VERSION,
        "dialogues": Dialogue.objects.all(),
        "confirm_days": settings.REGISTRATION_LINK_DAYS,
    }
    return render(request, f"public/{slug}.html", context)


def _front_address(slug: str) -> str:
    """Lead straight to a language the i-Map has, not by way of a redirect."""
    offered = settings.DIALOGUES[slug]
    code = language.current() if language.current() in offered else offered[0]
    with translation.override(code):
        return reverse("profiles:front", args=[slug])
