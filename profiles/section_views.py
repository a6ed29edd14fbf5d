"""One section of a draft: read, written, kept and marked."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles import permissions
from profiles.comment_forms import AnswerForm, CommentForm
from profiles.edit_forms import SectionForm, WordsForm
from profiles.edit_views import address_of, place_of
from profiles.editing import autosave, languages, saving
from profiles.editing.autosave import Window
from profiles.editing.body import BodyError
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.models import Autosave, SectionProgress, SectionText
from profiles.pages.comments import comments_page
from profiles.pages.merge import merge_page
from profiles.pages.section import kept_words, section_page
from profiles.pages.suggestion import suggestions_of
from profiles.suggestion_forms import SuggestionForm

CONFLICT = 409
_VERSION = re.compile(r"\d{1,9}", re.ASCII)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    if request.method != "POST":
        return section_answer(request, place_of(request, dialogue, place))
    where = writable(request, dialogue, place)
    form = SectionForm(request.POST)
    typed = request.POST.get("body", "")
    if not form.is_valid():
        return section_answer(
            request, where, typed=typed, problem=_("Send the form anew.")
        )
    try:
        text = saving.save(
            where,
            form.cleaned_data["body"],
            version=form.cleaned_data["version"],
            by=request.user,
            is_minor=form.cleaned_data["is_minor"],
        )
    except (BodyError, TransitionError) as error:
        return section_answer(request, where, typed=typed, problem=str(error))
    except ConflictError as error:
        return conflict_answer(request, where, typed, error)
    return saved(request, where, text)


@require_POST
def keep(request: DialogueRequest, dialogue: str, **place: str) -> JsonResponse:
    """Keep what the script sends while somebody types, to save or to suggest it."""
    where = suggestible(request, dialogue, place)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"words": _("Send the form anew.")}, status=400)
    try:
        is_kept = autosave.keep(
            where,
            form.cleaned_data["body"],
            version=form.cleaned_data["version"],
            sequence=form.cleaned_data["sequence"],
            by=request.user,
            window=window_of(request),
        )
    except (BodyError, TransitionError) as error:
        return JsonResponse({"words": str(error)}, status=400)
    if not is_kept:
        words = _("Later words of this window are kept or saved already.")
        return JsonResponse({"words": words}, status=CONFLICT)
    now = timezone.localtime()
    words = _("Kept %(time)s, not saved yet") % {"time": f"{now:%H:%M}"}
    if autosave.is_full(where, request.user):
        words = f"{words}. {_most_kept()}"
    return JsonResponse({"words": words})


def _most_kept() -> str:
    return _(
        "Of what you typed here and did not save, the %(most)s newest texts are kept; "
        "the oldest gives way to the next."
    ) % {"most": autosave.MOST}


@require_POST
def forget(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    """Throw away words that were not saved."""
    where = suggestible(request, dialogue, place)
    thrown = autosave.Window.sent("", request.POST.getlist("words"))
    if autosave.forget(where, request.user, thrown.marks):
        messages.success(request, _("The words that were not saved are gone."))
    else:
        messages.error(request, _("These words have changed; look at them again."))
    return redirect(address_of(where))


@require_POST
def in_step(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    """Take down that this language says the same as the others."""
    where = writable(request, dialogue, place)
    try:
        languages.settle(where)
    except TransitionError as error:
        messages.error(request, str(error))
    return redirect(address_of(where))


@require_POST
def progress(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    where = writable(request, dialogue, place)
    state = request.POST.get("state", "")
    allowed = {SectionProgress.State.DRAFTING, SectionProgress.State.READY}
    if permissions.may_agree(request.access, where.edition):
        allowed.add(SectionProgress.State.AGREED)
    if state not in allowed:
        raise Http404
    try:
        saving.mark(where, state, by=request.user)
    except TransitionError as error:
        messages.error(request, str(error))
    return redirect(address_of(where))


def saved(
    request: DialogueRequest, place: Place, text: SectionText | None
) -> HttpResponse:
    """Say that a text is kept; what was kept of it before is not needed any more."""
    version = text.version if text else 0
    autosave.settle(place, request.user, window_of(request), version=version)
    at = timezone.localtime(text.saved_at if text else None)
    words = _("Saved %(time)s") % {"time": f"{at:%H:%M}"}
    if wants_json(request):
        body = text.body if text else ""
        return JsonResponse({"version": version, "body": body, "words": words})
    messages.success(request, words)
    return redirect(address_of(place))


def conflict_answer(
    request: DialogueRequest,
    place: Place,
    typed: str,
    conflict: ConflictError,
    problem: str = "",
) -> HttpResponse:
    """Show both texts; the one that was typed is kept until they are one."""
    window = window_of(request)
    autosave.hold(
        place, typed, version=conflict.version, by=request.user, window=window
    )
    return section_answer(
        request, place, typed=typed, problem=problem, conflict=conflict
    )


def section_answer(
    request: DialogueRequest,
    place: Place,
    *,
    typed: str | None = None,
    problem: str = "",
    conflict: ConflictError | None = None,
    comment: CommentForm | AnswerForm | None = None,
) -> HttpResponse:
    """Show the section; a text or comment that could not be kept stays in its field."""
    status = CONFLICT if conflict else 400 if problem or comment else 200
    if wants_json(request) and status != 200:
        words = problem or _("Somebody else has saved this section meanwhile.")
        return JsonResponse({"words": words}, status=status)
    window, waiting, taken = _kept(request, place)
    wants = "suggest" in request.GET and place.edition.is_open
    context = section_page(
        place, request.access, typed=typed, words=taken, wants_field=wants
    )
    context |= comments_page(place, request.access, request.user, comment)
    context |= suggestions_of(place)
    if conflict:
        context |= merge_page(place, typed or "", conflict)
    context |= {
        "problem": problem,
        "suggest_form": SuggestionForm.of(request.POST.get("reason", "")),
        "is_conflict": conflict is not None,
        "window": window,
        "waiting": kept_words(place, waiting),
        "most_kept": _most_kept() if len(waiting) >= autosave.MOST else "",
        "sequence": autosave.sequence(place, request.user, window),
    }
    written_on = request.POST.get("version", "")
    if problem and not conflict and _VERSION.fullmatch(written_on):
        # What is mended and sent again still meets what others saved meanwhile.
        context["version"] = int(written_on)
    return render(request, "profiles/edit/section.html", context, status=status)


def _kept(
    request: DialogueRequest, place: Place
) -> tuple[Window, list[Autosave], Autosave | None]:
    """Return this window, the words that wait in others, and those it takes up."""
    window = window_of(request)
    waiting = autosave.waiting(place, request.user, window)
    # While the draft is frozen there is no field to take them up in; they are read.
    is_taking = request.method != "POST" and place.edition.is_open
    asked = request.GET.get("take", "") if is_taking else ""
    taken = next((row for row in waiting if str(row.pk) == asked), None)
    if taken is None:
        return window, waiting, None
    return window.taking(taken), [row for row in waiting if row != taken], taken


def window_of(request: HttpRequest) -> Window:
    """Return the page that a form was sent from; a new one where none was."""
    if request.method != "POST":
        return Window.new()
    return Window.sent(request.POST.get("window", ""), request.POST.getlist("taken"))


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def writable(request: DialogueRequest, dialogue: str, names: dict[str, str]) -> Place:
    """Return the section that an address names, for whoever writes it."""
    where = place_of(request, dialogue, names)
    if not permissions.may_write(request.access, where.edition, where.section.code):
        raise Http404
    return where


def suggestible(
    request: DialogueRequest, dialogue: str, names: dict[str, str]
) -> Place:
    """Return the section that an address names, for whoever may suggest a text."""
    where = place_of(request, dialogue, names)
    if not permissions.may_suggest(request.access, where.edition):
        raise Http404
    return where
