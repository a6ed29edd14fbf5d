"""One text made of two that were saved on the same version."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles.edit_forms import MergeForm
from profiles.editing import merging
from profiles.editing.body import BodyError
from profiles.editing.saving import ConflictError
from profiles.section_views import conflict_answer, saved, section_answer, writable


@require_POST
def merge(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    """Save what was chosen of two texts; where a third came meanwhile, choose anew."""
    place = writable(request, dialogue, names)
    form, mine = MergeForm(request.POST), request.POST.get("body", "")
    if not form.is_valid():
        return section_answer(
            request, place, typed=mine, problem=_("Send the form anew.")
        )
    begun = form.cleaned_data["begun"]
    try:
        text = merging.save(
            place,
            form.cleaned_data["body"],
            form.choices,
            begun=begun,
            newest=form.cleaned_data["newest"],
            by=request.user,
        )
    except ConflictError as error:
        return conflict_answer(request, place, mine, error)
    except BodyError as error:
        conflict = ConflictError(place.text(), begun)
        return conflict_answer(request, place, mine, conflict, str(error))
    except TransitionError as error:
        return section_answer(request, place, typed=mine, problem=str(error))
    return saved(request, place, text)
