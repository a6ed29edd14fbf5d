"""Giving a member a role: somebody proposes it, somebody else of the staff confirms.

One member of staff makes readers and contributors. What else staff propose, another
one confirms; the only member of staff waits a working day. What a contact point
proposes, the own tasks for a successor, two members of staff confirm, and the contact
point may take back. Nobody confirms a role of their own, or what they proposed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import permissions
from accounts.deadlines import start_of, working_days_after
from accounts.mails import contacts as contact_notifications
from accounts.membership import giving
from accounts.membership.giving import Grant
from accounts.models import Membership, Registration, RoleProposal, User
from accounts.models.memberships import NEEDS_TWO
from accounts.registration.states import Rule
from accounts.sign_in import sessions
from imap.core.access import Role
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError

State = RoleProposal.State


@dataclass(frozen=True)
class Proposed:
    """Who would get what, why, and whose tasks go over with it."""

    user: User
    grant: Grant
    reason: str
    replaces: Membership | None = None


@transaction.atomic
def propose(dialogue: str, proposed: Proposed, *, by: User) -> RoleProposal:
    """Put a role before the staff; a second press finds the first one's."""
    grant = proposed.grant
    if not _may_propose(dialogue, proposed, by):
        raise PermissionDenied
    # One at a time for each person, so that two presses make one proposal.
    User.objects.select_for_update(no_key=True).get(pk=proposed.user.pk)
    _look_at_member(dialogue, proposed)
    proposal, is_new = RoleProposal.objects.get_or_create(
        dialogue_id=dialogue,
        user=proposed.user,
        state=State.PROPOSED,
        grant_role=grant.role,
        grant_country_id=grant.country,
        grant_edition=grant.edition,
        defaults={
            "grant_until": grant.until,
            "grant_sections": list(grant.sections),
            "reason": proposed.reason,
            "replaces": proposed.replaces,
            "proposed_by": by,
        },
    )
    if is_new:
        _record("propose", proposal, by)
        _place(proposal, rule_for(proposal))
    return proposal


def rule_for(proposal: RoleProposal) -> Rule:
    """The rule of requests for access, for the roles of members."""
    if proposal.grant_role not in NEEDS_TWO:
        return Rule.ONE
    is_alone = permissions.is_only_one(proposal.proposed_by, proposal.dialogue_id)
    is_staffs = permissions.is_secretariat(proposal.proposed_by, proposal.dialogue_id)
    return Rule.ALONE if is_alone and is_staffs else Rule.TWO


def settle_due() -> int:
    """Give what the only member of staff proposed and nobody took back in time."""
    due = RoleProposal.objects.filter(
        state=State.PROPOSED, effective_at__lte=timezone.now()
    )
    given = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            row = due.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is not None:
                _settle(row)
                given += 1
    return given


@transaction.atomic
def confirm(proposal: RoleProposal, *, by: User) -> RoleProposal:
    """Agree; what a contact point proposed waits for a second member of staff."""
    row = _take_up(proposal, by)
    if is_handover(row) and row.first_by_id is None:
        row.first_by, row.first_at = by, timezone.now()
        row.save(update_fields=["first_by", "first_at"])
        _record("agree", row, by)
        contact_notifications.proposed(row)
        return row
    row.second_by, row.second_at = by, timezone.now()
    _record("confirm", row, by)
    _settle(row)
    return row


@transaction.atomic
def send_back(proposal: RoleProposal, reason: str, *, by: User) -> RoleProposal:
    """Disagree: nothing is given, and whoever proposed it reads why."""
    row = _take_up(proposal, by)
    row.state, row.note = State.RETURNED, reason
    row.second_by, row.second_at = by, timezone.now()
    row.save(update_fields=["state", "note", "second_by", "second_at"])
    _record("send_back", row, by)
    contact_notifications.returned(row)
    return row


@transaction.atomic
def withdraw(proposal: RoleProposal, *, by: User) -> RoleProposal:
    """Take back what one proposed oneself; a second time changes nothing."""
    if proposal.proposed_by_id != by.pk:
        raise PermissionDenied
    row = _lock(proposal)
    if row.state == State.WITHDRAWN:
        return row
    if row.state != State.PROPOSED:
        raise TransitionError(_("The Secretariat has already decided on this."))
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    _record("withdraw", row, by)
    return row


def is_handover(proposal: RoleProposal) -> bool:
    """Whether a contact point proposed it, who has no say in who gets roles."""
    own = proposal.replaces
    return own is not None and own.user_id == proposal.proposed_by_id


