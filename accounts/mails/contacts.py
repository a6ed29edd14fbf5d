"""The mails around contact points: invitations, leavers, roles and who takes over.

An invitation goes to an address that nobody confirmed: of what was typed about it, only
the contact point's own name and state are in the mail.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from accounts import offices, tokens
from accounts.mails.i_map import link_to, write_from
from accounts.models import Invitation, Membership, RoleProposal, User
from imap.core.access import Role, people


def invitation(row: Invitation) -> None:
    dialogue = row.dialogue
    token = tokens.make(tokens.Purpose.INVITATION, dialogue.pk, row.key)
    write_from(
        "invitation",
        row.email,
        dialogue,
        row.language,
        about=row,
        contact_point=str(row.by),
        state=_state(row.country_id, row.language),
        takes_over=row.replaces_id is not None,
        days=settings.ACCESS_LINK_DAYS,
        link=link_to("accounts:invitation", dialogue, row.language, token=token),
    )


def leaver(membership: Membership, by: User) -> None:
    """Tell the secretariat that somebody has left the post."""
    dialogue = membership.dialogue
    for user in people(dialogue.pk, Role.SECRETARIAT):
        write_from(
            "leaver",
            user.email,
            dialogue,
            user.language,
            about=membership,
            person=str(membership.user),
            role=_role(membership.role, user.language),
            until=membership.valid_until,
            contact_point=str(by),
            note=membership.leaver_note,
            link=link_to(
                "accounts:desk-member", dialogue, user.language, key=membership.key
            ),
        )


def proposed(row: RoleProposal) -> None:
    """Ask every member of staff who may still agree."""
    took_part = (row.proposed_by_id, row.first_by_id, row.user_id)
    for user in people(row.dialogue_id, Role.SECRETARIAT):
        if user.pk not in took_part:
            write_from(
                "role-proposed",
                user.email,
                row.dialogue,
                user.language,
                about=row,
                person=str(row.user),
                role=_role(row.grant_role, user.language),
                state=_state(row.grant_country_id, user.language),
                proposed_by=str(row.proposed_by),
                first_by=str(row.first_by) if row.first_by else "",
                is_handover=row.replaces_id is not None,
                link=link_to(
                    "accounts:desk-members-proposal",
                    row.dialogue,
                    user.language,
                    key=row.key,
                ),
            )


def proposed_alone(row: RoleProposal) -> None:
    """Tell the i-Map's mailbox of a role for which nobody else could agree."""
    dialogue = row.dialogue
    if dialogue.mailbox:
        language = settings.DIALOGUES[dialogue.pk][0]
        write_from(
            "role-alone",
            dialogue.mailbox,
            dialogue,
            language,
            about=row,
            person=str(row.user),
            role=_role(row.grant_role, language),
            state=_state(row.grant_country_id, language),
            proposed_by=str(row.proposed_by),
            effective_on=timezone.localdate(row.effective_at),
            reason=row.reason,
        )


def role_given(membership: Membership) -> None:
    user, dialogue = membership.user, membership.dialogue
    write_from(
        "role-given",
        user.email,
        dialogue,
        user.language,
        about=membership,
        person=str(user),
        role=_role(membership.role, user.language),
        state=_state(membership.country_id, user.language),
        until=membership.valid_until,
        link=link_to("map:page", dialogue, user.language),
    )


def returned(row: RoleProposal) -> None:
    """Tell who proposed it, a colleague or a contact point, that it was not given."""
    user = row.proposed_by
    write_from(
        "role-returned",
        user.email,
        row.dialogue,
        user.language,
        about=row,
        person=str(row.user),
        role=_role(row.grant_role, user.language),
        state=_state(row.grant_country_id, user.language),
        reason=row.note,
        is_handover=row.replaces_id is not None,
    )


def handed_over(old: Membership, successor: Membership) -> None:
    """Tell both that the tasks went over today."""
    for user in (old.user, successor.user):
        write_from(
            "handover",
            user.email,
            old.dialogue,
            user.language,
            about=successor,
            person=str(user),
            former=str(old.user),
            successor=str(successor.user),
            state=_state(successor.country_id, user.language),
            until=successor.valid_until,
            is_successor=user == successor.user,
        )


def _role(role: str, language: str) -> str:
    with override(language):
        return str(Membership.RoleChoice(role).label)


def _state(country: str | None, language: str) -> str:
    with override(language):
        return offices.names().get(country, country) if country else ""
