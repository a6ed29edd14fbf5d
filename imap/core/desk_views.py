"""The secretariat's pages that know no domain: outgoing mail and the record of steps.

The gate lets only the secretariat of the i-Map in; rows are looked up among its own.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from imap.core import desk
from imap.core.access import DialogueRequest
from imap.core.audit.models import AuditEvent, AuditHead
from imap.core.audit.words import in_words
from imap.core.exceptions import TransitionError
from imap.core.outbox import steps, words
from imap.core.outbox.masking import masked
from imap.core.outbox.models import OutgoingMail
from imap.core.views import stale

PAGE = 50


@never_cache
@require_safe
def index(request: DialogueRequest, dialogue: str) -> HttpResponse:
    context = {"cards": desk.cards(dialogue, request.user)}
    return render(request, "core/desk/index.html", context)


@never_cache
@require_safe
def mails(request: DialogueRequest, dialogue: str) -> HttpResponse:
    own = OutgoingMail.objects.filter(dialogue=dialogue)
    page = Paginator(_chosen_mails(own, request.GET), PAGE).get_page(
        request.GET.get("page")
    )
    kinds = own.order_by("name").values_list("name", flat=True).distinct()
    context = {
        "page": page,
        "rows": [(mail, words.state_of(mail), words.tag_of(mail)) for mail in page],
        "states": words.STATES,
        "kinds": [(kind, in_words(kind)) for kind in kinds],
        "state": request.GET.get("state", ""),
        "kind": request.GET.get("kind", ""),
        "address": request.GET.get("address", "")[:100],
    }
    return render(request, "core/desk/mails.html", context)


@never_cache
@require_safe
def mail(request: DialogueRequest, dialogue: str, key: UUID) -> HttpResponse:
    return _show(request, _find(dialogue, key))


@require_POST
def resend(request: DialogueRequest, dialogue: str, key: UUID) -> HttpResponse:
    is_sure = request.POST.get("sure") == "on"
    try:
        again = steps.resend(_find(dialogue, key), by=request.user, is_sure=is_sure)
    except TransitionError as error:
        return stale(request, error.message)
    messages.success(request, _("The mail goes out again."))
    return redirect("desk:mail", dialogue, again.key)


@require_POST
def cancel(request: DialogueRequest, dialogue: str, key: UUID) -> HttpResponse:
    row = _find(dialogue, key)
    try:
        steps.cancel(row, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    messages.success(request, _("The mail does not leave."))
    return redirect("desk:mail", dialogue, row.key)


@never_cache
@require_safe
def audit(request: DialogueRequest, dialogue: str) -> HttpResponse:
    own = AuditEvent.objects.filter(chain=dialogue)
    events = _chosen_events(own, request.GET).order_by("-number")
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    actions = own.order_by("action").values_list("action", flat=True).distinct()
    context = {
        "page": page,
        "rows": [(event, in_words(event.action)) for event in page],
        "actions": [(action, in_words(action)) for action in actions],
        "head": AuditHead.objects.filter(chain=dialogue).first(),
        "action": request.GET.get("action", ""),
        "who": request.GET.get("who", "")[:100],
        "from_day": request.GET.get("from", "")[:10],
        "to_day": request.GET.get("to", "")[:10],
    }
    return render(request, "core/desk/audit.html", context)


def _find(dialogue: str, key: UUID) -> OutgoingMail:
    # By the random part of the Message-ID: a number would tell how many mails the
    # other i-Map sends.
    own = OutgoingMail.objects.filter(dialogue=dialogue)
    return get_object_or_404(own, message_id__startswith=f"<{key}@")


def _show(request: DialogueRequest, row: OutgoingMail) -> HttpResponse:
    is_over = row.state not in (
        OutgoingMail.State.WAITING,
        OutgoingMail.State.IN_HAND,
    )
    context = {
        "mail": row,
        "kind": in_words(row.name),
        "state": words.state_of(row),
        "tag": words.tag_of(row),
        "error": words.error_of(row),
        "text": masked(row.text, row.concealed),
        "html": masked(row.html, row.concealed),
        "may_resend": is_over and row.text,
        "seems_there": row.state == OutgoingMail.State.SENT and row.bounced_at is None,
        "resends": row.resends.order_by("created_at"),
    }
    return render(request, "core/desk/mail.html", context)


def _chosen_mails(
    own: QuerySet[OutgoingMail], query: QueryDict
) -> QuerySet[OutgoingMail]:
    state, kind = query.get("state", ""), query.get("kind", "")
    address = query.get("address", "").strip()[:100]
    if state == words.BOUNCED:
        own = own.filter(bounced_at__isnull=False)
    elif state in OutgoingMail.State.values:
        own = own.filter(state=state, bounced_at__isnull=True)
    if kind:
        own = own.filter(name=kind[:64])
    if address:
        own = own.filter(to__icontains=address)
    return own.order_by("-created_at", "-pk")


def _chosen_events(own: QuerySet[AuditEvent], query: QueryDict) -> QuerySet[AuditEvent]:
    if query.get("action"):
        own = own.filter(action=query["action"][:64])
    if who := query.get("who", "").strip()[:100]:
        own = own.filter(Q(actor__icontains=who) | Q(target__icontains=who))
    if first := _day(query.get("from", "")):
        own = own.filter(at__date__gte=first)
    if last := _day(query.get("to", "")):
        own = own.filter(at__date__lte=last)
    return own


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
