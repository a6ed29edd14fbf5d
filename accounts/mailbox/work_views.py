"""Steps of an enquiry beside the answer: put off, leave a note, send a link."""

from __future__ import annotations

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.mailbox import lost_access, notes, scheduled, waiting
from accounts.mailbox.views import address_of, find, thread
from accounts.mailbox.work_forms import LinkForm, NoteForm, PutOffForm
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.views import stale


@require_POST
def put_off(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row, form = find(dialogue, number), PutOffForm(request.POST)
    if not form.is_valid():
        return thread(request, row, put_off_form=form)
    try:
        waiting.put_off(row, form.cleaned_data["until"], by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@require_POST
def bring_back(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    try:
        waiting.bring_back(find(dialogue, number), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect(address_of(dialogue, number))


@require_POST
def unschedule(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    scheduled.stop(find(dialogue, number), by=request.user)
    return redirect(f"{address_of(dialogue, number)}#answer")


@require_POST
def note(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row, form = find(dialogue, number), NoteForm(request.POST, dialogue=dialogue)
    if not form.is_valid():
        return thread(request, row, note_form=form)
    text, to = form.cleaned_data["note"], form.person()
    notes.write(row, text, by=request.user, to=to)
    return redirect(address_of(dialogue, number))


@require_POST
def link(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row, form = find(dialogue, number), LinkForm(request.POST)
    if not form.is_valid():
        return thread(request, row, link_form=form)
    address = form.cleaned_data["address"]
    try:
        member = lost_access.send_link(row, address, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    if member:
        _mail_new_password(request, member)
    messages.success(
        request,
        _("If this address is on file on this i-Map, a link is on its way to it."),
    )
    return redirect(address_of(dialogue, number))


def _mail_new_password(request: DialogueRequest, address: str) -> None:
    form = ResetPasswordForm(data={"email": address})
    if form.is_valid():
        form.save(request)
