"""The mailbox on the secretariat's desk.

Only the secretariat of the i-Map gets there (the gate); enquiries and files are always
looked up among that i-Map's own.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.mailbox import drafts, page, prefill, scheduled, steps
from accounts.mailbox.forms import AnswerForm, AssignForm, KindForm, RequestForm
from accounts.mailbox.forms import number as number_of
from accounts.mailbox.models import Attachment, Enquiry
from accounts.models import User
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.headers import SANDBOX
from imap.core.views import stale

CONFLICT = 409


@never_cache
@require_safe
def enquiries(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return render(request, "mailbox/mailbox.html", page.listing(request, dialogue))


@never_cache
@require_safe
def enquiry(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    return thread(request, find(dialogue, number))


@require_POST
def claim(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    try:
        row = steps.claim(row, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    form = page.answer_form(row, data=request.POST)
    if form is not None and request.POST.get("text", "").strip():
        return _typed(request, row, form)
    return redirect(f"{address_of(dialogue, number)}#answer")


@require_POST
def draft(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    """Keep an unfinished answer; a script asks for no page."""
    row = find(dialogue, number)
    form = page.answer_form(row, data=request.POST)
    if form is None:
        raise Http404
    is_script = request.headers.get("X-Part") == "draft"
    try:
        kept = drafts.save(row, form.drafted(), by=request.user)
    except TransitionError as error:
        if is_script:
            return JsonResponse({"message": error.message}, status=CONFLICT)
        return _typed(request, row, form, message=error.message, status=CONFLICT)
    if is_script:
        at = timezone.localtime(kept.saved_at).strftime("%H:%M")
        return JsonResponse({"draft": kept.version, "at": at})
    return redirect(f"{address_of(dialogue, number)}#answer")


@require_POST
def release(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        steps.release(find(dialogue, number), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@require_POST
def reply(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    form = page.answer_form(row, data=request.POST)
    if form is None:
        raise Http404
    if "insert" in request.POST:
        return _typed(request, row, form.with_template())
    if not form.is_valid():
        return thread(request, row, answer=form)
    try:
        _answer(row, form, request.user)
    except TransitionError as error:
        # What was typed stays on the page, beside what has come meanwhile.
        _keep(form, request.user)
        return _typed(request, row, form, message=error.message, status=CONFLICT)
    return redirect(address_of(dialogue, number))


@require_POST
def to_other(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        steps.to_other(
            find(dialogue, number),
            by=request.user,
            version=number_of(request.POST.get("version")),
        )
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def convert(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    if request.method != "POST":
        known = prefill.of(row)
        return _convert(request, row, RequestForm(enquiry=row, initial=known))
    form = RequestForm(request.POST, enquiry=row)
    if not form.is_valid():
        return _convert(request, row, form)
    try:
        files = form.cleaned_data["evidence"]
        steps.convert(row, form.application(), by=request.user, files=files)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@require_POST
def sort(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    form = KindForm(request.POST)
    if not form.is_valid():
        return thread(request, row, kind_form=form)
    steps.sort(row, form.cleaned_data["kind"], by=request.user)
    return redirect(address_of(dialogue, number))


@require_POST
def assign(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    form = AssignForm(request.POST, dialogue=dialogue)
    if not form.is_valid():
        return thread(request, row, assign_form=form)
    try:
        steps.assign(row, form.person(), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@require_POST
def close(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        steps.close(find(dialogue, number), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@require_POST
def reopen(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        steps.reopen(find(dialogue, number), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@never_cache
@require_safe
def attachment(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    """Give a file out as a download that no browser opens by itself."""
    rows = Attachment.objects.filter(letter__dialogue_id=dialogue).exclude(file="")
    row = get_object_or_404(rows, key=key, letter__enquiry__isnull=False)
    try:
        with row.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row.name)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def find(dialogue: str, number: int) -> Enquiry:
    rows = Enquiry.objects.of(dialogue).select_related("assigned_to", "answering_by")
    return get_object_or_404(rows, number=number)


def address_of(dialogue: str, number: int) -> str:
    return reverse("mailbox:enquiry", args=[dialogue, number])


def _answer(row: Enquiry, form: AnswerForm, user: User) -> None:
    """Send it now, or let it leave at the moment that was chosen."""
    at = form.cleaned_data["send_at"]
    if at is None:
        steps.reply(row, form.answer(), by=user)
    else:
        version = form.drafted().version
        scheduled.schedule(row, form.answer(), at, draft_version=version, by=user)


def _keep(form: AnswerForm, user: User) -> None:
    """Keep on the server what could not be sent, where nobody else's text stands."""
    with suppress(TransitionError):
        drafts.save(form.enquiry, form.drafted(), by=user)


def _typed(
    request: DialogueRequest,
    row: Enquiry,
    form: AnswerForm,
    *,
    message: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the thread as it is now, and what was typed as it was typed."""
    row = find(row.dialogue_id, row.number)
    form.enquiry = row
    if not message and not form.has_seen_all:
        message, status = _("Something came meanwhile. Look at it first."), CONFLICT
    kept = drafts.of(row)
    answer = form.typed() if form.is_bound else form
    # What has come is on this page: the next press answers it too.
    answer.initial["version"] = row.version
    if kept is not None and kept.text == answer.initial.get("text"):
        answer.initial["draft"] = kept.version
    said = {"answer": answer, "message": message, "draft": kept}
    return thread(request, row, status=status, **said)


def thread(
    request: DialogueRequest, row: Enquiry, *, status: int = 200, **changed: Any
) -> HttpResponse:
    """Answer with the enquiry beside the list; `changed` are forms that say more."""
    context = page.listing(request, row.dialogue_id) | page.thread(request, row)
    return render(request, "mailbox/mailbox.html", context | changed, status=status)


def _convert(request: DialogueRequest, row: Enquiry, form: RequestForm) -> HttpResponse:
    letters = SimpleLazyObject(lambda: page.thread(request, row)["letters"])
    context = {"enquiry": row, "form": form, "letters": letters}
    return render(request, "mailbox/request.html", context)