def settle_handover(registration: Registration, membership: Membership) -> None:
    """End the tasks of whoever invited this person as successor, if given as asked."""
    invitation = registration.invitations.filter(replaces__isnull=False).first()
    if invitation is None or invitation.replaces is None:
        return
    is_as_asked = (
        membership.role == invitation.grant_role
        and membership.country_id == invitation.grant_country_id
        and invitation.email_key == registration.email_key
    )
    if is_as_asked:
        end_replaced(invitation.replaces, membership, by=registration.decided_by)


def end_replaced(
    replaced: Membership, successor: Membership, *, by: User | None
) -> None:
    """End the membership whose tasks went over, and tell both people."""
    old = Membership.objects.select_for_update(of=("self",)).get(pk=replaced.pk)
    if old.ended_at is None:
        old.ended_at, old.ended_by = timezone.now(), by
        old.ended_reason = _("The tasks went over to a successor.")
        old.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        audit.record(
            "membership.hand_over",
            old,
            by=by,
            chain=old.dialogue_id,
            successor=str(successor.pk),
        )
        sessions.end_unless_member(old.user)
    contact_notifications.handed_over(old, successor)


def _give(row: RoleProposal) -> Membership:
    if row.grant_until is None:
        raise ValueError(f"nothing is proposed on {row}")
    grant = Grant(
        Role(row.grant_role),
        row.grant_until,
        row.grant_country_id,
        row.grant_edition,
        tuple(row.grant_sections),
    )
    membership = giving.give_membership(
        row.user, row.dialogue_id, grant, by=row.first_by or row.proposed_by
    )
    membership.second_by = row.second_by
    membership.save(update_fields=["second_by"])
    return membership


def _may_propose(dialogue: str, proposed: Proposed, by: User) -> bool:
    if proposed.user.pk == by.pk:
        return False
    own, grant = proposed.replaces, proposed.grant
    is_staffs = permissions.is_secretariat(by, dialogue)
    if own is None:
        return is_staffs
    is_same = own.dialogue_id == dialogue and own.user_id != proposed.user.pk
    is_same = is_same and (own.role, own.country_id) == (grant.role, grant.country)
    if own.user_id != by.pk:
        return is_staffs and is_same
    return (
        is_same
        and grant.role == Role.CONTACT_POINT
        and permissions.is_contact_point(by, dialogue, grant.country)
    )


def _look_at_member(dialogue: str, proposed: Proposed) -> None:
    """Refuse a role for somebody without access here, or who has the role."""
    memberships = Membership.objects.of(dialogue).on(timezone.localdate())
    memberships, grant = memberships.filter(user=proposed.user), proposed.grant
    if not memberships.exists():
        raise TransitionError(_("Only members of this i-Map get another role."))
    same = memberships.filter(
        role=grant.role, country=grant.country, edition=grant.edition
    )
    if same.exists() and grant.role != Role.CONTRIBUTOR:
        raise TransitionError(_("This member has this role already."))


def _place(row: RoleProposal, rule: Rule) -> None:
    if rule is Rule.ONE:
        _settle(row)
    elif rule is Rule.ALONE:
        row.effective_at = start_of(working_days_after(timezone.localdate(), 2))
        row.save(update_fields=["effective_at"])
        contact_notifications.proposed_alone(row)
    else:
        contact_notifications.proposed(row)


def _settle(row: RoleProposal) -> None:
    """Give what a locked proposal asks for, and end what it replaces."""
    row.state = State.GIVEN
    row.save(update_fields=["second_by", "second_at", "state"])
    membership = _give(row)
    audit.record(
        "membership.role",
        membership,
        by=row.second_by or row.proposed_by,
        chain=row.dialogue_id,
        role=membership.role,
        until=membership.valid_until.isoformat(),
        country=membership.country_id or "",
    )
    if row.replaces is not None:
        end_replaced(row.replaces, membership, by=row.second_by or row.proposed_by)
    else:
        contact_notifications.role_given(membership)


def _take_up(proposal: RoleProposal, by: User) -> RoleProposal:
    row = _lock(proposal)
    took_part = (row.proposed_by_id, row.first_by_id, row.user_id)
    if not permissions.is_secretariat(by, row.dialogue_id) or by.pk in took_part:
        raise PermissionDenied
    if row.state != State.PROPOSED:
        raise TransitionError(_("A colleague has already decided on this."))
    return row


def _lock(proposal: RoleProposal) -> RoleProposal:
    rows = RoleProposal.objects.select_for_update(of=("self",))
    return rows.get(pk=proposal.pk)


def _record(step: str, row: RoleProposal, by: User) -> None:
    audit.record(
        f"role.{step}",
        row,
        by=by,
        chain=row.dialogue_id,
        role=row.grant_role,
        country=row.grant_country_id or "",
    )
