"""The secretariat's list of members, its file, and the yearly review.

Only the secretariat of the i-Map gets here (the gate); rows are always looked up among
that i-Map's own.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import offices, permissions
from accounts.membership import export as member_export
from accounts.membership import listing as members
from accounts.membership import steps as membership
from accounts.membership.listing import Filters
from accounts.membership.marks import FLAGS
from accounts.models import Membership
from accounts.sign_in import step_up
from imap.core.access import DialogueRequest
from imap.core.audit import log as audit

_AT_ONCE = 50
# Said by others or by mail servers: somebody has to do something.
_URGENT = ("leaver", "renewal", "successor", "undelivered", "moved")


@never_cache
@require_safe
def index(request: DialogueRequest, dialogue: str) -> HttpResponse:
    filters = Filters.of(request.GET)
    pages = Paginator(members.select(dialogue, filters), members.PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "query": filters.as_query(),
        "page": page,
        "entries": members.entries(list(page)),
        "progress": members.progress(dialogue),
        "is_narrowed": bool(filters.as_query()),
        **_choices(dialogue),
    }
    return render(request, "accounts/members/index.html", context)


@require_POST
@step_up.required("roles")
def export(request: DialogueRequest, dialogue: str) -> HttpResponse:
    """Write the list as it is narrowed; who took which part of it is recorded."""
    kind = "xlsx" if request.POST.get("format") == "xlsx" else "csv"
    filters = Filters.of(request.POST)
    entries = members.entries(list(members.select(dialogue, filters)))
    audit.record(
        "members.export",
        by=request.user,
        chain=dialogue,
        format=kind,
        rows=len(entries),
        filter=asdict(filters),
    )
    content = member_export.as_file(kind, entries)
    name = f"{dialogue}-members-{timezone.localdate()}.{kind}"
    response = HttpResponse(content, content_type=member_export.TYPES[kind])
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


@never_cache
@require_safe
def review(request: DialogueRequest, dialogue: str) -> HttpResponse:
    """Show whom nobody looked at for a year, after what others have said already."""
    pages = Paginator(members.flagged(dialogue, "review"), _AT_ONCE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "groups": [group for flag in _URGENT if (group := _group(dialogue, flag))],
        "page": page,
        "entries": members.entries(list(page)),
        "progress": members.progress(dialogue),
        "proposals": members.proposals(dialogue),
        "names": offices.names(),
    }
    return render(request, "accounts/members/review.html", context)


@never_cache
@require_safe
def waiting_roles(request: DialogueRequest, dialogue: str) -> HttpResponse:
    context = {"proposals": members.proposals(dialogue)}
    return render(request, "accounts/members/roles.html", context)


@require_POST
def looked_at(request: DialogueRequest, dialogue: str) -> HttpResponse:
    """Tick everybody chosen on the page; the own access is a colleague's to look at."""
    keys = _uuids(request.POST.getlist("member"))
    rows = Membership.objects.of(dialogue).filter(key__in=keys, ended_at__isnull=True)
    done = 0
    for row in rows:
        if permissions.can_manage(request.user, row):
            membership.look_at(row, by=request.user)
            done += 1
    if done:
        text = ngettext(
            "%(count)s person looked at.", "%(count)s persons looked at.", done
        )
        messages.success(request, text % {"count": done})
    else:
        messages.warning(request, _("Tick at least one person."))
    return redirect("accounts:desk-members-review", dialogue)


def _group(dialogue: str, flag: str) -> dict[str, Any] | None:
    rows = list(members.flagged(dialogue, flag)[:_AT_ONCE])
    if not rows:
        return None
    return {
        "flag": flag,
        "title": FLAGS[flag],
        "entries": members.entries(rows),
        "bounces": members.bounces(dialogue, rows) if flag == "undelivered" else {},
    }


def _choices(dialogue: str) -> dict[str, Any]:
    return {
        "roles": Membership.RoleChoice.choices,
        "states": offices.states_by_group(dialogue).items(),
        "standings": members.STANDINGS.items(),
        "flags": FLAGS.items(),
        "sorts": [(name, label) for name, (label, _by) in members.SORTS.items()],
    }


def _uuids(texts: list[str]) -> list[uuid.UUID]:
    keys = []
    for text in texts[:_AT_ONCE]:
        with suppress(ValueError):
            keys.append(uuid.UUID(hex=text))
    return keys
