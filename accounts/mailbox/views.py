"""The mailbox on the secretariat's desk.

Only the secretariat of the i-Map gets there (the gate); enquiries and files are always
looked up among that i-Map's own.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.mailbox import page, steps
from accounts.mailbox.forms import AssignForm, KindForm, RequestForm
from accounts.mailbox.models import Attachment, Enquiry
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
    return _thread(request, _find(dialogue, number))


@require_POST
def claim(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = _find(dialogue, number)
    try:
        row = steps.claim(row, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    form = page.answer_form(row, data=request.POST)
    if form is not None and request.POST.get("text", "").strip():
        return _thread(request, row, answer=form.typed())
    return redirect(f"{_address(dialogue, number)}#answer")


@require_POST
def release(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        steps.release(_find(dialogue, number), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(_address(dialogue, number))


@require_POST
def reply(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = _find(dialogue, number)
    form = page.answer_form(row, data=request.POST)
    if form is None:
        raise Http404
    if "insert" in request.POST:
        return _thread(request, row, answer=form.with_template())
    if not form.is_valid():
        return _thread(request, row, answer=form)
    try:
        steps.reply(row, form.answer(), by=request.user)
    except TransitionError as error:
        # What was typed stays on the page, beside what has come meanwhile.
        said = {"answer": form, "message": error.message}
        return _thread(request, _find(dialogue, number), status=CONFLICT, **said)
    return redirect(_address(dialogue, number))


@require_POST
def to_other(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        steps.to_other(
            _find(dialogue, number),
            by=request.user,
            version=int(version) if version.isdecimal() else 0,
        )
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(_address(dialogue, number))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def convert(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = _find(dialogue, number)
    if request.method != "POST":
        known = {
            "name": row.sender_name,
            "email": row.sender,
            "language": row.language,
        }
        return _convert(request, row, RequestForm(dialogue=dialogue, initial=known))
    form = RequestForm(request.POST, dialogue=dialogue)
    if not form.is_valid():
        return _convert(request, row, form)
    try:
        steps.convert(row, form.application(), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(_address(dialogue, number))


@require_POST
def sort(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = _find(dialogue, number)
    form = KindForm(request.POST)
    if not form.is_valid():
        return _thread(request, row, kind_form=form)
    steps.sort(row, form.cleaned_data["kind"], by=request.user)
    return redirect(_address(dialogue, number))


@require_POST
def assign(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = _find(dialogue, number)
    form = AssignForm(request.POST, dialogue=dialogue)
    if not form.is_valid():
        return _thread(request, row, assign_form=form)
    try:
        steps.assign(row, form.person(), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(_address(dialogue, number))


@require_POST
def close(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        steps.close(_find(dialogue, number), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(_address(dialogue, number))


@require_POST
def reopen(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        steps.reopen(_find(dialogue, number), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(_address(dialogue, number))


@never_cache
@require_safe
def attachment(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    """Give a file out as a download that no browser opens by itself."""
    rows = Attachment.objects.filter(letter__dialogue_id=dialogue).exclude(file="")
    row = get_object_or_404(rows, key=key, letter__enquiry__isnull=False)
    with row.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row.name)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _find(dialogue: str, number: int) -> Enquiry:
    rows = Enquiry.objects.of(dialogue).select_related("assigned_to", "answering_by")
    return get_object_or_404(rows, number=number)


def _address(dialogue: str, number: int) -> str:
    return reverse("mailbox:enquiry", args=[dialogue, number])


def _thread(
    request: DialogueRequest, row: Enquiry, *, status: int = 200, **changed: Any
) -> HttpResponse:
    context = page.listing(request, row.dialogue_id) | page.thread(request, row)
    return render(request, "mailbox/mailbox.html", context | changed, status=status)


def _convert(request: DialogueRequest, row: Enquiry, form: RequestForm) -> HttpResponse:
    letters = SimpleLazyObject(lambda: page.thread(request, row)["letters"])
    context = {"enquiry": row, "form": form, "letters": letters}
    return render(request, "mailbox/request.html", context)
