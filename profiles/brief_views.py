"""The bilateral brief as a page, as PDF and as DOCX."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from imap.core.access import DialogueRequest
from imap.core.language import current
from imap.reference.participants import participants
from profiles.file_views import docx, pdf
from profiles.pages.brief.content import Brief, brief
from profiles.pages.brief.paper import paper
from profiles.pages.brief.word import document
from profiles.pages.country import UnknownParticipantError


@require_safe
def page(
    request: DialogueRequest, dialogue: str, first: str, second: str
) -> HttpResponse:
    context = {
        "brief": _brief(dialogue, first, second),
        "members": participants(dialogue, current()),
        "choices": [("first", first), ("second", second)],
    }
    return render(request, "profiles/brief.html", context)


@require_safe
def choice(request: DialogueRequest, dialogue: str) -> HttpResponse:
    """Lead to the brief of the two states chosen, or back to choose another one."""
    codes = [each.iso3 for each in participants(dialogue, current())]
    first, second = (request.GET.get(name, "") for name in ("first", "second"))
    if first not in codes or second not in codes or first == second:
        messages.error(request, _("Choose two different states for a brief."))
        back = ("profiles:country", [dialogue, first])
        name, places = back if first in codes else ("profiles:countries", [dialogue])
        return HttpResponseRedirect(reverse(name, args=places))
    return HttpResponseRedirect(
        reverse("profiles:brief", args=[dialogue, first, second])
    )


@require_safe
def as_pdf(
    request: DialogueRequest, dialogue: str, first: str, second: str
) -> HttpResponse:
    content = _brief(dialogue, first, second)
    return pdf(paper(content), f"{_name(content)}.pdf")


@require_safe
def as_docx(
    request: DialogueRequest, dialogue: str, first: str, second: str
) -> HttpResponse:
    content = _brief(dialogue, first, second)
    return docx(document(content), f"{_name(content)}.docx")


def _brief(dialogue: str, first: str, second: str) -> Brief:
    try:
        return brief(dialogue, first, second)
    except UnknownParticipantError as error:
        raise Http404 from error


def _name(content: Brief) -> str:
    slug = content.dialogue.slug
    return (
        f"{slug}-{content.first.iso3}-{content.second.iso3}-{content.day.isoformat()}"
    )
