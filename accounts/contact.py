"""What a national contact point sees and does: the own state's people, and no other's.

A contact point recommends and reports; the secretariat decides. Every step asks anew
whether the person is contact point of that state today.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import permissions
from accounts.mails import contacts as contact_notifications
from accounts.membership.giving import Grant
from accounts.models import (
    Membership,
    MembershipQuerySet,
    Registration,
    RegistrationQuerySet,
    RoleProposal,
    User,
)
from accounts.registration import roles
from accounts.registration.roles import Proposed
from accounts.registration.states import TABLE, Step
from imap.core.access import Role
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError


def own_memberships(user: User, dialogue: str) -> MembershipQuerySet:
    """Return what makes the person a contact point today: one for each state."""
    own = Membership.objects.of(dialogue).on(timezone.localdate())
    return own.filter(user=user, role=Role.CONTACT_POINT, country__isnull=False)


def states_of(user: User, dialogue: str) -> list[str]:
    rows = own_memberships(user, dialogue).values_list("country", flat=True)
    return sorted(set(rows))


def requests_of(user: User, dialogue: str) -> RegistrationQuerySet:
    """Return the open requests of the own states, the longest waiting first.

    Whoever is only named in a letter has asked for nothing yet.
    """
    rows = Registration.objects.of(dialogue).confirmed()
    return rows.filter(
        country__in=states_of(user, dialogue),
        confirmed_at__isnull=False,
        state__in=TABLE[Step.RECOMMEND].start,
    )


def people_of(user: User, dialogue: str) -> MembershipQuerySet:
    """Return who of the own states has access today.

    A role of one state is that state's, wherever its holder works.
    """
    states = states_of(user, dialogue)
    people = Membership.objects.of(dialogue).on(timezone.localdate())
    of_state = Q(country__in=states) | Q(
        country__isnull=True, registration__country__in=states
    )
    people = people.filter(of_state, user__is_active=True)
    people = people.exclude(role=Role.SECRETARIAT)
    return people.select_related("user", "registration").order_by("user__full_name")


def successors_of(user: User, dialogue: str) -> MembershipQuerySet:
    """Return who may be named as following: reviewers come from outside the state."""
    return people_of(user, dialogue).exclude(role=Role.REVIEWER)


def state_of(membership: Membership) -> str | None:
    if membership.country_id:
        return membership.country_id
    row = membership.registration
    return row.country_id if row else None


@transaction.atomic
def report_leaver(membership: Membership, note: str, *, by: User) -> Membership:
    """Say that somebody has left the post; the secretariat decides what ends."""
    row = _take_up(membership, by)
    if row.user_id == by.pk:
        raise PermissionDenied
    if row.leaver_at is not None:
        return row
    row.leaver_at, row.leaver_by, row.leaver_note = timezone.now(), by, note
    row.save(update_fields=["leaver_at", "leaver_by", "leaver_note"])
    audit.record("membership.report_leaver", row, by=by, chain=row.dialogue_id)
    contact_notifications.leaver(row, by)
    return row


@transaction.atomic
def withdraw_leaver(membership: Membership, *, by: User) -> Membership:
    """Take back what was reported, unless the person said it; twice is once."""
    row = _take_up(membership, by)
    if row.leaver_at is None:
        return row
    if row.leaver_by_id == row.user_id:
        raise TransitionError(_("The person said so. The Secretariat decides."))
    row.leaver_at, row.leaver_by, row.leaver_note = None, None, ""
    row.save(update_fields=["leaver_at", "leaver_by", "leaver_note"])
    audit.record("membership.withdraw_leaver", row, by=by, chain=row.dialogue_id)
    return row


def hand_over(
    own: Membership, successor: Membership, reason: str, *, by: User
) -> RoleProposal:
    """Propose a member of the state as successor; two members of staff decide."""
    state = own.country_id
    allow(by, own.dialogue_id, state)
    if state_of(successor) != state or successor.dialogue_id != own.dialogue_id:
        raise PermissionDenied
    if successor.role == Role.REVIEWER:
        raise PermissionDenied
    grant = Grant(Role.CONTACT_POINT, own.valid_until, state)
    proposed = Proposed(successor.user, grant, reason, replaces=own)
    return roles.propose(own.dialogue_id, proposed, by=by)


def _take_up(membership: Membership, by: User) -> Membership:
    allow(by, membership.dialogue_id, state_of(membership))
    rows = Membership.objects.select_for_update(of=("self",))
    row = rows.get(pk=membership.pk)
    if row.ended_at is not None:
        raise TransitionError(_("This access has ended already."))
    return row


def allow(by: User, dialogue: str, country: str | None) -> None:
    """Raise PermissionDenied for anybody but that state's contact point of today."""
    if not permissions.is_contact_point(by, dialogue, country):
        raise PermissionDenied
