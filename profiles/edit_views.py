"""The editors' desk, drafts as wholes, and what the addresses below them name."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
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
from profiles.edit_forms import BeginForm, PlanForm
from profiles.editing import drafts, visits
from profiles.editing.place import Place
from profiles.history_forms import NameForm
from profiles.kinds import kinds_of
from profiles.models import Edition, Kind, Profile, TemplateSection
from profiles.pages.board import GROUP, board
from profiles.pages.country import UnknownParticipantError, participant
from profiles.pages.desk import desk as personal
from profiles.pages.draft import draft_page

# As outlines code their sections: A, B1, C1.2.4.
_CODE = re.compile(r"[A-Za-z0-9.]{1,12}", re.ASCII)


@require_safe
def desk(request: DialogueRequest, dialogue: str) -> HttpResponse:
    asked = request.GET.get("kind", "")
    offered = kinds_of(dialogue)
    kind = Kind(asked) if asked in offered else offered[0]
    since = visits.since(request.user, dialogue)
    context = board(dialogue, request.access, kind)
    context |= personal(dialogue, request.access, request.user, since)
    return render(request, "profiles/edit/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str
) -> HttpResponse:
    if kind not in kinds_of(dialogue) or not permissions.may_begin(
        request.access, iso3
    ):
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
            form.written_languages,
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
    edition = edition_of(request, dialogue, iso3, kind, label)
    context = draft_page(edition, request.access) | {"name_form": NameForm()}
    return render(request, "profiles/edit/draft.html", context)


@require_POST
def plan(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> HttpResponse:
    """Change the languages of a draft and the day it is due on."""
    edition = draft_of(request, dialogue, iso3, kind, label)
    if not permissions.may_plan(request.access, edition):
        raise Http404
    form = PlanForm.of(edition, request.POST)
    if form.is_valid():
        day = form.cleaned_data["due_on"]
        try:
            drafts.plan(edition, form.written_languages, day, by=request.user)
        except TransitionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The languages and the day are kept."))
            return redirect(_draft_address(edition))
    edition.refresh_from_db()
    context = draft_page(edition, request.access)
    context |= {"name_form": NameForm(), "plan_form": form}
    return render(request, "profiles/edit/draft.html", context, status=400)


def draft_of(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> Edition:
    """Return a draft that this person may open; steps are taken on no other edition."""
    edition = edition_of(request, dialogue, iso3, kind, label)
    if not edition.is_in_work:
        raise Http404
    return edition


def edition_of(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> Edition:
    """Return an edition for whoever may read what stands behind it, also a draft."""
    edition = get_object_or_404(
        Edition.objects.kept(dialogue),
        profile__country=iso3,
        profile__kind=kind,
        label=label,
    )
    if not permissions.may_open(request.access, edition):
        raise Http404
    return edition


def _draft_address(edition: Edition) -> str:
    return reverse("profiles:edit-draft", kwargs=names_of(edition))


def names_of(edition: Edition) -> dict[str, str]:
    profile = edition.profile
    return {
        "dialogue": profile.dialogue_id,
        "iso3": profile.country_id,
        "kind": profile.kind,
        "label": edition.label,
    }


def section_of(edition: Edition, code: str) -> TemplateSection:
    """Return a section that has a text of its own; what is no code is not found."""
    if not _CODE.fullmatch(code):
        raise Http404
    return get_object_or_404(
        edition.template.sections.exclude(content=GROUP), code=code
    )


def place_of(request: DialogueRequest, dialogue: str, names: dict[str, str]) -> Place:
    """Return the section that an address names, of a draft this person may open."""
    place = read_place_of(request, dialogue, names)
    if not place.edition.is_in_work:
        raise Http404
    return place


def read_place_of(
    request: DialogueRequest, dialogue: str, names: dict[str, str]
) -> Place:
    """Return the section that an address names, to be read, of an edition as above."""
    where = {name: names[name] for name in ("iso3", "kind", "label")}
    edition = edition_of(request, dialogue, **where)
    section = section_of(edition, names["code"])
    if names["language"] not in edition.written_languages:
        raise Http404
    return Place(edition, section, names["language"])


def address_of(place: Place) -> str:
    where = {"code": place.section.code, "language": place.language}
    return reverse("profiles:edit-section", kwargs=names_of(place.edition) | where)
