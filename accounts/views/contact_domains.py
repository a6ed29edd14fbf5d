"""A contact point asks to have domains of the own state's ministries recognised."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import contact as steps
from accounts import offices
from accounts.flags import lists
from accounts.flags.domains import readable
from accounts.forms.contact import DomainForm
from accounts.models import DomainRequest, KnownDomain
from accounts.registration import recognising
from accounts.views.contact import named_states, page_of
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.views import stale


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def domains(request: DialogueRequest, dialogue: str) -> HttpResponse:
    form = DomainForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        states=named_states(request, dialogue),
    )
    if request.method == "POST" and form.is_valid():
        country = form.cleaned_data["country"]
        try:
            recognising.ask(dialogue, country, form.asked(), by=request.user)
        except TransitionError as error:
            form.add_error("domain", error.message)
            return _page(request, dialogue, form)
        messages.success(request, _("The Secretariat has your request."))
        return redirect("accounts:contact-domains", dialogue)
    return _page(request, dialogue, form)


@require_POST
def withdraw(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(_own(request, dialogue), key=key)
    try:
        recognising.withdraw(row, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("accounts:contact-domains", dialogue)


def _page(request: DialogueRequest, dialogue: str, form: DomainForm) -> HttpResponse:
    names = offices.names()
    rows = _own(request, dialogue).prefetch_related("evidence").order_by("-asked_at")
    waiting = recognising.open_requests(request.user, dialogue)
    context = {
        "form": form,
        "rows": [
            (row, readable(row.domain), names.get(row.country_id, "")) for row in rows
        ],
        "known": [
            (row, readable(row.domain), names.get(row.country_id or "", ""))
            for row in _known(request, dialogue)
        ],
        "waiting": waiting,
        "most": settings.DOMAIN_REQUESTS_OPEN,
        "is_full": waiting >= settings.DOMAIN_REQUESTS_OPEN,
    }
    return page_of(request, "domains", context)


def _own(request: DialogueRequest, dialogue: str) -> QuerySet[DomainRequest]:
    return DomainRequest.objects.filter(dialogue=dialogue, asked_by=request.user)


def _known(request: DialogueRequest, dialogue: str) -> list[KnownDomain]:
    """Return the domains of the own states' offices; a provider is nobody's."""
    states = steps.states_of(request.user, dialogue)
    rows = KnownDomain.objects.filter(dialogue=dialogue, country__in=states)
    return [
        row
        for row in rows.order_by("domain", "pk")
        if not lists.is_free_mail(row.domain) and not lists.is_disposable(row.domain)
    ]
