"""A member's new address elsewhere, decided by one i-Map like a request for access.

The request is filled in from what that i-Map knows; approving it moves nothing else,
refusing it ends the access there.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import offices, registration
from accounts.mails import memberships as notifications
from accounts.membership import steps
from accounts.models import (
    AddressChange,
    Membership,
    MembershipQuerySet,
    Registration,
)
from accounts.registration import Application, applying, assessment, moves
from accounts.registration.rows import Note, lock, lock_queue, move
from accounts.registration.states import Step, may
from imap.core.addresses import address_key

State, Source = Registration.State, Registration.Source


def open_for(change: AddressChange, memberships: list[Membership]) -> Registration:
    """Put the move before one i-Map; `memberships` are what the person has there."""
    first = memberships[0]
    row = _request(change, first)
    due = timezone.localdate() + timedelta(days=settings.ADDRESS_GRACE_DAYS)
    Membership.objects.filter(pk__in=[m.pk for m in memberships]).update(
        move_due_on=due
    )
    return row


def withdraw_for(change: AddressChange) -> None:
    """Close what is still open of a move that was stopped."""
    for request in Registration.objects.filter(address_change=change):
        lock_queue(request)
        row = lock(request)
        if row.source == Source.ADDRESS_CHANGE and may(Step.WITHDRAW, row.state):
            applying.forget(row)
            move(row, Step.WITHDRAW, State.WITHDRAWN, Note())
    _of(change).update(move_due_on=None)


def is_about_access(row: Registration) -> bool:
    """Whether access is at stake that the person still has on this i-Map."""
    return row.address_change_id is not None and bool(_locked(row))


def accept(row: Registration) -> None:
    """Let access stay with the new address."""
    for membership in _locked(row):
        if membership.suspended_at is not None and membership.suspended_by_id is None:
            steps.lift(membership)
        membership.move_due_on = None
        membership.save()
        notifications.moved(membership)


def reject(row: Registration) -> None:
    """End what the person has on this i-Map; the refusal itself is mailed beside it."""
    for membership in _locked(row):
        steps.close(membership, row.reason, by=row.decided_by)


def _request(change: AddressChange, membership: Membership) -> Registration:
    existing = (
        Registration.objects.of(membership.dialogue_id)
        .open()
        .filter(email_key=address_key(change.new))
        .first()
    )
    if existing is not None:
        return _attach(change, existing)
    row_id = uuid.uuid5(change.key, membership.dialogue_id)
    row = applying.insert(
        membership.dialogue_id,
        _application(change, membership),
        row_id,
        source=Source.ADDRESS_CHANGE,
    ) or Registration.objects.get(form_id=row_id)
    row.address_change = change
    row.save(update_fields=["address_change"])
    return registration.confirm(row)


def _attach(change: AddressChange, existing: Registration) -> Registration:
    """Decide the move with the request that this very address has already sent."""
    lock_queue(existing)
    row = lock(existing)
    row.address_change = change
    assessment.refresh(row)
    if row.state in (State.HELD, State.COSIGN):
        applying.clear_decision(row)
        applying.back_to_queue(row, Step.CORRECT, Note())
    else:
        row.version += 1
        row.save()
    return row


def _application(change: AddressChange, membership: Membership) -> Application:
    last = membership.registration
    user = change.user
    with override(user.language):
        purpose = _("Access goes on after a change of address.")
        office = offices.name_of(last) if last else ""
    return Application(
        name=membership.name,
        email=change.new,
        country=last.country_id if last else membership.country_id,
        organisation=last.organisation_id if last else None,
        other_organisation=last.other_organisation if last else "",
        office_name=office,
        ministry=last.ministry if last else "",
        post=last.post if last else "",
        purpose=purpose,
        language=user.language,
        notice_version=membership.notice_version,
    )


def _of(change: AddressChange) -> MembershipQuerySet:
    return Membership.objects.filter(user=change.user_id, move_due_on__isnull=False)


def _locked(row: Registration) -> list[Membership]:
    return list(moves.at_stake(row).select_for_update(of=("self",)))
