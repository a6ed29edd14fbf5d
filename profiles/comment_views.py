"""Comments on a section of a draft: made, answered, resolved and opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles import permissions
from profiles.comment_forms import AnswerForm, CommentForm
from profiles.edit_views import address_of, place_of
from profiles.editing import comments
from profiles.editing.passages import passages
from profiles.editing.place import Place
from profiles.models import Comment
from profiles.section_views import section_answer


@require_POST
def comment(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    place = _place(request, dialogue, names)
    form = CommentForm(passages(place).values(), request.POST)
    if not form.is_valid():
        return section_answer(request, place, comment=form)
    data = form.cleaned_data
    try:
        comments.comment(
            place, data["paragraph"], data["body"], data["asked"], by=request.user
        )
    except TransitionError as error:
        form.add_error(None, error.message)
        return section_answer(request, place, comment=form)
    messages.success(request, _("Your comment is added."))
    return _back(place)


@require_POST
def answer(
    request: DialogueRequest, dialogue: str, number: int, **names: str
) -> HttpResponse:
    place = _place(request, dialogue, names)
    form = AnswerForm(_thread(place, number), request.POST)
    if not form.is_valid():
        return section_answer(request, place, comment=form)
    data = form.cleaned_data
    try:
        comments.answer(form.thread, data["body"], data["asked"], by=request.user)
    except TransitionError as error:
        form.add_error(None, error.message)
        return section_answer(request, place, comment=form)
    messages.success(request, _("Your answer is added."))
    return _back(place)


@require_POST
def resolve(
    request: DialogueRequest, dialogue: str, number: int, **names: str
) -> HttpResponse:
    place = _place(request, dialogue, names)
    thread = _resolvable(request, place, number)
    try:
        comments.resolve(thread, by=request.user)
        messages.success(request, _("The comment is resolved."))
    except TransitionError as error:
        messages.error(request, error.message)
    return _back(place)


@require_POST
def reopen(
    request: DialogueRequest, dialogue: str, number: int, **names: str
) -> HttpResponse:
    place = _place(request, dialogue, names)
    thread = _resolvable(request, place, number)
    try:
        comments.reopen(thread)
        messages.success(request, _("The comment is open again."))
    except TransitionError as error:
        messages.error(request, error.message)
    return _back(place)


def _place(request: DialogueRequest, dialogue: str, names: dict[str, str]) -> Place:
    """Return the section that an address names, for whoever comments on it."""
    place = place_of(request, dialogue, names)
    if not permissions.may_comment(request.access, place.edition):
        raise Http404
    return place


def _thread(place: Place, number: int) -> Comment:
    rows = comments.threads(place).select_related("section", "edition__profile")
    return get_object_or_404(rows, pk=number)


def _resolvable(request: DialogueRequest, place: Place, number: int) -> Comment:
    thread = _thread(place, number)
    if not permissions.may_resolve(request.access, thread, request.user):
        raise Http404
    return thread


def _back(place: Place) -> HttpResponse:
    return redirect(f"{address_of(place)}#comments")
