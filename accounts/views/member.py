"""One member of the i-Map on one page, and the steps the secretariat takes there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import offices, permissions
from accounts.forms.members import (
    EndForm,
    ReturnForm,
    RoleForm,
    SuspendForm,
    UntilForm,
)
from accounts.membership import history as member_history
from accounts.membership import listing as members
from accounts.membership import renewal, steps
from accounts.membership.marks import FLAGS
from accounts.models import Membership, Registration, RoleProposal
from accounts.registration import roles
from accounts.registration.roles import Proposed
from accounts.sign_in import step_up
from imap.core.access import DialogueRequest, Standing
from imap.core.addresses import readable_key
from imap.core.audit.log import steps_of
from imap.core.exceptions import TransitionError
from imap.core.views import stale

_FORMS: dict[str, type[forms.Form]] = {
    "until": UntilForm,
    "suspend": SuspendForm,
    "end": EndForm,
}


@never_cache
@require_safe
def show(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    return _page(request, _find(dialogue, key))


@require_POST
@step_up.required("decide")
def renew(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _find(dialogue, key)
    return _act(request, row, lambda: steps.renew(row, by=request.user))


@require_POST
@step_up.required("decide")
def resume(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _find(dialogue, key)
    return _act(request, row, lambda: steps.resume(row, by=request.user))


@require_POST
def reviewed(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _find(dialogue, key)
    return _act(request, row, lambda: steps.look_at(row, by=request.user))


@require_POST
@step_up.required("decide")
def suspend(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row, form = _find(dialogue, key), _form("suspend", key, request)
    if not form.is_valid():
        return _page(request, row, failed=("suspend", form))
    pause = form.pause()
    return _act(request, row, lambda: steps.suspend(row, pause, by=request.user))


@require_POST
@step_up.required("decide")
def end(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row, form = _find(dialogue, key), _form("end", key, request)
    if not form.is_valid():
        return _page(request, row, failed=("end", form))
    reason = form.cleaned_data["reason"]
    return _act(request, row, lambda: steps.end(row, reason, by=request.user))


@require_POST
@step_up.required("roles")
def until(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row, form = _find(dialogue, key), _form("until", key, request)
    form.membership = row
    if not form.is_valid():
        return _page(request, row, failed=("until", form))
    day = form.cleaned_data["until"]
    return _act(request, row, lambda: steps.change_until(row, day, by=request.user))


@require_POST
@step_up.required("roles")
def role(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    """Give or propose a role; `replaces` names the membership that ends with it."""
    row = _find(dialogue, key)
    form = RoleForm(request.POST, dialogue=dialogue, auto_id="role_%s")
    if not form.is_valid():
        return _page(request, row, failed=("role", form))
    replaced = form.cleaned_data["replaces"]
    proposed = Proposed(
        row.user,
        form.grant(),
        form.cleaned_data["reason"],
        _find(dialogue, replaced) if replaced else None,
    )
    return _act(
        request, row, lambda: roles.propose(dialogue, proposed, by=request.user)
    )


@never_cache
@require_safe
def proposal(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    """Lead to the page of the member for whom a role is proposed."""
    membership = _of(_proposal(dialogue, key))
    return redirect("accounts:desk-member", dialogue, membership.key)


@require_POST
@step_up.required("roles")
def confirm(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _proposal(dialogue, key)
    return _act_on(request, row, lambda: roles.confirm(row, by=request.user))


@require_POST
@step_up.required("roles")
def send_back(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _proposal(dialogue, key)
    form = ReturnForm(request.POST, auto_id=f"return_{key}_%s")
    if not form.is_valid():
        return _page(request, _of(row), failed=(f"return {key}", form))
    reason = form.cleaned_data["reason"]
    return _act_on(request, row, lambda: roles.send_back(row, reason, by=request.user))


@require_POST
def withdraw(request: DialogueRequest, dialogue: str, key: uuid.UUID) -> HttpResponse:
    row = _proposal(dialogue, key)
    return _act_on(request, row, lambda: roles.withdraw(row, by=request.user))


def _find(dialogue: str, key: uuid.UUID) -> Membership:
    rows = members.with_people(Membership.objects.of(dialogue))
    return get_object_or_404(rows.select_related("dialogue"), key=key)


def _proposal(dialogue: str, key: uuid.UUID) -> RoleProposal:
    rows = RoleProposal.objects.select_related("user", "proposed_by", "replaces")
    return get_object_or_404(rows, dialogue=dialogue, key=key)


def _of(proposal: RoleProposal) -> Membership:
    rows = Membership.objects.of(proposal.dialogue_id).filter(user=proposal.user_id)
    return members.with_people(rows).latest("valid_until", "pk")


def _form(name: str, key: uuid.UUID, request: DialogueRequest | None = None) -> Any:
    data = request.POST if request else None
    return _FORMS[name](data, auto_id=f"{name}_{key}_%s")


def _act(
    request: DialogueRequest, row: Membership, step: Callable[[], object]
) -> HttpResponse:
    before = steps_of(request.user, row.dialogue_id)
    try:
        step()
    except TransitionError as error:
        return stale(request, error.message)
    if steps_of(request.user, row.dialogue_id) > before:
        messages.success(request, _("Done."))
    else:
        messages.info(request, _("Nothing was changed."))
    if request.POST.get("back") == "review":
        return redirect("accounts:desk-members-review", row.dialogue_id)
    return redirect("accounts:desk-member", row.dialogue_id, row.key)


def _act_on(
    request: DialogueRequest, proposal: RoleProposal, step: Callable[[], object]
) -> HttpResponse:
    return _act(request, _of(proposal), step)


def _page(
    request: DialogueRequest,
    row: Membership,
    failed: tuple[str, forms.Form] | None = None,
) -> HttpResponse:
    dialogue = row.dialogue_id
    memberships = list(
        members.with_people(Membership.objects.of(dialogue).filter(user=row.user_id))
    )
    keys = {
        row.user.email,
        *(m.registration.email_key for m in memberships if m.registration),
    }
    asked = list(_requests(dialogue, memberships, keys))
    proposals = RoleProposal.objects.filter(dialogue=dialogue, user=row.user_id)
    every = list(proposals.select_related("proposed_by", "first_by", "second_by"))
    things = member_history.things_of(memberships, asked, every)
    context = {
        "member": row,
        "office": offices.name_of(row.registration) if row.registration else "",
        "cards": [_card(request, each, row, failed) for each in memberships],
        "requests": asked,
        "proposals": [
            _proposed(request, each, failed) for each in every if _waits(each)
        ],
        "role_form": _role_form(dialogue, failed),
        "gives_roles": _may_give(request, row, memberships),
        "events": member_history.events(dialogue, things),
        "mails": member_history.mails(dialogue, things, keys),
        "is_own": row.user_id == request.user.pk,
        "failed": failed[1] if failed else None,
    }
    return render(request, "accounts/members/member.html", context)


def _card(
    request: DialogueRequest,
    membership: Membership,
    asked_for: Membership,
    failed: tuple[str, forms.Form] | None,
) -> dict[str, Any]:
    """Return one membership with what may be done about it here and now."""
    may = (
        permissions.can_manage(request.user, membership) and membership.ended_at is None
    )
    is_live = membership.standing in (Standing.ACTIVE, Standing.NONE)
    forms_of = {name: _form(name, membership.key) for name in _FORMS}
    forms_of["until"].initial = {"until": membership.valid_until}
    if failed and failed[0] in _FORMS and membership.pk == asked_for.pk:
        forms_of[failed[0]] = failed[1]
    entry = members.entries([membership])[0]
    return {
        "entry": entry,
        "marks": [FLAGS[mark] for mark in entry.marks],
        "forms": forms_of,
        "open": failed[0] if failed and membership.pk == asked_for.pk else "",
        "may_renew": may and steps.is_due(membership),
        "may_change": may and is_live,
        "may_end": may,
        "may_review": may and membership.standing is not Standing.EXPIRED,
        "is_paused": membership.suspended_at is not None,
        "may_resume": may and permissions.can_resume(request.user, membership),
        "renews_itself": renewal.renews_itself(membership),
        "successor": _successor(membership),
    }


def _successor(membership: Membership) -> Membership | None:
    """Return who was named as following, where that is a member already."""
    if not membership.successor_email:
        return None
    live = Membership.objects.of(membership.dialogue_id).on(timezone.localdate())
    return live.filter(user__email=readable_key(membership.successor_email)).first()


def _requests(
    dialogue: str, memberships: list[Membership], keys: set[str]
) -> list[Registration]:
    rows = Registration.objects.of(dialogue).confirmed()
    by_address = rows.filter(email_key__in=keys)
    given = rows.filter(
        pk__in=[m.registration_id for m in memberships if m.registration_id]
    )
    return list((by_address | given).order_by("-number"))


def _proposed(
    request: DialogueRequest,
    proposal: RoleProposal,
    failed: tuple[str, forms.Form] | None,
) -> dict[str, Any]:
    took_part = (proposal.proposed_by_id, proposal.first_by_id, proposal.user_id)
    form: forms.Form = ReturnForm(auto_id=f"return_{proposal.key}_%s")
    if failed and failed[0] == f"return {proposal.key}":
        form = failed[1]
    return {
        "row": proposal,
        "state": offices.names().get(proposal.grant_country_id or "", ""),
        "may_confirm": request.user.pk not in took_part,
        "may_withdraw": request.user.pk == proposal.proposed_by_id,
        "form": form,
    }


def _waits(proposal: RoleProposal) -> bool:
    return proposal.state == RoleProposal.State.PROPOSED


def _role_form(dialogue: str, failed: tuple[str, forms.Form] | None) -> forms.Form:
    if failed and failed[0] == "role":
        return failed[1]
    return RoleForm(dialogue=dialogue, auto_id="role_%s")


def _may_give(
    request: DialogueRequest, row: Membership, memberships: list[Membership]
) -> bool:
    is_member = any(each.standing is Standing.ACTIVE for each in memberships)
    return is_member and permissions.can_manage(request.user, row)
