"""What this i-Map knows of a request, and what is odd about it.

Flags are stored with the request so that the queue can be filtered by them, and found
again under the lock of each decision: what was known may have changed since.
"""

from __future__ import annotations

from django.db.models import F, Q
from django.utils import timezone

from accounts import flags
from accounts.flags import Case, Earlier, Flag, Known
from accounts.models import (
    DomainRequest,
    KnownDomain,
    Membership,
    Recommendation,
    Registration,
    RegistrationQuerySet,
)
from accounts.models.memberships import NEEDS_TWO
from imap.core.outbox.models import OutgoingMail

_MOST_EARLIER = 20


def refresh(row: Registration) -> list[Flag]:
    """Find the flags anew and put them on the row; the caller saves it."""
    findings = flags.flags_of(case_of(row))
    row.flags = [flag.as_json() for flag in findings]
    row.is_flagged = flags.is_flagged(findings)
    return findings


def stored(row: Registration) -> list[Flag]:
    return [Flag.from_json(flag) for flag in row.flags]


def needs_second(row: Registration) -> bool:
    """A look-alike address is two people's, and so is the move of a writer."""
    return flags.needs_second(stored(row)) or _moves_a_writer(row)


def case_of(row: Registration) -> Case:
    recommendations = list(Recommendation.objects.filter(registration=row))
    warnings = [r.text for r in recommendations if r.verdict == "warn"]
    return Case(
        name=row.name,
        email_key=row.email_key,
        country=row.country_id,
        has_letter=row.nomination_id is not None or row.evidence.exists(),
        is_recommended=any(r.verdict == "recommend" for r in recommendations),
        warning=warnings[0] if warnings else "",
        known=known_domains(row.dialogue_id),
        earlier=_earlier(row),
        members=_members(row),
        undelivered=_undelivered(row),
        moved_from=row.address_change.old if row.address_change else "",
    )


def known_domains(dialogue: str) -> list[Known]:
    """Return each domain decided on, with whom its people work for."""
    domains: dict[str, Known] = {}
    for row in KnownDomain.objects.filter(dialogue=dialogue):
        before = domains.get(row.domain, Known(row.domain))
        states = before.states | ({row.country_id} if row.country_id else frozenset())
        domains[row.domain] = Known(
            row.domain,
            approved=before.approved + row.approvals,
            states=states,
            has_organisation=before.has_organisation or row.country_id is None,
            is_recognised=before.is_recognised or row.recognised_at is not None,
        )
    return list(domains.values())


def learn(row: Registration) -> None:
    """Count an approval for the domain of the applicant's address."""
    now = timezone.now()
    known, is_new = KnownDomain.objects.get_or_create(
        dialogue_id=row.dialogue_id,
        domain=row.domain,
        country_id=row.country_id,
        defaults={
            "approvals": 1,
            "first_at": now,
            "last_at": now,
            "last_by": row.decided_by,
        },
    )
    if not is_new:
        KnownDomain.objects.filter(pk=known.pk).update(
            approvals=F("approvals") + 1, last_at=now, last_by=row.decided_by
        )


def recognise(asked: DomainRequest) -> None:
    """Make a domain known for the state that asked; what is known stays as it is.

    Open requests from there are looked at anew. Their rows are locked first, as
    whatever decides on them does before it counts an approval.
    """
    now, by = timezone.now(), asked.decided_by or asked.first_by
    theirs = list(_open_from(asked).select_for_update(of=("self",)).order_by("pk"))
    KnownDomain.objects.update_or_create(
        dialogue_id=asked.dialogue_id,
        domain=asked.domain,
        country_id=asked.country_id,
        defaults={"recognised_at": now, "recognised_by": by},
        create_defaults={
            "first_at": now,
            "last_at": now,
            "last_by": by,
            "recognised_at": now,
            "recognised_by": by,
        },
    )
    for row in theirs:
        refresh(row)
        row.save(update_fields=["flags", "is_flagged"])


def _open_from(asked: DomainRequest) -> RegistrationQuerySet:
    """Return what is to be decided from the domain and what is below it.

    Elsewhere the next look finds the flags anew, as it does after an approval.
    """
    rows = Registration.objects.of(asked.dialogue_id).open()
    rows = rows.exclude(state=Registration.State.HELD)
    below = Q(domain__endswith=f".{asked.domain}")
    return rows.filter(Q(domain=asked.domain) | below)


def _earlier(row: Registration) -> list[Earlier]:
    rows = Registration.objects.of(row.dialogue_id).confirmed()
    rows = rows.filter(mailbox_key=row.mailbox_key).exclude(pk=row.pk).order_by("-pk")
    return [
        Earlier(
            number=other.number or 0,
            email_key=other.email_key,
            is_refused=other.state == Registration.State.REFUSED,
            is_open=other.state in Registration.OPEN,
        )
        for other in rows[:_MOST_EARLIER]
    ]


def _members(row: Registration) -> list[tuple[str, str]]:
    members = Membership.objects.of(row.dialogue_id).kept(timezone.localdate())
    return list(members.values_list("name", "user__email").distinct())


def _moves_a_writer(row: Registration) -> bool:
    """Whether a new address is that of somebody with a role that two people give."""
    if row.address_change is None:
        return False
    memberships = Membership.objects.of(row.dialogue_id).kept(timezone.localdate())
    memberships = memberships.filter(
        user=row.address_change.user_id, role__in=NEEDS_TWO
    )
    return memberships.exists()


def _undelivered(row: Registration) -> list[str]:
    mails = OutgoingMail.objects.filter(
        dialogue=row.dialogue_id,
        to_key=row.email_key,
        state=OutgoingMail.State.FAILED,
    )
    subjects = list(mails.values_list("subject", flat=True)[:3])
    if row.undelivered_at and not subjects:
        subjects.append(row.email)
    return subjects
