"""How a draft came to be: the history of a section, and states that have a name."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles import permissions
from profiles.edit_views import (
    address_of,
    draft_of,
    edition_of,
    names_of,
    read_place_of,
)
from profiles.editing import names, saving
from profiles.editing.body import BodyError
from profiles.editing.saving import ConflictError
from profiles.history_forms import FilterForm, NameForm
from profiles.pages.draft import draft_page
from profiles.pages.history import Asked, history_page, people, revision
from profiles.pages.names import name_page
from profiles.section_views import writable

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@require_POST
def name(request: DialogueRequest, dialogue: str, **where: str) -> HttpResponse:
    """Give the draft as it is now a name."""
    edition = draft_of(request, dialogue, **where)
    if not permissions.may_assign(request.access, edition):
        raise Http404
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            row = names.name(edition, form.cleaned_data["name"], by=request.user)
        except TransitionError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, _("This state of the draft has a name now."))
            kwargs = names_of(edition) | {"number": str(row.pk)}
            return redirect(reverse("profiles:edit-name", kwargs=kwargs))
    context = draft_page(edition, request.access) | {"name_form": form}
    return render(request, "profiles/edit/draft.html", context, status=400)


@require_safe
def named(
    request: DialogueRequest, dialogue: str, number: int, **where: str
) -> HttpResponse:
    edition = edition_of(request, dialogue, **where)
    row = get_object_or_404(edition.names.select_related("by"), pk=number)
    row.edition = edition
    return render(request, "profiles/edit/name.html", name_page(row))


@require_safe
def history(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    where = read_place_of(request, dialogue, place)
    form = FilterForm(people(where), request.GET)
    asked = Asked(
        version=_number(request, "version"),
        compared=_number(request, "with"),
        page=_number(request, "page") or 1,
        filter=form.filter,
    )
    context = history_page(where, request.access, asked) | {"filter_form": form}
    if asked.version is not None and context["revision"] is None:
        raise Http404
    if asked.compared and context["before"] is None:
        raise Http404
    return render(request, "profiles/edit/history.html", context)


@require_POST
def restore(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    """Save an earlier version anew, unless somebody has saved since it was chosen."""
    where = writable(request, dialogue, place)
    asked, newest = request.POST.get("version", ""), request.POST.get("newest", "")
    if not (_NUMBER.fullmatch(asked) and _NUMBER.fullmatch(newest)):
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
    except (BodyError, TransitionError) as error:
        messages.error(request, str(error))
    return redirect(address_of(where))


def _number(request: DialogueRequest, name: str) -> int | None:
    """Return a number out of the address; what is none counts as not asked."""
    text = request.GET.get(name, "")
    return int(text) if _NUMBER.fullmatch(text) else None
