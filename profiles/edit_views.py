"""The pages of those who write profiles, below edit/."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles import permissions
from profiles.edit_forms import BeginForm, SectionForm, WordsForm
from profiles.editing import autosave, drafts, saving
from profiles.editing.body import BodyError
from profiles.editing.saving import ConflictError, Place
from profiles.models import Edition, Kind, Profile, SectionProgress, SectionText
from profiles.pages.board import GROUP, board
from profiles.pages.country import UnknownParticipantError, participant
from profiles.pages.draft import draft_page
from profiles.pages.history import history_page, revision
from profiles.pages.section import section_page

CONFLICT = 409
_VERSION = re.compile(r"\d{1,9}", re.ASCII)


@require_safe
def desk(request: DialogueRequest, dialogue: str) -> HttpResponse:
    asked = request.GET.get("kind", "")
    kind = Kind(asked) if asked in Kind.values else Kind.EXTENDED
    context = board(dialogue, request.access, kind)
    return render(request, "profiles/edit/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str
) -> HttpResponse:
    if kind not in Kind.values or not permissions.may_begin(request.access, iso3):
        raise Http404
    try:
        country = participant(dialogue, iso3)
    except UnknownParticipantError as error:
        raise Http404 from error
    profile = Profile(dialogue_id=dialogue, country_id=iso3, kind=kind)
    profile = (
        Profile.objects.filter(dialogue=dialogue, country=iso3, kind=kind).first()
        or profile
    )
    last = drafts.last_edition(profile) if profile.pk else None
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        dialogue=dialogue,
        has_last=last is not None,
        initial={"label": str(timezone.localdate().year)},
    )
    if request.method == "POST" and form.is_valid():
        edition = _begun(request, profile, form)
        if edition is not None:
            return redirect(_draft_address(edition))
    context = {"form": form, "country": country, "kind": Kind(kind), "last": last}
    return render(request, "profiles/edit/begin.html", context)


def _begun(
    request: DialogueRequest, profile: Profile, form: BeginForm
) -> Edition | None:
    """Begin the draft; None where somebody else has, which the form then says."""
    if not profile.pk:
        profile, _is_new = Profile.objects.get_or_create(
            dialogue_id=profile.dialogue_id,
            country_id=profile.country_id,
            kind=profile.kind,
        )
    try:
        return drafts.begin(
            profile,
            form.cleaned_data["label"],
            form.cleaned_data["languages"],
            by=request.user,
            is_copy=form.is_copy,
            due_on=form.cleaned_data["due_on"],
        )
    except TransitionError as error:
        form.add_error(None, str(error))
        return None


@require_safe
def draft(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> HttpResponse:
    edition = _draft(request, dialogue, iso3, kind, label)
    context = draft_page(edition, request.access)
    return render(request, "profiles/edit/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    if request.method != "POST":
        return _section_page(request, _place(request, dialogue, place))
    where = _writable(request, dialogue, place)
    form = SectionForm(request.POST)
    typed = request.POST.get("body", "")
    if not form.is_valid():
        return _section_page(
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
        return _section_page(request, where, typed=typed, problem=str(error))
    except ConflictError as error:
        return _section_page(request, where, typed=typed, conflict=error)
    autosave.forget(where, request.user)
    return _saved(request, where, text)


@require_POST
def keep(request: DialogueRequest, dialogue: str, **place: str) -> JsonResponse:
    """Keep what the script sends while somebody types."""
    where = _writable(request, dialogue, place)
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
        )
    except BodyError as error:
        return JsonResponse({"words": str(error)}, status=400)
    if not is_kept:
        words = _("You write this section in another window as well; save there first.")
        return JsonResponse({"words": words}, status=CONFLICT)
    now = timezone.localtime()
    words = _("Kept %(time)s, not saved yet") % {"time": f"{now:%H:%M}"}
    return JsonResponse({"words": words})


@require_POST
def forget(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    """Throw away words that were not saved."""
    where = _writable(request, dialogue, place)
    autosave.forget(where, request.user)
    messages.success(request, _("The words that were not saved are gone."))
    return redirect(_address(where))


@require_POST
def progress(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    where = _writable(request, dialogue, place)
    state = request.POST.get("state", "")
    if state not in (SectionProgress.State.DRAFTING, SectionProgress.State.READY):
        raise Http404
    try:
        saving.mark(where, state, by=request.user)
    except TransitionError as error:
        messages.error(request, str(error))
    return redirect(_address(where))


@require_safe
def history(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    where = _place(request, dialogue, place)
    asked = request.GET.get("version", "")
    version = int(asked) if _VERSION.fullmatch(asked) else None
    context = history_page(where, request.access, version)
    if asked and context["shown"] is None:
        raise Http404
    return render(request, "profiles/edit/history.html", context)


@require_POST
def restore(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    """Save an earlier version anew, unless somebody has saved since it was chosen."""
    where = _writable(request, dialogue, place)
    asked, newest = request.POST.get("version", ""), request.POST.get("newest", "")
    if not (_VERSION.fullmatch(asked) and _VERSION.fullmatch(newest)):
        raise Http404
    chosen = revision(where, int(asked))
    if chosen is None:
        raise Http404
    try:
        saving.save(
            where,
            chosen.body,
            version=int(newest),
            by=request.user,
            origin=chosen.Origin.RESTORED,
        )
        messages.success(
            request, _("Version %(number)s is restored.") % {"number": chosen.version}
        )
    except ConflictError:
        messages.error(request, _("Somebody else has saved this section meanwhile."))
    except TransitionError as error:
        messages.error(request, str(error))
    return redirect(_address(where))


def _saved(
    request: HttpRequest, place: Place, text: SectionText | None
) -> HttpResponse:
    at = timezone.localtime(text.saved_at if text else None)
    words = _("Saved %(time)s") % {"time": f"{at:%H:%M}"}
    if _wants_json(request):
        version, body = (text.version, text.body) if text else (0, "")
        return JsonResponse({"version": version, "body": body, "words": words})
    messages.success(request, words)
    return redirect(_address(place))


def _section_page(
    request: DialogueRequest,
    place: Place,
    *,
    typed: str | None = None,
    problem: str = "",
    conflict: ConflictError | None = None,
) -> HttpResponse:
    """Show the section; a text that could not be saved stays in its field."""
    status = CONFLICT if conflict else 400 if problem else 200
    if _wants_json(request) and status != 200:
        words = problem or _("Somebody else has saved this section meanwhile.")
        return JsonResponse({"words": words}, status=status)
    held = autosave.of(place, request.user)
    taken = held if request.GET.get("take") and typed is None else None
    context = section_page(place, request.access, typed=typed, words=taken)
    context |= {
        "problem": problem,
        "is_conflict": conflict is not None,
        "words": held if held and held.body and not taken else None,
        "sequence": held.sequence if held else 0,
    }
    return render(request, "profiles/edit/section.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _draft(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> Edition:
    """Return a draft that this person may open; any other is not there."""
    found = get_object_or_404(
        Edition.objects.drafts(dialogue),
        profile__country=iso3,
        profile__kind=kind,
        label=label,
    )
    if not permissions.may_open(request.access, found):
        raise Http404
    return found


def _place(request: DialogueRequest, dialogue: str, names: dict[str, str]) -> Place:
    """Return the section that an address names, of a draft this person may open."""
    edition = _draft(request, dialogue, names["iso3"], names["kind"], names["label"])
    sections = edition.template.sections.exclude(content=GROUP)
    found = get_object_or_404(sections, code=names["code"])
    if names["language"] not in edition.languages:
        raise Http404
    return Place(edition, found, names["language"])


def _writable(request: DialogueRequest, dialogue: str, names: dict[str, str]) -> Place:
    """Return the section that an address names, for whoever writes it."""
    where = _place(request, dialogue, names)
    if not permissions.may_write(request.access, where.edition, where.section.code):
        raise Http404
    return where


def _draft_address(edition: Edition) -> str:
    return reverse("profiles:edit-draft", kwargs=_names(edition))


def _address(place: Place) -> str:
    where = {"code": place.section.code, "language": place.language}
    return reverse("profiles:edit-section", kwargs=_names(place.edition) | where)


def _names(edition: Edition) -> dict[str, str]:
    profile = edition.profile
    return {
        "dialogue": profile.dialogue_id,
        "iso3": profile.country_id,
        "kind": profile.kind,
        "label": edition.label,
    }
