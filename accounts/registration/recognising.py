"""A domain is recognised: a contact point asks with a letter, two of staff agree.

Nobody decides on what they asked for. Where the i-Map has one member of staff only, the
agreement waits a working day, as roles do. What is known never becomes less by this.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import permissions
from accounts.deadlines import start_of, working_days_after
from accounts.flags import Known, lists
from accounts.flags.domains import is_ending
from accounts.flags.lookalikes import vouches_for
from accounts.mails import domains as notifications
from accounts.models import DomainRequest, EvidenceFile, KnownDomain, User
from accounts.registration import assessment, vouching
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.uploads import Upload

State = DomainRequest.State


@dataclass(frozen=True)
class Asked:
    """A domain in ASCII, whose it is, why it should be known, and what says so."""

    domain: str
    ministry: str
    reason: str
    letter: Upload


def why_not(domain: str) -> str:
    """Say why no office can have this domain for its own; nothing where one can."""
    if is_ending(domain):
        return _(
            "Many offices have addresses under this ending. Name the ministry's own."
        )
    if lists.is_free_mail(domain) or lists.is_disposable(domain):
        return _("Anybody can have an address at this domain; it is no ministry's.")
    return ""


def open_requests(user: User, dialogue: str) -> int:
    rows = DomainRequest.objects.filter(dialogue=dialogue, asked_by=user)
    return rows.filter(state=State.WAITING).count()


@transaction.atomic
def ask(dialogue: str, country: str, asked: Asked, *, by: User) -> DomainRequest:
    """Put a domain of the own state before the staff; pressed again, it is one."""
    if not permissions.is_contact_point(by, dialogue, country):
        raise PermissionDenied
    # One at a time, so that two presses of the button make one request.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    rows = DomainRequest.objects.filter(
        dialogue=dialogue, country=country, domain=asked.domain, state=State.WAITING
    )
    own = rows.filter(asked_by=by).first()
    if own is not None:
        return own
    _look_at(dialogue, country, asked.domain, by)
    row, is_new = DomainRequest.objects.get_or_create(
        dialogue_id=dialogue,
        country_id=country,
        domain=asked.domain,
        state=State.WAITING,
        defaults={
            "ministry": asked.ministry,
            "reason": asked.reason,
            "asked_by": by,
        },
    )
    if not is_new:
        raise TransitionError(
            _("Another contact point of your state has asked for this domain already.")
        )
    vouching.keep(asked.letter, row, by=by)
    _record("ask", row, by)
    notifications.waiting(row)
    return row


@transaction.atomic
def withdraw(request: DomainRequest, *, by: User) -> DomainRequest:
    """Take back what one asked for oneself; a second time changes nothing."""
    if request.asked_by_id != by.pk:
        raise PermissionDenied
    row = _lock(request)
    if row.state == State.WITHDRAWN:
        return row
    if row.state != State.WAITING:
        raise TransitionError(_("The Secretariat has already decided on this."))
    row.state, row.effective_at = State.WITHDRAWN, None
    row.save(update_fields=["state", "effective_at"])
    _record("withdraw", row, by)
    return row


@transaction.atomic
def agree(request: DomainRequest, *, by: User) -> DomainRequest:
    """Agree as the first, or confirm as the second, member of staff."""
    row = _take_up(request, by)
    if row.state == State.RECOGNISED and by.pk in (row.first_by_id, row.decided_by_id):
        return row
    _must_wait(row)
    if row.first_by_id == by.pk:
        return _wait_alone(row, by)
    if row.first_by_id is None:
        row.first_by, row.first_at = by, timezone.now()
        row.save(update_fields=["first_by", "first_at"])
        _record("agree", row, by)
        if not permissions.is_only_one(by, row.dialogue_id):
            notifications.waiting(row)
        return _wait_alone(row, by)
    row.decided_by = by
    _settle(row)
    return row


@transaction.atomic
def send_back(request: DomainRequest, reason: str, *, by: User) -> DomainRequest:
    """Disagree, or think again: whoever asked reads why."""
    row = _take_up(request, by)
    if row.state == State.RETURNED and row.decided_by_id == by.pk:
        return row
    _must_wait(row)
    row.state, row.note, row.effective_at = State.RETURNED, reason, None
    row.decided_by, row.decided_at = by, timezone.now()
    row.save(
        update_fields=["state", "note", "effective_at", "decided_by", "decided_at"]
    )
    _record("send_back", row, by)
    notifications.returned(row)
    return row


def settle_due() -> int:
    """Recognise what the only member of staff agreed to and nobody sent back."""
    due = DomainRequest.objects.filter(
        state=State.WAITING, effective_at__lte=timezone.now()
    )
    recognised = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            row = due.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is not None:
                _settle(row)
                recognised += 1
    return recognised


def waiting(dialogue: str) -> list[DomainRequest]:
    rows = DomainRequest.objects.filter(dialogue=dialogue, state=State.WAITING)
    return list(
        rows.select_related("asked_by", "first_by").prefetch_related("evidence")
    )


def letter_of(request: DomainRequest) -> EvidenceFile | None:
    return next(iter(request.evidence.all()), None)


def _look_at(dialogue: str, country: str, domain: str, by: User) -> None:
    """Refuse what is no office's own, is known already, or is too much at once."""
    reason = why_not(domain) or why_known(dialogue, country, domain)
    if reason:
        raise TransitionError(reason)
    most = settings.DOMAIN_REQUESTS_OPEN
    if open_requests(by, dialogue) >= most:
        raise TransitionError(
            _("As many of your requests wait as may at once: %(number)s.")
            % {"number": most}
        )


def why_known(dialogue: str, country: str, domain: str) -> str:
    """Say that the domain, or the one it is a part of, is known for the state."""
    rows = KnownDomain.objects.filter(dialogue=dialogue, country=country)
    rows = rows.filter(Q(approvals__gt=0) | Q(recognised_at__isnull=False))
    if any(vouches_for(Known(row.domain), domain) for row in rows):
        return _("This domain is known for your state already.")
    return ""


def _wait_alone(row: DomainRequest, by: User) -> DomainRequest:
    """Where nobody else could agree, a working day stands in for a colleague."""
    if row.effective_at is None and permissions.is_only_one(by, row.dialogue_id):
        row.effective_at = start_of(working_days_after(timezone.localdate(), 2))
        row.save(update_fields=["effective_at"])
        notifications.alone(row)
    return row


def _settle(row: DomainRequest) -> None:
    row.state, row.decided_at, row.effective_at = State.RECOGNISED, timezone.now(), None
    row.save(update_fields=["state", "decided_by", "decided_at", "effective_at"])
    assessment.recognise(row)
    _record("recognise", row, row.decided_by or row.first_by)
    notifications.recognised(row)


def _take_up(request: DomainRequest, by: User) -> DomainRequest:
    row = _lock(request)
    is_staffs = permissions.is_secretariat(by, row.dialogue_id)
    if not is_staffs or row.asked_by_id == by.pk:
        raise PermissionDenied
    return row


def _must_wait(row: DomainRequest) -> None:
    if row.state == State.WITHDRAWN:
        raise TransitionError(_("The contact point has withdrawn this request."))
    if row.state != State.WAITING:
        raise TransitionError(_("A colleague has already decided on this."))


def _lock(request: DomainRequest) -> DomainRequest:
    rows = DomainRequest.objects.select_for_update(of=("self",))
    return rows.get(pk=request.pk)


def _record(step: str, row: DomainRequest, by: User | None) -> None:
    audit.record(
        f"domain.{step}",
        row,
        by=by,
        chain=row.dialogue_id,
        domain=row.domain,
        country=row.country_id,
    )
