"""What happened to one member on this i-Map: the log and the mails, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Registration, RoleProposal
from imap.core.audit.log import target_id
from imap.core.audit.models import AuditEvent
from imap.core.outbox.models import OutgoingMail

_MOST = 50
_WORDS = {
    "membership.appoint": _("Appointed from the server"),
    "membership.role": _("Role given"),
    "membership.renew": _("Renewed"),
    "membership.in_post": _("Said to be still in the post"),
    "membership.successor": _("Named who follows"),
    "membership.until": _("End changed"),
    "membership.suspend": _("Paused"),
    "membership.resume": _("Resumed"),
    "membership.end": _("Ended"),
    "membership.expire": _("Expired"),
    "membership.review": _("Looked at"),
    "membership.leaver": _("Reported as having left"),
    "membership.leaver_withdraw": _("Report of leaving taken back"),
    "membership.hand_over": _("Tasks handed over"),
    "membership.address": _("Address changed"),
    "membership.address_stopped": _("Change of address stopped"),
    "role.propose": _("Role proposed"),
    "role.agree": _("Role agreed by a first colleague"),
    "role.confirm": _("Role confirmed"),
    "role.send_back": _("Role returned"),
    "role.withdraw": _("Proposal taken back"),
    "registration.submit": _("Request sent"),
    "registration.confirm": _("Address confirmed"),
    "registration.claim": _("Request in review"),
    "registration.release": _("Request given back"),
    "registration.ask": _("Question asked"),
    "registration.answer": _("Question answered"),
    "registration.correct": _("Answers corrected"),
    "registration.approve": _("Access decided"),
    "registration.refuse": _("Decided not to grant"),
    "registration.second": _("Second colleague agreed"),
    "registration.settle": _("Decision carried out"),
    "registration.accept": _("Invitation accepted"),
}


@dataclass(frozen=True)
class Event:
    at: datetime
    words: str
    actor: str


def events(dialogue: str, things: Sequence[str]) -> list[Event]:
    """Return what the log of this i-Map says of those things, the last first."""
    rows = AuditEvent.objects.filter(chain=dialogue, target_id__in=things)
    rows = rows.order_by("-number")[:_MOST]
    return [
        Event(row.at, str(_WORDS.get(row.action, row.action)), row.actor)
        for row in rows
    ]


def mails(dialogue: str, things: Sequence[str], keys: set[str]) -> list[OutgoingMail]:
    """Return what was mailed to these addresses by this i-Map, the last first.

    `keys` are the addresses as `imap.core.addresses` folds them.
    """
    rows = OutgoingMail.objects.filter(
        dialogue=dialogue, about__in=things, to_key__in=keys
    )
    return list(rows.defer("text", "html").order_by("-pk")[:_MOST])


def things_of(
    memberships: Sequence[Membership],
    asked: Sequence[Registration],
    proposals: Sequence[RoleProposal],
) -> list[str]:
    return [target_id(row) for row in (*memberships, *asked, *proposals)]
