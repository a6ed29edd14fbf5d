"""The history of a section, and earlier versions taken up again."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles.edit_views import address_of, place_of
from profiles.editing import saving
from profiles.editing.body import BodyError
from profiles.editing.saving import ConflictError
from profiles.pages.history import history_page, revision
from profiles.section_views import writable

_VERSION = re.compile(r"\d{1,9}", re.ASCII)


@require_safe
def history(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    where = place_of(request, dialogue, place)
    asked = request.GET.get("version", "")
    version = int(asked) if _VERSION.fullmatch(asked) else None
    context = history_page(where, request.access, version)
    if asked and context["revision"] is None:
        raise Http404
    return render(request, "profiles/edit/history.html", context)


@require_POST
def restore(request: DialogueRequest, dialogue: str, **place: str) -> HttpResponse:
    """Save an earlier version anew, unless somebody has saved since it was chosen."""
    where = writable(request, dialogue, place)
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
    except (BodyError, TransitionError) as error:
        messages.error(request, str(error))
    return redirect(address_of(where))
