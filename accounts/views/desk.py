"""The secretariat's pages: the queue on the left, one request on the right.

Only the secretariat of the i-Map gets here (the gate); rows are always looked up among
that i-Map's own.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import offices, permissions, queue
from accounts import registration as steps
from accounts.forms import ApprovalForm, RefusalForm
from accounts.models import Registration
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.views import stale


@never_cache
@require_safe
def registrations(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return _desk(request, dialogue)


@never_cache
@require_safe
def registration(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    return _desk(request, dialogue, _find(dialogue, number))


@require_POST
def approve(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    found = _find(dialogue, number)
    form = ApprovalForm(request.POST, dialogue=dialogue)
    if not form.is_valid():
        return _desk(request, dialogue, found, approval=form)
    version = form.cleaned_data["version"]
    try:
        steps.approve(found, form.grant(), by=request.user, version=version)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("accounts:desk-registration", dialogue, number)


@require_POST
def refuse(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    found = _find(dialogue, number)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _desk(request, dialogue, found, refusal=form)
    data = form.cleaned_data
    try:
        steps.refuse(found, data["reason"], by=request.user, version=data["version"])
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("accounts:desk-registration", dialogue, number)


def _find(dialogue: str, number: int) -> Registration:
    rows = Registration.objects.of(dialogue).confirmed()
    rows = rows.select_related("organisation", "decided_by")
    return get_object_or_404(rows, number=number)


def _desk(
    request: DialogueRequest,
    dialogue: str,
    found: Registration | None = None,
    *,
    approval: ApprovalForm | None = None,
    refusal: RefusalForm | None = None,
) -> HttpResponse:
    context = _queue(request, dialogue)
    if found is not None:
        version = {"version": found.version, "country": found.country_id}
        typed = request.POST or None
        context |= {
            "registration": found,
            "office": offices.name_of(found),
            "background": queue.background(found),
            "membership": found.memberships.first(),
            "can_decide": permissions.can_decide(request.user, found),
            "is_own": permissions.is_own(request.user, found),
            "approval": approval
            or ApprovalForm(initial=version | _typed(typed), dialogue=dialogue),
            "refusal": refusal or RefusalForm(initial=version | _typed(typed)),
        }
    return render(request, "accounts/desk/registrations.html", context)


def _typed(data: Any) -> dict[str, Any]:
    """Keep what was typed in the half of the form that was not asked for."""
    kept = ("role", "until", "country", "reason")
    return {name: data[name] for name in kept if name in data} if data else {}


def _queue(request: DialogueRequest, dialogue: str) -> dict[str, Any]:
    state = request.GET.get("state", queue.OPEN)
    words = request.GET.get("q", "")[:100]
    pages = Paginator(queue.select(dialogue, state, words), queue.PAGE)
    page = pages.get_page(request.GET.get("page"))
    names = offices.names()
    return {
        "counters": queue.counters(dialogue),
        "state": state,
        "words": words,
        "page": page,
        "rows": [(row, offices.name_of(row, names)) for row in page],
        "states": Registration.State,
    }
