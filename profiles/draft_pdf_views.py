"""A draft as a PDF: asked for, waited for and opened by whoever may open the draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles.edit_views import draft_of, names_of
from profiles.file_views import pdf
from profiles.models import DraftFile, Edition
from profiles.pages.draft_pdf import draft_pdf_page
from profiles.publication import draft_papers

READY = DraftFile.State.READY


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(
    request: DialogueRequest, dialogue: str, language: str, **names: str
) -> HttpResponse:
    """Show how far the PDF is; a POST asks for it, and gives what is kept at once."""
    edition = _draft(request, dialogue, language, names)
    if request.method == "POST":
        return _asked(request, edition, language)
    if not edition.is_open:
        return _to_submission(edition)
    return render(
        request, "profiles/edit/draft_pdf.html", draft_pdf_page(edition, language)
    )


@never_cache
@require_safe
def file(
    request: DialogueRequest, dialogue: str, language: str, **names: str
) -> HttpResponse:
    """Answer the PDF that is kept; the page says why where there is none."""
    edition = _draft(request, dialogue, language, names)
    ready = edition.draft_files.filter(language=language, state=READY).first()
    if not edition.is_open or ready is None:
        return redirect(address("edit-draft-pdf", edition, language))
    name = f"draft-{names['iso3']}-{names['kind']}-{names['label']}-{language}.pdf"
    return pdf(bytes(ready.content), name)


def address(name: str, edition: Edition, language: str) -> str:
    return reverse(
        f"profiles:{name}", kwargs=names_of(edition) | {"language": language}
    )


def _draft(
    request: DialogueRequest, dialogue: str, language: str, names: dict[str, str]
) -> Edition:
    edition = draft_of(request, dialogue, **names)
    if language not in edition.languages:
        raise Http404
    return edition


def _asked(request: DialogueRequest, edition: Edition, language: str) -> HttpResponse:
    try:
        asked = draft_papers.ask(edition, language)
    except TransitionError as error:
        messages.error(request, error.message)
        return _to_submission(edition)
    is_kept = asked.state == READY
    name = "edit-draft-file" if is_kept else "edit-draft-pdf"
    return redirect(address(name, edition, language))


def _to_submission(edition: Edition) -> HttpResponse:
    """Lead to where the paper for signature is, once the text is with its state."""
    return redirect(reverse("profiles:edit-submission", kwargs=names_of(edition)))
