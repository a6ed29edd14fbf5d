"""Several requests at once: only what nothing is odd about, and each ticked by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import registration as steps
from accounts.membership.giving import Grant
from accounts.membership.terms import usual_end
from accounts.models import Registration
from accounts.sign_in import step_up
from imap.core.access import DialogueRequest, Role
from imap.core.exceptions import TransitionError

MOST = 20


@dataclass(frozen=True)
class Outcome:
    number: int
    name: str
    is_done: bool
    words: str
    # The mail has not left: the decision can still be taken back.
    is_held: bool = False


@never_cache
@require_POST
@step_up.required("decide")
def approve(request: DialogueRequest, dialogue: str) -> HttpResponse:
    picks = list(dict.fromkeys(request.POST.getlist("pick")))
    outcomes: list[Outcome] = []
    trouble = _trouble(picks)
    if not trouble:
        outcomes = [_approve(request, dialogue, pick) for pick in picks]
    context = {
        "outcomes": outcomes,
        "trouble": trouble,
        "done": sum(each.is_done for each in outcomes),
    }
    return render(
        request, "accounts/desk/batch.html", context, status=400 if trouble else 200
    )


def _trouble(picks: list[str]) -> str:
    if not picks:
        return _("Tick the requests that are to be approved.")
    if len(picks) > MOST:
        return _("Tick no more than %(most)s requests at a time.") % {"most": MOST}
    return ""


def _approve(request: DialogueRequest, dialogue: str, pick: str) -> Outcome:
    """Approve one request in a transaction of its own; the flags are found anew."""
    number, _colon, version = pick.partition(":")
    row = _find(dialogue, number)
    if row is None or not version.isdecimal():
        return Outcome(
            0, pick[:20], is_done=False, words=_("There is no such request.")
        )
    grant = Grant(Role.READER, usual_end(Role.READER))
    try:
        row = steps.approve(row, grant, by=request.user, version=int(version[:9]))
    except PermissionDenied:
        words = _("This is your own request. A colleague decides on it.")
        return Outcome(row.number or 0, row.name, is_done=False, words=words)
    except TransitionError as error:
        return Outcome(row.number or 0, row.name, is_done=False, words=error.message)
    is_held = row.state == Registration.State.HELD
    return Outcome(row.number or 0, row.name, is_done=True, words="", is_held=is_held)


def _find(dialogue: str, number: str) -> Registration | None:
    if not number.isdecimal() or len(number) > 9:
        return None
    rows = Registration.objects.of(dialogue).confirmed().select_related("decided_by")
    return rows.filter(number=int(number)).first()
