"""What this i-Map knows of one request: all that is looked at before deciding."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from accounts.flags.domains import Script, script
from accounts.flags.facts import Known
from accounts.flags.lookalikes import difference, nearest
from accounts.models import (
    EvidenceFile,
    Membership,
    Recommendation,
    Registration,
)
from accounts.registration import assessment
from imap.core.audit.log import target_id
from imap.core.outbox.models import OutgoingMail

_MOST = 10


@dataclass(frozen=True)
class Address:
    """The domain as it is written, what is known of it, and what it is near to."""

    local: str
    pieces: list[tuple[str, bool]]
    script: Script
    known: Known | None
    nearest: Known | None


@dataclass(frozen=True)
class Evidence:
    address: Address
    earlier: list[Registration]
    memberships: list[Membership]
    files: list[EvidenceFile]
    recommendations: list[Recommendation]
    mails: list[OutgoingMail]


def evidence_of(row: Registration) -> Evidence:
    return Evidence(
        address=_address(row),
        earlier=_earlier(row),
        memberships=_memberships(row),
        files=list(files_of(row)),
        recommendations=list(row.recommendations.select_related("by")),
        mails=_mails(row),
    )


def _address(row: Registration) -> Address:
    known = assessment.known_domains(row.dialogue_id)
    own = next((each for each in known if each.domain == row.domain), None)
    near = None if own else nearest(row.domain, known)
    local = row.email.rpartition("@")[0]
    domain = row.email.rpartition("@")[2]
    pieces = difference(domain, near.domain) if near else [(domain, False)]
    return Address(local, pieces, script(row.domain), own, near)


def _earlier(row: Registration) -> list[Registration]:
    """Other requests of the mailbox on this i-Map; those on another are not ours."""
    rows = Registration.objects.of(row.dialogue_id).confirmed()
    rows = rows.filter(mailbox_key=row.mailbox_key).exclude(pk=row.pk)
    return list(rows.order_by("-number")[:_MOST]) if row.email_key else []


def _memberships(row: Registration) -> list[Membership]:
    rows = Membership.objects.of(row.dialogue_id).of_address(row.email_key)
    return list(rows) if row.email_key else []


def files_of(row: Registration) -> models.QuerySet[EvidenceFile]:
    """Return the letters of this request, and of the list it came with."""
    of_request = Q(registration=row)
    if row.nomination_id:
        of_request |= Q(nomination=row.nomination_id)
    return EvidenceFile.objects.filter(of_request, dialogue=row.dialogue_id)


def _mails(row: Registration) -> list[OutgoingMail]:
    mails = OutgoingMail.objects.filter(dialogue=row.dialogue_id, about=target_id(row))
    mails = mails.filter(to_key=row.email_key)
    return list(mails.defer("text", "html")[:_MOST])
