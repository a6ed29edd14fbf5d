"""The secretariat decides: claim, ask, approve, refuse, with a look at the mail before.

Only the secretariat of the i-Map gets here (the gate); rows are always looked up among
that i-Map's own. Everything that changes something is a POST and may be pressed twice.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import permissions
from accounts import registration as steps
from accounts.forms import DecisionForm
from accounts.models import Registration
from accounts.queue import previews, reasons
from accounts.sign_in import step_up
from accounts.views.desk_page import PageContent, desk
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail


@never_cache
@require_safe
def registrations(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return desk(request, dialogue)


@never_cache
@require_safe
def registration(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    return desk(request, dialogue, find(dialogue, number))


@require_POST
def claim(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    return act(request, row, lambda: steps.claim(row, by=request.user))


@require_POST
def release(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    return act(request, row, lambda: steps.release(row, by=request.user))


@require_POST
@step_up.required("decide")
def approve(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    form = DecisionForm(request.POST, row=row, verb="approve")
    if not form.is_valid():
        return _with_errors(request, row, form)
    data, grant = form.cleaned_data, form.grant()
    words = {"version": data["version"], "reason": data["reason"]}
    return act(
        request, row, lambda: steps.approve(row, grant, by=request.user, **words)
    )


@require_POST
@step_up.required("decide")
def ask(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    form = DecisionForm(request.POST, row=row, verb="ask")
    if not form.is_valid():
        return _with_errors(request, row, form)
    words, version = form.cleaned_data["reason"], form.cleaned_data["version"]
    return act(
        request, row, lambda: steps.ask(row, words, by=request.user, version=version)
    )


@require_POST
@step_up.required("decide")
def refuse(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = find(dialogue, number)
    form = DecisionForm(request.POST, row=row, verb="refuse")
    if not form.is_valid():
        return _with_errors(request, row, form)
    data, code = form.cleaned_data, form.reason_code
    return act(
        request,
        row,
        lambda: steps.refuse(
            row, data["reason"], by=request.user, version=data["version"], code=code
        ),
    )


@never_cache
@require_POST
def preview(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    """Show the mail of the button as it would leave, and keep what was typed."""
    row = find(dialogue, number)
    if not permissions.can_decide(request.user, row):
        raise PermissionDenied
    verb = request.POST.get("show", previews.APPROVE)
    form = DecisionForm(request.POST, row=row, verb=verb)
    chosen = reasons.find(request.POST.get("template", ""), row.language)
    if "fill" in request.POST and chosen:
        data = request.POST.copy()
        data["reason"] = chosen.text
        form = DecisionForm(data, row=row, verb=verb)
    mail = _mail(row, form, verb) if form.is_valid() else None
    if request.headers.get("X-Part") == "preview":
        context = {"preview": mail, "preview_of": verb, "form": form}
        return render(request, "accounts/desk/_preview.html", context)
    return desk(
        request, dialogue, row, PageContent(form, preview=mail, preview_of=verb)
    )


def find(dialogue: str, number: int) -> Registration:
    rows = Registration.objects.of(dialogue).confirmed()
    rows = rows.select_related(
        "dialogue", "organisation", "decided_by", "second_by", "claimed_by"
    )
    return get_object_or_404(
        rows.select_related("nomination__entered_by"), number=number
    )


def act(
    request: DialogueRequest, row: Registration, step: Callable[[], object]
) -> HttpResponse:
    """Take the step and lead back; say in words why it could not be taken."""
    number = row.number or 0
    try:
        step()
    except PermissionDenied:
        return _not_yours(request, row)
    except TransitionError as error:
        latest = find(row.dialogue_id, number)
        content = PageContent(
            _again(request, latest),
            conflict=error.message,
            seen=_seen(request),
            status=409,
        )
        return desk(request, row.dialogue_id, latest, content)
    address = reverse("accounts:desk-registration", args=[row.dialogue_id, number])
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


def _not_yours(request: DialogueRequest, row: Registration) -> HttpResponse:
    if permissions.is_own(request.user, row):
        words = _("This is your own request. A colleague decides on it.")
    elif permissions.can_decide(request.user, row):
        words = _("You took part in this decision. Another colleague does this.")
    else:
        raise PermissionDenied
    return desk(request, row.dialogue_id, row, PageContent(refused=words, status=403))


def _with_errors(
    request: DialogueRequest, row: Registration, form: DecisionForm
) -> HttpResponse:
    return desk(request, row.dialogue_id, row, PageContent(form, preview_of=form.verb))


def _again(request: DialogueRequest, row: Registration) -> DecisionForm:
    """Return the form as it was typed, for the version that is shown now."""
    kept = ("role", "until", "country", "template", "reason")
    typed = {name: request.POST[name] for name in kept if name in request.POST}
    latest = row.events.order_by("-pk").values_list("pk", flat=True).first() or 0
    return DecisionForm(
        row=row,
        initial={"country": row.country_id}
        | typed
        | {"version": row.version, "seen": latest},
    )


def _seen(request: DialogueRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 18 else None


def _mail(row: Registration, form: DecisionForm, verb: str) -> OutgoingMail:
    text = form.cleaned_data["reason"]
    if verb == previews.ASK:
        return previews.of_question(row, text)
    if verb == previews.REFUSE:
        return previews.of_refusal(row, text)
    return previews.of_approval(row, form.grant())
