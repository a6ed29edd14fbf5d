from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imap.core.access import DialogueRequest
from imap.core.codings import put_in
from profiles import permissions
from profiles.file_views import pdf
from profiles.models import Publication
from profiles.pages.changes import changes_page
from profiles.pages.check import check_page
from profiles.pages.country import UnknownParticipantError, country_page
from profiles.pages.country_list import country_list
from profiles.pages.edition import TEXT, earlier, edition_page, head, text_language
from profiles.pages.front import front_page
from profiles.publication import papers

GONE = 410
# A code has twelve letters; what is much longer is no code.
MOST_TYPED = 40


@require_safe
def front(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return render(request, "profiles/front.html", front_page(dialogue))


@require_safe
def in_focus(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return render(request, "profiles/in_focus.html", front_page(dialogue))


@never_cache
@require_safe
def check(request: DialogueRequest, dialogue: str) -> HttpResponse:
    """Say what a check code or the hash of a file stands for; open to everybody."""
    code, sha256 = request.GET.get("code", ""), request.GET.get("sha256", "")
    context = check_page(dialogue, code[:MOST_TYPED], sha256)
    return render(request, "profiles/check.html", context)


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
    publication = _publication(dialogue, iso3, kind, label)
    try:
        if publication.withdrawn_at is not None:
            page, status = "profiles/withdrawn.html", GONE
            context = head(publication)
        else:
            page, status = "profiles/edition.html", 200
            context = edition_page(publication)
    except UnknownParticipantError as error:
        raise Http404 from error
    context["may_look_behind"] = permissions.may_open(
        request.access, publication.edition
    )
    response = render(request, page, context, status=status)
    if context.get("stretches"):
        put_in(request, response, TEXT, context["stretches"])
    return response


@require_safe
def changes(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> HttpResponse:
    """Show what changed since the edition before; without one there is no page."""
    publication = _publication(dialogue, iso3, kind, label)
    before = earlier(publication).first()
    if publication.withdrawn_at is not None or before is None:
        raise Http404
    try:
        context = changes_page(publication, before)
    except UnknownParticipantError as error:
        raise Http404 from error
    return render(request, "profiles/changes.html", context)


@require_safe
def edition_pdf(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> HttpResponse:
    """Answer the file of a published edition in the language of the address."""
    publication = _publication(dialogue, iso3, kind, label)
    if publication.withdrawn_at is not None:
        raise Http404
    language = text_language(publication.edition)
    file = papers.published(publication, language)
    return pdf(bytes(file.content), f"{iso3}-{kind}-{label}-{language}.pdf")


def _publication(dialogue: str, iso3: str, kind: str, label: str) -> Publication:
    rows = Publication.objects.select_related("edition__profile", "submission")
    return get_object_or_404(
        rows.defer("snapshot", "submission__content"),
        edition__profile__dialogue=dialogue,
        edition__profile__country=iso3,
        edition__profile__kind=kind,
        edition__label=label,
    )
