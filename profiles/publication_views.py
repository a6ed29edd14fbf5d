"""What was published, for those who wrote it; the secretariat withdraws it here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from profiles import permissions
from profiles.edit_views import names_of
from profiles.models import Publication
from profiles.pages.edition import head
from profiles.pages.evidence import behind
from profiles.publication import steps
from profiles.submission_forms import ReasonForm

CONFLICT = 409


@require_safe
def publication(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    return _page(request, _publication(request, dialogue, **names), ReasonForm())


@require_POST
def withdraw(request: DialogueRequest, dialogue: str, **names: str) -> HttpResponse:
    row = _publication(request, dialogue, **names)
    if not permissions.may_publish(request.access):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=400)
    try:
        steps.withdraw(row, form.cleaned_data["reason"], by=request.user)
    except TransitionError as error:
        form.add_error(None, error.message)
        return _page(request, row, form, status=CONFLICT)
    messages.success(request, _("The edition is withdrawn; its address says so."))
    return redirect(_address(row))


def _publication(
    request: DialogueRequest, dialogue: str, iso3: str, kind: str, label: str
) -> Publication:
    """Return what was published of a profile that this person writes."""
    row = get_object_or_404(
        Publication.objects.select_related(
            "edition__profile", "published_by", "withdrawn_by", "submission"
        ).defer("snapshot", "submission__content"),
        edition__profile__dialogue=dialogue,
        edition__profile__country=iso3,
        edition__profile__kind=kind,
        edition__label=label,
    )
    if not permissions.may_open(request.access, row.edition):
        raise Http404
    return row


def _page(
    request: DialogueRequest, row: Publication, form: ReasonForm, status: int = 200
) -> HttpResponse:
    context = head(row) | behind(row, request.access)
    context |= {
        "form": form,
        "here": _address(row),
        "may_publish": permissions.may_publish(request.access),
    }
    return render(request, "profiles/edit/publication.html", context, status=status)


def _address(row: Publication) -> str:
    return reverse("profiles:edit-publication", kwargs=names_of(row.edition))
