"""Known domains, and what contact points ask to have recognised."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import offices, permissions
from accounts.flags.domains import readable
from accounts.forms.members import ReturnForm
from accounts.models import DomainRequest, KnownDomain
from accounts.queue import domains as asked
from accounts.registration import recognising
from accounts.sign_in import step_up
from accounts.views.desk_files import hand_out
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.language import search_key
from imap.core.views import stale

_PAGE = 100


@never_cache
@require_safe
def domains(request: DialogueRequest, dialogue: str) -> HttpResponse:
    return _page(request, dialogue)


@require_POST
@step_up.required("decide")
def agree(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _find(dialogue, key)
    return _act(request, lambda: recognising.agree(row, by=request.user))


@require_POST
@step_up.required("decide")
def send_back(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row, form = _find(dialogue, key), ReturnForm(request.POST, auto_id=f"r_{key}_%s")
    if not form.is_valid():
        return _page(request, dialogue, failed=(key, form))
    reason = form.cleaned_data["reason"]
    return _act(request, lambda: recognising.send_back(row, reason, by=request.user))


@never_cache
@require_safe
def letter(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponseBase:
    """Hand out the letter; pictures may also be looked at in the page."""
    evidence = get_object_or_404(_find(dialogue, key).evidence)
    return hand_out(evidence, is_shown="show" in request.GET)


def _act(request: DialogueRequest, step: Callable[[], DomainRequest]) -> HttpResponse:
    try:
        row = step()
    except TransitionError as error:
        return stale(request, error.message)
    words = {
        DomainRequest.State.WAITING: _("You have agreed."),
        DomainRequest.State.RECOGNISED: _("The domain is recognised."),
        DomainRequest.State.RETURNED: _("The request is returned."),
    }
    messages.success(request, words[DomainRequest.State(row.state)])
    return redirect("accounts:desk-domains", request.dialogue)


def _page(
    request: DialogueRequest,
    dialogue: str,
    *,
    failed: tuple[uuid.UUID, ReturnForm] | None = None,
) -> HttpResponse:
    words = search_key(request.GET.get("q", "")[:100].replace("\0", ""))
    rows = KnownDomain.objects.filter(dialogue=dialogue)
    rows = _found(rows, words) if words else rows
    rows = rows.select_related("last_by", "recognised_by").order_by("domain", "pk")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    names, letters = offices.names(), _letters(dialogue, [row.domain for row in page])
    context = {
        "page": page,
        "words": words,
        "rows": [
            (
                row,
                readable(row.domain),
                names.get(row.country_id or "", ""),
                letters.get((row.domain, row.country_id)),
            )
            for row in page
        ],
        "asked": [
            _with_form(request, each, failed) for each in asked.waiting(dialogue)
        ],
        "is_alone": permissions.is_only_one(request.user, dialogue),
    }
    return render(request, "accounts/desk/domains.html", context)


def _with_form(
    request: DialogueRequest,
    each: asked.Waiting,
    failed: tuple[uuid.UUID, ReturnForm] | None,
) -> dict[str, Any]:
    row = each.row
    form = ReturnForm(auto_id=f"r_{row.key}_%s")
    if failed and failed[0] == row.key:
        form = failed[1]
    return {
        "each": each,
        "form": form,
        "is_own": row.asked_by_id == request.user.pk,
        "has_agreed": row.first_by_id == request.user.pk,
    }


def _letters(
    dialogue: str, names: list[str]
) -> dict[tuple[str, str | None], uuid.UUID]:
    """Return what each domain of the page was recognised on, as long as it is kept."""
    rows = DomainRequest.objects.filter(
        dialogue=dialogue, domain__in=names, state=DomainRequest.State.RECOGNISED
    )
    return {(row.domain, row.country_id): row.key for row in rows}


def _find(dialogue: str, key: uuid.UUID) -> DomainRequest:
    return get_object_or_404(DomainRequest, dialogue=dialogue, key=key)


def _found(rows: QuerySet[KnownDomain], words: str) -> QuerySet[KnownDomain]:
    """Find the words in a domain as mail writes it, and as people read it."""
    coded = rows.filter(domain__contains="xn--").values_list("pk", "domain")
    read = [pk for pk, domain in coded if words in search_key(readable(domain))]
    return rows.filter(Q(domain__contains=words) | Q(pk__in=read))
