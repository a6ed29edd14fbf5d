"""Who writes which section of a draft, and until when."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles import permissions
from profiles.edit_forms import ResponsibleForm
from profiles.edit_views import draft_of, names_of, section_of
from profiles.editing import responsibility
from profiles.pages.draft import frame


@require_http_methods(["GET", "HEAD", "POST"])
def responsible(
    request: DialogueRequest, dialogue: str, code: str, **names: str
) -> HttpResponse:
    edition = draft_of(request, dialogue, **names)
    if not permissions.may_assign(request.access, edition):
        raise Http404
    section = section_of(edition, code)
    row = edition.progress.filter(section=section).first()
    form = ResponsibleForm(
        request.POST if request.method == "POST" else None,
        people=responsibility.candidates(edition, code),
        initial={
            "person": str(row.responsible_id or "") if row else "",
            "due_on": row.due_on if row else None,
        },
    )
    if request.method == "POST" and form.is_valid():
        due_on = form.cleaned_data["due_on"]
        try:
            responsibility.assign(edition, section, form.chosen, due_on)
        except TransitionError as error:
            form.add_error(None, error.message)
        else:
            return redirect(reverse("profiles:edit-draft", kwargs=names_of(edition)))
    context = frame(edition) | {"form": form, "section": section}
    status = 400 if form.errors else 200
    return render(request, "profiles/edit/responsible.html", context, status=status)
