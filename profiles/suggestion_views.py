"""Suggestions for a section: made, read, accepted, rejected and withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles import permissions
from profiles.edit_views import address_of, names_of, place_of, read_place_of
from profiles.editing import autosave, suggestions
from profiles.editing.body import BodyError
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.models import Suggestion
from profiles.pages.suggestion import suggestion_page
from profiles.section_views import (
    CONFLICT,
    section_answer,
    suggestible,
    wants_json,
    window_of,
)
from profiles.suggestion_forms import AcceptForm, RejectForm, SuggestionForm


@require_POST
def suggest(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    place = suggestible(request, dialogue, names)
    form, typed = SuggestionForm(request.POST), request.POST.get("body", "")
    if not form.is_valid():
        told = " ".join(map(str, form.errors.get("reason", [])))
        problem = told or _("Send the form anew.")
        return section_answer(request, place, typed=typed, problem=problem)
    try:
        row = suggestions.suggest(place, **form.cleaned_data, by=request.user)
    except (BodyError, TransitionError) as error:
        return section_answer(request, place, typed=typed, problem=str(error))
    autosave.settle(place, request.user, window_of(request))
    messages.success(request, _("Your suggestion waits for an editor."))
    if wants_json(request):
        return JsonResponse({"address": _address(row)})
    return redirect(_address(row))


@require_safe
def suggestion(
    request: DialogueRequest, dialogue: str, number: int, **names: str
) -> HttpResponse:
    place = read_place_of(request, dialogue, names)
    return _page(request, _suggestion(place, number))


@require_POST
def accept(
    request: DialogueRequest, dialogue: str, number: int, **names: str
) -> HttpResponse:
    """Save what was chosen; where somebody has saved meanwhile, choose anew."""
    row = _decidable(request, dialogue, number, names)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, row, problem=_("Send the form anew."))
    try:
        suggestions.accept(
            row, form.choices, newest=form.cleaned_data["newest"], by=request.user
        )
    except ConflictError:
        words = _("Somebody else has saved this section meanwhile. Choose anew.")
        return _page(request, row, problem=words, status=CONFLICT)
    except (BodyError, TransitionError) as error:
        return _page(request, row, problem=str(error))
    messages.success(request, _("The suggestion is accepted and saved."))
    return redirect(address_of(suggestions.place_of(row)))


@require_POST
def reject(
    request: DialogueRequest, dialogue: str, number: int, **names: str
) -> HttpResponse:
    row = _decidable(request, dialogue, number, names)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form)
    try:
        suggestions.reject(row, form.cleaned_data["answer"], by=request.user)
    except TransitionError as error:
        form.add_error(None, error.message)
        return _page(request, row, form=form)
    messages.success(request, _("The suggestion is rejected."))
    return redirect(address_of(suggestions.place_of(row)))


@require_POST
def withdraw(
    request: DialogueRequest, dialogue: str, number: int, **names: str
) -> HttpResponse:
    row = _suggestion(place_of(request, dialogue, names), number)
    if not permissions.may_withdraw(row, request.user):
        raise Http404
    try:
        suggestions.withdraw(row, by=request.user)
        messages.success(request, _("The suggestion is withdrawn."))
    except TransitionError as error:
        messages.error(request, error.message)
    return redirect(_address(row))


def _page(
    request: DialogueRequest,
    row: Suggestion,
    *,
    form: RejectForm | None = None,
    problem: str = "",
    status: int = 400,
) -> HttpResponse:
    """Show a suggestion as it is now; `form` and `problem` say what was refused."""
    row.refresh_from_db(fields=["state", "answer", "decided_by", "decided_at"])
    context = suggestion_page(row, request.access, request.user)
    context |= {"form": form or RejectForm(), "problem": problem}
    return render(
        request,
        "profiles/edit/suggestion.html",
        context,
        status=status if form or problem else 200,
    )


def _suggestion(place: Place, number: int) -> Suggestion:
    row = get_object_or_404(
        suggestions.of(place).select_related("by", "decided_by", "revision"), pk=number
    )
    row.edition, row.section = place.edition, place.section
    return row


def _decidable(
    request: DialogueRequest, dialogue: str, number: int, names: dict[str, str]
) -> Suggestion:
    """Return a suggestion for whoever writes its section."""
    place = place_of(request, dialogue, names)
    if not permissions.may_write(request.access, place.edition, place.section.code):
        raise Http404
    return _suggestion(place, number)


def _address(row: Suggestion) -> str:
    where = {
        "code": row.section.code,
        "language": row.language,
        "number": str(row.pk),
    }
    return reverse("profiles:edit-suggestion", kwargs=names_of(row.edition) | where)
