"""What follows a decision: a colleague agrees or returns it, it is undone or sent."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts import registration as steps
from accounts.forms import ReturnForm, VersionForm
from accounts.sign_in import step_up
from accounts.views.desk import act, find
from accounts.views.desk_page import PageContent, desk
from imap.core.access import DialogueRequest


@require_POST
@step_up.required("decide")
def second(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row, form = find(dialogue, number), VersionForm(request.POST)
    if not form.is_valid():
        return desk(request, dialogue, row)
    version = form.cleaned_data["version"]
    return act(
        request, row, lambda: steps.second(row, by=request.user, version=version)
    )


@require_POST
@step_up.required("decide")
def send_back(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row, form = find(dialogue, number), ReturnForm(request.POST)
    if not form.is_valid():
        return desk(request, dialogue, row, PageContent(return_form=form))
    reason = form.cleaned_data["reason"]
    version = form.cleaned_data["version"] or 0
    return act(
        request,
        row,
        lambda: steps.send_back(row, reason, by=request.user, version=version),
    )


@require_POST
@step_up.required("decide")
def reopen(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row, form = find(dialogue, number), ReturnForm(request.POST)
    if not form.is_valid():
        return desk(request, dialogue, row, PageContent(return_form=form))
    reason = form.cleaned_data["reason"]
    return act(request, row, lambda: steps.reopen_refused(row, reason, by=request.user))


@require_POST
def undo(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    return act(request, row, lambda: steps.undo(row, by=request.user))


@require_POST
@step_up.required("decide")
def send_now(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    return act(request, row, lambda: steps.send_now(row, by=request.user))
