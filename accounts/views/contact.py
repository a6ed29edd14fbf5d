"""The pages of a national contact point: requests and people of the own state.

Only contact points of the i-Map get here (the gate); every row is looked up among those
of their own states, so that another state's does not exist.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import contact as steps
from accounts import inviting, offices, permissions, registration
from accounts.forms.contact import (
    InvitationForm,
    LeaverForm,
    RecommendationForm,
    SuccessorForm,
)
from accounts.models import Invitation, Membership, Registration, RoleProposal
from accounts.registration import roles
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.views import stale

_FOLDER = "accounts/contact"
_FORMS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def requests(request: DialogueRequest, dialogue: str) -> HttpResponse:
    rows = steps.requests_of(request.user, dialogue).select_related("organisation")
    own = {
        each.registration_id: each
        for row in rows.prefetch_related("recommendations")
        for each in row.recommendations.all()
        if each.by_id == request.user.pk
    }
    names = offices.names()
    context = {
        "rows": [
            (row, names.get(row.country_id or ""), own.get(row.pk)) for row in rows
        ],
    }
    return page_of(request, "requests", context)


@never_cache
@require_http_methods(_FORMS)
def request(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    row = get_object_or_404(steps.requests_of(request.user, dialogue), number=number)
    given = row.recommendations.filter(by=request.user).first()
    said = {"verdict": given.verdict, "text": given.text} if given else {}
    form = RecommendationForm(
        request.POST if request.method == "POST" else None, initial=said
    )
    may_recommend = registration.may_recommend(request.user, dialogue)
    if not may_recommend:
        form.only_warns()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            registration.recommend(row, data["verdict"], data["text"], by=request.user)
        except TransitionError as error:
            return stale(request, error.message)
        messages.success(request, _("The Secretariat sees what you wrote."))
        return redirect("accounts:contact-requests", dialogue)
    context = {
        "registration": row,
        "office": offices.name_of(row),
        "form": form,
        "given": given,
        "is_own": permissions.is_own(request.user, row),
        "may_recommend": may_recommend,
    }
    return page_of(request, "request", context)


@never_cache
@require_safe
def people(request: DialogueRequest, dialogue: str) -> HttpResponse:
    names = offices.names()
    rows = [
        (row, names.get(steps.state_of(row) or "", ""))
        for row in steps.people_of(request.user, dialogue)
    ]
    return page_of(request, "people", {"rows": rows})


@never_cache
@require_http_methods(_FORMS)
def leaver(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    membership = _person(request, dialogue, key)
    form = LeaverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            steps.report_leaver(membership, form.cleaned_data["note"], by=request.user)
        except TransitionError as error:
            return stale(request, error.message)
        if membership.leaver_at is None:
            messages.success(request, _("The Secretariat was told."))
        else:
            messages.info(request, _("This was reported already."))
        return redirect("accounts:contact-people", dialogue)
    context = {
        "membership": membership,
        "form": form,
        "is_own": membership.user == request.user,
    }
    return page_of(request, "leaver", context)


@require_POST
def leaver_withdraw(
    request: DialogueRequest, dialogue: str, key: uuid.UUID
) -> HttpResponse:
    try:
        steps.withdraw_leaver(_person(request, dialogue, key), by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("accounts:contact-people", dialogue)


@never_cache
@require_safe
def invitations(request: DialogueRequest, dialogue: str) -> HttpResponse:
    names = offices.names()
    rows = [
        (row, names.get(row.country_id, ""), _state_of(row))
        for row in _invitations(request, dialogue).select_related("registration")
    ]
    context = {"rows": rows, "allowance": inviting.allowance_of(request.user, dialogue)}
    return page_of(request, "invitations", context | _why_none(request, dialogue))


@never_cache
@require_http_methods(_FORMS)
def invite(request: DialogueRequest, dialogue: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = InvitationForm(
        data, dialogue=dialogue, states=named_states(request, dialogue)
    )
    if data is not None and form.is_valid():
        country = form.cleaned_data["country"]
        try:
            inviting.invite(dialogue, country, form.colleague(), by=request.user)
        except TransitionError as error:
            return stale(request, error.message)
        messages.success(request, _("The invitation is on its way."))
        return redirect("accounts:contact-invitations", dialogue)
    return page_of(request, "invite", {"form": form} | _why_none(request, dialogue))


@require_POST
def invitation_withdraw(
    request: DialogueRequest, dialogue: str, key: uuid.UUID
) -> HttpResponse:
    invitation = get_object_or_404(_invitations(request, dialogue), key=key)
    try:
        inviting.withdraw(invitation, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    back = "handover" if invitation.replaces_id else "invitations"
    return redirect(f"accounts:contact-{back}", dialogue)


@never_cache
@require_http_methods(_FORMS)
def handover(request: DialogueRequest, dialogue: str) -> HttpResponse:
    """Name a successor: a member of the state, or somebody new."""
    states = named_states(request, dialogue)
    who = request.POST.get("who", "")
    member = SuccessorForm(
        request.POST if who == "member" else None,
        states=states,
        people=_successors(request, dialogue),
        prefix="member",
    )
    other = InvitationForm(
        request.POST if who == "other" else None,
        dialogue=dialogue,
        states=states,
        prefix="other",
    )
    forms: dict[str, SuccessorForm | InvitationForm] = {
        "member": member,
        "other": other,
    }
    chosen = forms.get(who)
    if request.method == "POST" and chosen is not None and chosen.is_valid():
        try:
            _hand_over(request, dialogue, chosen)
        except TransitionError as error:
            return stale(request, error.message)
        return redirect("accounts:contact-handover", dialogue)
    context = {"member": member, "other": other, "who": who or "member"}
    return page_of(request, "handover", context | _pending(request, dialogue))


@require_POST
def handover_withdraw(
    request: DialogueRequest, dialogue: str, key: uuid.UUID
) -> HttpResponse:
    proposal = get_object_or_404(_proposals(request, dialogue), key=key)
    try:
        roles.withdraw(proposal, by=request.user)
    except TransitionError as error:
        return stale(request, error.message)
    return redirect("accounts:contact-handover", dialogue)


def _why_none(request: DialogueRequest, dialogue: str) -> dict[str, str]:
    return {"why_none": inviting.why_none(request.user, dialogue)}


def _hand_over(
    request: DialogueRequest, dialogue: str, form: SuccessorForm | InvitationForm
) -> None:
    country = form.cleaned_data["country"]
    own = get_object_or_404(
        steps.own_memberships(request.user, dialogue), country=country
    )
    if isinstance(form, InvitationForm):
        inviting.invite(
            dialogue, country, form.colleague(), by=request.user, replaces=own
        )
        return
    rows = steps.successors_of(request.user, dialogue)
    successor = get_object_or_404(rows, key=form.cleaned_data["successor"])
    steps.hand_over(own, successor, form.cleaned_data["reason"], by=request.user)


def _pending(request: DialogueRequest, dialogue: str) -> dict[str, Any]:
    names = offices.names()
    invited = _invitations(request, dialogue).filter(replaces__isnull=False)
    return {
        "proposals": [
            (row, names.get(row.grant_country_id or "", ""))
            for row in _proposals(request, dialogue).select_related("user")
        ],
        "invited": [
            (row, names.get(row.country_id, ""), _state_of(row)) for row in invited
        ],
    }


def page_of(
    request: DialogueRequest, name: str, context: dict[str, Any]
) -> HttpResponse:
    states = [name for _code, name in named_states(request, request.dialogue)]
    return render(request, f"{_FOLDER}/{name}.html", {"states": states, **context})


def named_states(request: DialogueRequest, dialogue: str) -> list[tuple[str, str]]:
    names = offices.names()
    own = steps.states_of(request.user, dialogue)
    return [(code, names.get(code, code)) for code in own]


def _person(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> Membership:
    return get_object_or_404(steps.people_of(request.user, dialogue), key=key)


def _successors(request: DialogueRequest, dialogue: str) -> list[tuple[str, str, str]]:
    """Return each colleague of the own states once, however many roles they have."""
    names = offices.names()
    colleagues: dict[tuple[int, str], tuple[str, str, str]] = {}
    for row in steps.successors_of(request.user, dialogue):
        if row.user != request.user:
            state = steps.state_of(row) or ""
            text = f"{row.user} ({names.get(state, state)})"
            colleagues.setdefault((row.user_id, state), (str(row.key), text, state))
    return list(colleagues.values())


def _invitations(request: DialogueRequest, dialogue: str) -> Any:
    return Invitation.objects.filter(dialogue=dialogue, by=request.user)


def _proposals(request: DialogueRequest, dialogue: str) -> Any:
    return RoleProposal.objects.filter(
        dialogue=dialogue, proposed_by=request.user, replaces__isnull=False
    )


def _state_of(row: Invitation) -> str:
    """Say how an invitation stands, and no more of a request than that it is over."""
    if row.withdrawn_at:
        return "withdrawn"
    if row.used_at is None:
        return "open" if row.is_open else "lapsed"
    request = row.registration
    if request is None or request.state in (
        Registration.State.REFUSED,
        Registration.State.LAPSED,
        Registration.State.WITHDRAWN,
    ):
        return "closed"
    return "given" if request.state == Registration.State.APPROVED else "used"
