"""From a letter: the list typed or uploaded, its dry run, and everybody entered.

Only the secretariat of the i-Map gets here (the gate); rows are always looked up among
that i-Map's own.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.models import EvidenceFile, Nomination, NominationDraft, Registration
from accounts.nominations import steps
from accounts.nominations.check import DryRun
from accounts.nominations.forms import (
    Choices,
    DefaultsForm,
    LetterForm,
    ListForm,
    PersonForm,
    labels,
    usual_until,
)
from accounts.sign_in import step_up
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.headers import SANDBOX
from imap.core.views import stale

CONFLICT, UNCHANGED = 409, 422
_PERSON = "person"


@never_cache
@require_safe
def index(request: DialogueRequest, dialogue: str) -> HttpResponse:
    letters = Nomination.objects.filter(dialogue=dialogue)
    letters = letters.select_related("entered_by").prefetch_related("registrations")
    drafts = NominationDraft.objects.filter(dialogue=dialogue).select_related("made_by")
    context = {"letters": [_summary(letter) for letter in letters], "drafts": drafts}
    return render(request, "accounts/nominations/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DialogueRequest, dialogue: str) -> HttpResponse:
    """One page for both: one person, or a list with what stands for all its rows."""
    choices = Choices(dialogue)
    kind = _PERSON if request.GET.get("kind") == _PERSON else "list"
    data = request.POST if request.method == "POST" else None
    forms: dict[str, Any] = {
        "letter": LetterForm(data, request.FILES or None),
        "person": PersonForm(data, choices=choices, initial=_usual(request, dialogue)),
        "defaults": DefaultsForm(data, choices=choices),
        "list": ListForm(data, request.FILES or None),
    }
    used = ["letter", "person"] if kind == _PERSON else ["letter", "list", "defaults"]
    answers = [data is not None and forms[name].is_valid() for name in used]
    if all(answers):
        try:
            key = _start(request, forms, kind)
            return redirect("accounts:desk-draft", dialogue, key)
        except ValidationError as error:
            forms["list"].add_error(None, error)
    context = {"forms": forms, "kind": kind, "used": [forms[name] for name in used]}
    return render(request, "accounts/nominations/new.html", context)


@never_cache
@require_safe
def draft(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = NominationDraft.objects.filter(dialogue=dialogue, key=key).first()
    if row is None:
        get_object_or_404(Nomination, dialogue=dialogue, form_id=key)
        return redirect("accounts:desk-nomination", dialogue, key)
    return _dry_run(request, row)


@require_POST
def columns(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _draft(dialogue, key)
    known = {name for name, _label in labels()}
    chosen = [request.POST.get(f"column-{n}", "") for n in range(len(row.columns))]
    try:
        steps.set_columns(
            row,
            [name if name in known else "" for name in chosen],
            has_header="has_header" in request.POST,
            by=request.user,
        )
    except ValidationError as error:
        return _dry_run(request, row, problem=error.messages[0], status=UNCHANGED)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("accounts:desk-draft", dialogue, key)


@require_POST
def correct(
    request: DialogueRequest, dialogue: str, key: uuid.UUID, number: int
) -> HttpResponse:
    row = _draft(dialogue, key)
    values = {
        name: request.POST.get(name, "")[:2000] for name in PersonForm.base_fields
    }
    try:
        row = steps.correct(row, number, values, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    if DryRun(row, request.user).rows[number].form.errors:
        return _dry_run(request, row, opened=number)
    return redirect(f"{_address(row)}#row-{number}")


@require_POST
def take(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _draft(dialogue, key)
    try:
        steps.take(row, _ticks(request), by=request.user, version=_version(request))
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("accounts:desk-draft", dialogue, key)


@require_POST
@step_up.required("decide")
def enter(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    entered = Nomination.objects.filter(dialogue=dialogue, form_id=key).first()
    if entered is None:
        row = _draft(dialogue, key)
        try:
            row = steps.take(
                row, _ticks(request), by=request.user, version=_version(request)
            )
            steps.enter(row, by=request.user)
        except steps.NotReadyError:
            row.refresh_from_db()
            return _dry_run(request, row, is_refused=True, status=CONFLICT)
        except TransitionError as error:
            return stale(request, error.message)
    return redirect("accounts:desk-nomination", dialogue, key)


@require_POST
def discard(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    try:
        steps.discard(_draft(dialogue, key), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    messages.success(request, _("The list was thrown away. Nobody was entered."))
    return redirect("accounts:desk-nominations", dialogue)


@never_cache
@require_safe
def nomination(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _nomination(dialogue, key)
    people = list(row.registrations.select_related("organisation").order_by("number"))
    context = {
        "nomination": row,
        "letter": steps.letter_of(row),
        "people": people,
        "summary": _summary(row),
        "held": [each for each in people if each.state == Registration.State.HELD],
    }
    return render(request, "accounts/nominations/nomination.html", context)


@require_POST
def take_back(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    try:
        count = steps.take_back(_nomination(dialogue, key), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    messages.success(
        request,
        ngettext(
            "%(count)s person was taken back. No mail has left.",
            "%(count)s people were taken back. No mail has left.",
            count,
        )
        % {"count": count},
    )
    return redirect("accounts:desk-nomination", dialogue, key)


@require_POST
def resend(
    request: DialogueRequest, dialogue: str, key: uuid.UUID, number: int
) -> HttpResponse:
    rows = _nomination(dialogue, key).registrations
    row = get_object_or_404(rows, number=number)
    try:
        steps.resend(row, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    messages.success(request, _("The invitation was sent again."))
    return redirect("accounts:desk-nomination", dialogue, key)


@never_cache
@require_safe
def evidence(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    """Hand out a letter as a download that no browser opens as a page of ours."""
    row = get_object_or_404(EvidenceFile, dialogue=dialogue, key=key)
    with row.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=row.media_type)
    response["Content-Disposition"] = _attachment(row.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response


def _dry_run(
    request: DialogueRequest,
    row: NominationDraft,
    *,
    opened: int | None = None,
    is_refused: bool = False,
    **extra: Any,
) -> HttpResponse:
    checked = DryRun(row, request.user)
    if opened is None:
        opened = _number(request.GET.get("row"))
    context = {
        "draft": row,
        "rows": checked.rows,
        "opened": opened,
        "taken": checked.taken,
        "blocked": checked.blocked,
        "is_refused": is_refused,
        "problem": extra.get("problem"),
        "columns": _columns(row),
        "labels": labels(),
    }
    return render(
        request,
        "accounts/nominations/draft.html",
        context,
        status=extra.get("status", 200),
    )


def _start(request: DialogueRequest, forms: dict[str, Any], kind: str) -> uuid.UUID:
    data = forms["letter"].cleaned_data
    letter = steps.Letter(
        data["reference"], data["received_on"], data["note"], data["letter"]
    )
    dialogue = request.dialogue
    if kind == _PERSON:
        names = PersonForm.base_fields
        values = {name: request.POST.get(name, "") for name in names}
        made = steps.start(dialogue, letter, values, {}, by=request.user)
    else:
        usual = forms["defaults"].values()
        made = steps.start(
            dialogue, letter, forms["list"].table, usual, by=request.user
        )
    return made.key


def _usual(request: DialogueRequest, dialogue: str) -> dict[str, Any]:
    """Begin with what is usual; for somebody whose invitation lapsed, with the rest."""
    usual = {"role": "reader", "until": usual_until("reader")}
    number = _number(request.GET.get("again"))
    if number is None:
        return usual
    rows = Registration.objects.of(dialogue).filter(nomination__isnull=False)
    row = rows.filter(number=number).first()
    if row is None:
        return usual
    said = ("name", "email", "other_organisation", "ministry", "post", "language")
    organisation = row.organisation
    office = f"organisation:{organisation.code}" if organisation else "other"
    return usual | {
        **{name: getattr(row, name) for name in said},
        "office": row.country_id or office,
    }


def _summary(letter: Nomination) -> dict[str, Any]:
    """Count who of a letter was invited, has accepted, or let it lapse."""
    states = Registration.State
    outcomes = [row.state for row in letter.registrations.all()]
    return {
        "letter": letter,
        "people": len(outcomes),
        "waiting": sum(state in (states.HELD, states.COSIGN) for state in outcomes),
        "invited": outcomes.count(states.INVITED),
        "accepted": outcomes.count(states.APPROVED),
        "lapsed": outcomes.count(states.LAPSED),
    }


def _columns(row: NominationDraft) -> list[dict[str, Any]]:
    """Return each column of the list with what it was taken for and its first cells."""
    examples = [cells for _line, cells in row.cells[:3]]
    return [
        {
            "number": number,
            "name": name,
            "cells": [c[number] for c in examples if number < len(c) and c[number]],
        }
        for number, name in enumerate(row.columns)
    ]


def _draft(dialogue: str, key: uuid.UUID) -> NominationDraft:
    return get_object_or_404(NominationDraft, dialogue=dialogue, key=key)


def _nomination(dialogue: str, key: uuid.UUID) -> Nomination:
    return get_object_or_404(Nomination, dialogue=dialogue, form_id=key)


def _ticks(request: DialogueRequest) -> set[int]:
    return {
        number
        for text in request.POST.getlist("take")
        if (number := _number(text)) is not None
    }


def _version(request: DialogueRequest) -> int:
    return _number(request.POST.get("version")) or 0


def _number(text: str | None) -> int | None:
    is_number = bool(text) and bool(re.fullmatch(r"[0-9]{1,9}", text or ""))
    return int(text or 0) if is_number else None


def _address(row: NominationDraft) -> str:
    return reverse("accounts:desk-draft", args=[row.dialogue_id, row.key])


def _attachment(name: str) -> str:
    header = content_disposition_header(as_attachment=True, filename=name)
    return str(header)
