"""The one screen: the queue at the start, everything about one request beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import flags, offices, permissions
from accounts.forms import DecisionForm, ReturnForm
from accounts.membership.giving import Grant
from accounts.membership.terms import usual_end
from accounts.models import Registration, User
from accounts.queue import evidence, listing, previews, reasons
from accounts.queue.listing import Wanted
from accounts.queue.missing import missing
from accounts.queue.timeline import Entry, since, timeline
from accounts.registration import Rule, assessment, rule_for
from accounts.templatetags.accounts import day_month
from imap.core.access import DialogueRequest, Role
from imap.core.outbox.models import OutgoingMail

State = Registration.State
_LEVELS = {"second": "stop", "reason": "warn", "note": ""}


@dataclass(frozen=True)
class Line:
    """One request in the queue, in words."""

    number: int
    name: str
    url: str
    office: str
    due: str
    is_late: bool
    tags: list[tuple[str, str]]
    pick: str


@dataclass
class PageContent:
    """What a page about one request is drawn from, besides the request itself."""

    form: DecisionForm | None = None
    return_form: ReturnForm | None = None
    preview: OutgoingMail | None = None
    preview_of: str = ""
    conflict: str = ""
    refused: str = ""
    seen: int | None = None
    status: int = 200


def wanted_of(query: QueryDict) -> Wanted:
    page = query.get("page", "1")
    return Wanted(
        state=query.get("state", listing.OPEN)[:16],
        words=query.get("q", "")[:100],
        # PostgreSQL takes no NUL in a text; a code that is none finds nothing.
        country=query.get("country", "")[:3].replace("\0", "?"),
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )


def desk(
    request: DialogueRequest,
    dialogue: str,
    row: Registration | None = None,
    content: PageContent | None = None,
) -> HttpResponse:
    context = _queue(request, dialogue, row)
    content = content or PageContent()
    if row is not None:
        context |= _request(request, row, content)
    return render(
        request, "accounts/desk/registrations.html", context, status=content.status
    )


def _queue(
    request: DialogueRequest, dialogue: str, chosen: Registration | None
) -> dict[str, Any]:
    wanted, user = wanted_of(request.GET), request.user
    page, query = listing.page_of(dialogue, wanted, user), _query(request)
    names = offices.names()
    base = reverse("accounts:desk-registrations", args=[dialogue])
    lines = [_line(row, names, base, query) for row in page.rows]
    return {
        "counters": listing.counters(dialogue, user),
        "most": listing.MOST,
        "wanted": wanted,
        "page": page,
        "lines": lines,
        "chosen": chosen.number if chosen else None,
        "states": _states(),
        "countries": offices.states_by_group(dialogue),
        "held": [_held(row, names) for row in listing.held(dialogue, user)],
        "query": query,
        "queue_url": base,
        "has_ticks": "ticks" in request.GET,
    }


def _query(request: DialogueRequest) -> str:
    kept = request.GET.copy()
    for name in [name for name in kept if name not in _KEPT]:
        del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


def _line(row: Registration, names: dict[str, str], base: str, query: str) -> Line:
    office = ", ".join(filter(None, (row.ministry, offices.name_of(row, names))))
    can_pick = row.state in (State.WAITING, State.IN_REVIEW) and not row.is_flagged
    return Line(
        number=row.number or 0,
        name=row.name or _("(deleted)"),
        url=f"{base}{row.number}/{query}",
        office=office,
        due=_due(row),
        is_late=row.is_late,
        tags=_tags(row),
        pick=f"{row.number}:{row.version}" if can_pick else "",
    )


def _due(row: Registration) -> str:
    if row.state not in Registration.FOR_STAFF or row.due_on is None:
        return str(row.get_state_display())
    if row.needed_on is not None and row.needed_on < row.due_on:
        return _("needed %(day)s") % {"day": day_month(row.needed_on)}
    return due_words(row.due_on)


def due_words(due: date) -> str:
    days = (due - timezone.localdate()).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {
            "days": -days
        }
    if days <= 1:
        return _("due tomorrow") if days else _("due today")
    return _("due %(day)s") % {"day": day_month(due)}


def _tags(row: Registration) -> list[tuple[str, str]]:
    """At most one suspicion, and who is at it."""
    tags = []
    if row.state == State.COSIGN:
        tags.append(("warn", _("Needs two people")))
    elif row.state == State.IN_REVIEW and row.is_claimed and row.claimed_by:
        tags.append(("accent", _("In review: %(name)s") % {"name": row.claimed_by}))
    if row.flags and row.state in Registration.OPEN:
        flag = assessment.stored(row)[0]
        tags.append((_LEVELS[flag.severity], flags.say_briefly(flag)))
    return tags


def _held(row: Registration, names: dict[str, str]) -> dict[str, Any]:
    office = offices.name_of(row, names)
    words = (
        _("Access for %(name)s, %(office)s.")
        if row.decision == Registration.Decision.APPROVE
        else _("Not granted: %(name)s, %(office)s.")
    )
    left = row.effective_at - timezone.now() if row.effective_at else None
    seconds = max(int(left.total_seconds()), 0) if left else 0
    return {
        "number": row.number,
        "words": words % {"name": row.name, "office": office},
        "seconds": seconds,
        "effective_at": row.effective_at,
        "is_alone": seconds > _LONGEST_UNDO,
    }


def _request(
    request: DialogueRequest, row: Registration, content: PageContent
) -> dict[str, Any]:
    entries, user = timeline(row), request.user
    can_decide = permissions.can_decide(user, row)
    findings = assessment.stored(row)
    names = offices.names()
    known, rule = evidence.evidence_of(row), _rule(row, user)
    return {
        "registration": row,
        "office": offices.name_of(row, names),
        "evidence": known,
        "missing": missing(row, known, needs_two=rule == "two"),
        "flags": [(flag, flags.say(flag, names)) for flag in findings],
        "entries": entries,
        "changed": _changed(entries, content),
        "latest": entries[0].pk if entries else 0,
        "membership": row.memberships.first(),
        "grant_country": names.get(row.grant_country_id or "", ""),
        "can_decide": can_decide,
        "is_own": permissions.is_own(user, row),
        "can_second": row.state == State.COSIGN and permissions.can_second(user, row),
        "is_free": row.state in (State.WAITING, State.IN_REVIEW),
        "is_mine": row.is_claimed and row.claimed_by_id == user.pk,
        "by_another": row.is_claimed and row.claimed_by_id != user.pk,
        "may_reopen": _may_reopen(row, user),
        "rule": rule,
        "is_alone": permissions.is_only_one(user, row.dialogue_id),
        **_decision(row, content, entries, can_decide=can_decide),
    }


def _decision(
    row: Registration, content: PageContent, entries: list[Entry], *, can_decide: bool
) -> dict[str, Any]:
    latest = entries[0].pk if entries else 0
    initial = {"version": row.version, "seen": latest, "country": row.country_id}
    form = content.form or DecisionForm(row=row, initial=initial)
    preview = content.preview
    if preview is None and can_decide and row.state in (State.WAITING, State.IN_REVIEW):
        preview = _usual_mail(row)
    return {
        "form": form,
        "return_form": content.return_form
        or ReturnForm(initial={"version": row.version}, prefix=None),
        "preview": preview,
        "preview_of": content.preview_of or previews.APPROVE,
        "reason_texts": reasons.texts(row.language),
        "conflict": content.conflict,
        "refused": content.refused,
    }


def _usual_mail(row: Registration) -> OutgoingMail:
    return previews.of_approval(row, Grant(Role.READER, usual_end(Role.READER)))


def _changed(entries: list[Entry], content: PageContent) -> list[Entry]:
    return since(entries, content.seen) if content.seen is not None else []


def _rule(row: Registration, user: User) -> str:
    """How many people giving ordinary access to this request takes."""
    if row.state not in (State.WAITING, State.IN_REVIEW):
        return ""
    rule: Rule = rule_for(row, Role.READER, user)
    return rule.name.lower()


def _may_reopen(row: Registration, user: User) -> bool:
    is_refused = row.state == State.REFUSED and row.reopened_at is None
    return is_refused and row.decided_by_id != user.pk


def _states() -> list[tuple[str, str]]:
    return [
        (listing.OPEN, _("Open requests")),
        ("mine", _("In review by me")),
        ("flagged", _("Flagged")),
        ("late", _("Late")),
        ("second", _("Waiting for a second colleague")),
        ("letter", _("With a letter")),
        ("asked", _("Waiting for the applicant")),
        ("held", _("Decided, not yet sent")),
        ("invited", _("Invited, not yet accepted")),
        ("approved", _("Access given")),
        ("refused", _("Not granted")),
        ("closed", _("Closed or withdrawn")),
        ("all", _("All requests")),
    ]


_KEPT = ("state", "q", "country", "page", "ticks")
_LONGEST_UNDO = 60 * 60
