"""Steps between a draft and its state; whoever writes the draft sees how it stands."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.headers import SANDBOX
from profiles import permissions
from profiles.edit_views import draft_of, edition_of, names_of
from profiles.endorsement import steps
from profiles.endorsement.standing import endorsements
from profiles.file_views import pdf
from profiles.models import Edition, Submission
from profiles.pages.submission import submission_page, titles
from profiles.publication import papers
from profiles.publication import steps as publishing
from profiles.submission_forms import ReasonForm, RecordForm

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    """Show how the edition stands; a POST lays a draft before its state."""
    if request.method != "POST":
        return _page(request, edition_of(request, dialogue, **names))
    edition = draft_of(request, dialogue, **names)
    _require_submitter(request, edition)
    try:
        steps.submit(edition, by=request.user)
    except TransitionError as error:
        return _refused(request, edition, error)
    messages.success(request, _("The draft is with the state; its text is frozen."))
    return redirect(_address(edition))


@never_cache
@require_safe
def paper(
    request: DialogueRequest, dialogue: str, language: str, **names: str
) -> HttpResponse:
    """Answer the PDF to be signed; a draft has one of its own, made when asked for."""
    edition = edition_of(request, dialogue, **names)
    if language not in edition.languages:
        raise Http404
    current = edition.submissions.filter(outcome__in=Submission.STANDING).first()
    if current is None and not edition.is_in_work:
        raise Http404
    if current is None:
        where = names_of(edition) | {"language": language}
        return redirect(reverse("profiles:edit-draft-pdf", kwargs=where))
    file = papers.for_signature(current, language)
    name = f"submitted-{names['iso3']}-{names['kind']}-{names['label']}-{language}.pdf"
    return pdf(bytes(file.content), name)


@require_POST
def end(
    request: DialogueRequest, dialogue: str, outcome: str, **names: str
) -> HttpResponse:
    """Take a submission back, or close it without endorsement."""
    edition, current = _submitted(request, dialogue, names)
    is_closed = outcome == Submission.Outcome.CLOSED
    if is_closed and not permissions.may_close(request.access):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, edition, reason=form, status=400)
    try:
        steps.end(current, outcome, form.cleaned_data["reason"], by=request.user)
    except TransitionError as error:
        return _refused(request, edition, error)
    messages.success(request, _("The text can be written again."))
    return redirect(_address(edition))


@require_POST
def publish(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    edition, current = _submitted(request, dialogue, names)
    if not permissions.may_publish(request.access):
        raise Http404
    try:
        publication = publishing.publish(current, by=request.user)
    except TransitionError as error:
        return _refused(request, edition, error)
    messages.success(request, _("Published: members read this edition now."))
    return redirect(publication.edition.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    """Record what the state signed."""
    edition, current = _submitted(request, dialogue, names)
    all_titles = titles(edition)
    submitted = {
        code: all_titles[code] for code in all_titles if code in current.sections
    }
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        titles=submitted,
        initial={"seen": current.sha256},
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            steps.record(current, seen, form.chosen, form.paper(), by=request.user)
        except TransitionError as error:
            return _refused(request, edition, error)
        messages.success(request, _("Recorded. A second person checks it now."))
        return redirect(_address(edition))
    context = submission_page(edition, request.access, request.user)
    context |= {"here": _address(edition), "form": form}
    status = 400 if form.errors else 200
    return render(request, "profiles/edit/record.html", context, status=status)


@require_POST
def check(
    request: DialogueRequest, dialogue: str, key: uuid.UUID, **names: str
) -> HttpResponse:
    """Confirm or refuse a record, as a second person."""
    edition = draft_of(request, dialogue, **names)
    _require_submitter(request, edition)
    endorsement = get_object_or_404(endorsements(edition), key=key)
    try:
        if request.POST.get("verdict") == "confirm":
            steps.confirm(endorsement, by=request.user)
            messages.success(request, _("Checked: the endorsement counts now."))
            return redirect(_address(edition))
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _page(request, edition, reason=form, status=400)
        steps.refuse(endorsement, form.cleaned_data["reason"], by=request.user)
    except TransitionError as error:
        return _refused(request, edition, error)
    messages.success(request, _("The record is refused and does not count."))
    return redirect(_address(edition))


@never_cache
@require_safe
def scan(
    request: DialogueRequest, dialogue: str, key: uuid.UUID, **names: str
) -> HttpResponseBase:
    """Hand out the scan of a record, only ever as a download."""
    edition = edition_of(request, dialogue, **names)
    if not permissions.may_read_scan(request.access, edition):
        raise Http404
    endorsement = get_object_or_404(endorsements(edition), key=key)
    response = FileResponse(
        endorsement.scan.open("rb"),
        as_attachment=True,
        filename=endorsement.scan_name,
        content_type=endorsement.scan_type,
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(
    request: DialogueRequest,
    edition: Edition,
    *,
    reason: ReasonForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = submission_page(edition, request.access, request.user)
    context |= {
        "here": _address(edition),
        "reason": reason or ReasonForm(),
        "problem": problem,
    }
    return render(request, "profiles/edit/submission.html", context, status=status)


def _refused(
    request: DialogueRequest, edition: Edition, error: TransitionError
) -> HttpResponse:
    edition.refresh_from_db()
    return _page(request, edition, problem=error.message, status=CONFLICT)


def _require_submitter(request: DialogueRequest, edition: Edition) -> None:
    if not permissions.may_submit(request.access, edition):
        raise Http404


def _submitted(
    request: DialogueRequest, dialogue: str, names: dict[str, str]
) -> tuple[Edition, Submission]:
    """Return a draft that is with its state, for whoever may take steps on it."""
    edition = draft_of(request, dialogue, **names)
    _require_submitter(request, edition)
    current = edition.submissions.filter(outcome=Submission.Outcome.OPEN)
    return edition, get_object_or_404(current)


def _address(edition: Edition) -> str:
    return reverse("profiles:edit-submission", kwargs=names_of(edition))
