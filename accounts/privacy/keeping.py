"""How long requests, memberships and accounts are kept (`imap.core.retention`).

Nothing open ever goes, nor anything of a person under a legal hold. Numbers of requests
are counted on from the highest one, so that row stays, emptied.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import (
    AddressChange,
    DomainRequest,
    Invitation,
    Membership,
    Nomination,
    Registration,
    RoleProposal,
    User,
)
from accounts.privacy import erasure
from accounts.registration.applying import forget
from imap.core import retention
from imap.core.retention import PLATFORM, before

State = Registration.State


def _day(name: str) -> date:
    return timezone.localtime(before(name)).date()


def _on_hold() -> QuerySet[User]:
    return User.objects.exclude(legal_hold="")


def _unconfirmed(place: str) -> QuerySet[Registration]:
    return Registration.objects.of(place).unconfirmed_since(before("unconfirmed"))


def _closed(place: str) -> QuerySet[Registration]:
    """Requests that came to nothing, kept long enough."""
    lapsed = Q(state=State.LAPSED) & _quiet_since("lapsed")
    withdrawn = Q(state=State.WITHDRAWN) & _quiet_since("withdrawn")
    refused = Q(state=State.REFUSED, decided_at__lt=before("refused"))
    return _of_nobody_held(place).filter(lapsed | withdrawn | refused)


def _quiet_since(name: str) -> Q:
    """Nothing happened since then; where the timeline is gone, it began before."""
    recent = Registration.objects.filter(events__at__gte=before(name)).values("pk")
    return Q(created_at__lt=before(name)) & ~Q(pk__in=recent)


def _approved(place: str) -> QuerySet[Registration]:
    """What led to an access that is itself no longer kept."""
    membership = Membership.objects.filter(registration=OuterRef("pk"))
    return _of_nobody_held(place).filter(
        ~Exists(membership),
        state=State.APPROVED,
        decided_at__lt=before("memberships"),
    )


def _of_nobody_held(place: str) -> QuerySet[Registration]:
    """Leave out what is of somebody under a hold, and what is emptied already."""
    rows = Registration.objects.of(place)
    users = _on_hold()
    addresses = EmailAddress.objects.filter(user__in=users)
    rows = rows.exclude(email_key__in=users.values("email"))
    rows = rows.exclude(email_key__in=addresses.values("email"))
    return rows.exclude(email_key="", number=_highest(place))


def _highest(place: str) -> int:
    top = Registration.objects.of(place).aggregate(top=Max("number"))["top"]
    return top or 0


def _drop(rows: Sequence[Registration]) -> None:
    for row in rows:
        forget(row)
    # The highest number alone stays: a new request must not take it again.
    for place in {row.dialogue_id for row in rows}:
        top = _highest(place)
        going = [r.pk for r in rows if r.dialogue_id == place and r.number != top]
        Registration.objects.filter(pk__in=going).delete()


def _ended(place: str) -> QuerySet[Membership]:
    last_day = Coalesce("ended_at__date", "valid_until")
    rows = Membership.objects.of(place).annotate(last_day=last_day)
    rows = rows.filter(Q(last_day__lt=_day("memberships")))
    return rows.exclude(user__in=_on_hold())


def _unused(place: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        dialogue=place, registration__isnull=True, at__lt=before("invitations")
    )


def _settled(place: str) -> QuerySet[RoleProposal]:
    rows = RoleProposal.objects.filter(
        dialogue=place, proposed_at__lt=before("memberships")
    )
    return rows.exclude(state=RoleProposal.State.PROPOSED).exclude(user__in=_on_hold())


def _decided_domains(place: str) -> QuerySet[DomainRequest]:
    """Requests for domains that wait no more; what was recognised stays known."""
    rows = DomainRequest.objects.filter(
        dialogue=place, asked_at__lt=before("memberships")
    )
    rows = rows.exclude(state=DomainRequest.State.WAITING)
    return rows.exclude(asked_by__in=_on_hold())


def _letters(place: str) -> QuerySet[Nomination]:
    """Letters of which nobody's request is kept any more."""
    people = Registration.objects.filter(nomination=OuterRef("pk"))
    return Nomination.objects.filter(
        ~Exists(people), dialogue=place, entered_at__lt=before("memberships")
    )


def _drop_letters(letters: Sequence[Nomination]) -> None:
    for letter in letters:
        for evidence in letter.evidence.all():
            storage, name = evidence.file.storage, str(evidence.file.name)
            transaction.on_commit(partial(storage.delete, name))
        letter.delete()


def _forsaken(_place: str) -> QuerySet[User]:
    """Accounts whose every access ended so long ago that it is kept no longer."""
    asks = Registration.objects.open().filter(email_key=OuterRef("email"))
    return User.objects.filter(
        ~Exists(Membership.objects.filter(user=OuterRef("pk"))),
        ~Exists(asks),
        date_joined__lt=before("memberships"),
        is_superuser=False,
        erased_at__isnull=True,
        legal_hold="",
    )


def _address_changes(_place: str) -> QuerySet[AddressChange]:
    return AddressChange.objects.filter(asked_at__lt=before("address_changes"))


def _sessions(_place: str) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=timezone.now())


def _session_notes(_place: str) -> QuerySet[UserSession]:
    live = Session.objects.filter(session_key=OuterRef("session_key"))
    notes: QuerySet[UserSession] = UserSession.objects.filter(~Exists(live))
    return notes


def _log_entries(_place: str) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(action_time__lt=before("memberships"))


def _delete(rows: Sequence[Model]) -> None:
    for row in rows:
        row.delete()


def _erase(users: Sequence[User]) -> None:
    for user in users:
        erasure.carry_out(user)


retention.rows("unconfirmed requests", _unconfirmed, _delete)
retention.rows("closed and refused requests", _closed, _drop)
retention.rows("ended memberships", _ended, _delete)
retention.rows("requests of ended memberships", _approved, _drop)
retention.rows("unused invitations", _unused, _delete)
retention.rows("settled proposals of roles", _settled, _delete)
retention.rows(
    "decided requests for domains", _decided_domains, erasure.drop_domain_requests
)
retention.rows("letters with nominations", _letters, _drop_letters)
retention.rows("accounts without access", _forsaken, _erase, places=(PLATFORM,))
retention.rows("changes of address", _address_changes, _delete, places=(PLATFORM,))
retention.rows("sessions", _sessions, _delete, places=(PLATFORM,))
retention.rows("notes of sessions", _session_notes, _delete, places=(PLATFORM,))
retention.rows("administration log", _log_entries, _delete, places=(PLATFORM,))
