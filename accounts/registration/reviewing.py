"""What the secretariat does with a request: claim, ask, approve, refuse, second, undo.

Decisions rest on the version that was shown. A decision is held for a few minutes
before it is carried out (`settling`); nobody decides on the own request, and some
decisions are two people's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import permissions
from accounts.deadlines import promise, start_of, working_days_after
from accounts.mails import registrations as notifications
from accounts.membership.giving import Grant
from accounts.models import Membership, Registration, User
from accounts.models.memberships import NEEDS_TWO, MembershipQuerySet
from accounts.registration import assessment, moves
from accounts.registration.applying import clear_decision, forget, open_request
from accounts.registration.rows import Note, move, take_up, take_up_any, write_down
from accounts.registration.settling import settle
from accounts.registration.states import Rule, Step
from imap.core.exceptions import TransitionError

State, Decision = Registration.State, Registration.Decision


def rule_for(row: Registration, role: str, by: User) -> Rule:
    kept = moves.main(row)
    is_grave = role in NEEDS_TWO or (kept is not None and kept.role in NEEDS_TWO)
    if not (is_grave or assessment.needs_second(row) or _paused(row)):
        return Rule.ONE
    if permissions.is_only_one(by, row.dialogue_id):
        return Rule.ALONE
    return Rule.TWO


@transaction.atomic
def claim(registration: Registration, *, by: User) -> Registration:
    """Take it in review for half an hour, or longer by doing it again."""
    _allow(by, registration)
    row = take_up_any(registration, Step.CLAIM)
    _not_with_another(row, by)
    row.claimed_by = by
    row.claimed_until = timezone.now() + timedelta(minutes=settings.CLAIM_MINUTES)
    if row.state == State.IN_REVIEW:
        row.save(update_fields=["claimed_by", "claimed_until"])
        return row
    # Being looked at changes nothing that a decision rests on: the version stays.
    row.state = State.IN_REVIEW
    row.save(update_fields=["state", "claimed_by", "claimed_until"])
    write_down(row, Step.CLAIM, Note(by=by))
    return row


@transaction.atomic
def release(registration: Registration, *, by: User) -> Registration:
    _allow(by, registration)
    row = take_up_any(registration, Step.RELEASE)
    _not_with_another(row, by)
    row.state = State.WAITING
    row.claimed_by = row.claimed_until = None
    row.save(update_fields=["state", "claimed_by", "claimed_until"])
    write_down(row, Step.RELEASE, Note(by=by))
    return row


@transaction.atomic
def ask(
    registration: Registration, question: str, *, by: User, version: int
) -> Registration:
    row = _take_up(registration, Step.ASK, by, version)
    row.question = question
    row.answer_by = timezone.localdate() + timedelta(days=settings.ANSWER_DAYS)
    row.reminders = 0
    move(row, Step.ASK, State.NEEDS_INFO, Note(by=by, text=question))
    notifications.question(row)
    return row


@transaction.atomic
def approve(
    registration: Registration,
    grant: Grant,
    *,
    by: User,
    version: int,
    reason: str = "",
) -> Registration:
    """Decide for access: held for the undo, or first before a second colleague."""
    row = _take_up(registration, Step.APPROVE, by, version)
    assessment.refresh(row)
    rule = rule_for(row, grant.role, by)
    _not_paused_by(row, by, rule)
    if (row.is_flagged or rule is Rule.ALONE) and not reason.strip():
        raise TransitionError(
            _("Write why access is given: this decision needs a reason.")
        )
    _write_decision(row, Decision.APPROVE, by=by, reason=reason)
    write_grant(row, grant)
    note = Note(
        by=by,
        text=reason,
        data={
            "role": grant.role,
            "until": grant.until.isoformat(),
            "country": grant.country or "",
            "rule": rule.name.lower(),
            "flags": [flag["code"] for flag in row.flags],
        },
    )
    place(row, Step.APPROVE, rule, note)
    return row


@transaction.atomic
def refuse(
    registration: Registration,
    reason: str,
    *,
    by: User,
    version: int,
    code: str = "",
) -> Registration:
    row = _take_up(registration, Step.REFUSE, by, version)
    _write_decision(row, Decision.REFUSE, by=by, reason=reason)
    row.reason_code = code
    place(row, Step.REFUSE, Rule.ONE, Note(by=by, text=reason, data={"code": code}))
    return row


@transaction.atomic
def second(registration: Registration, *, by: User, version: int) -> Registration:
    """Agree with what a colleague proposed."""
    _allow_second(by, registration)
    row = take_up(registration, Step.SECOND, version)
    _allow_second(by, row)
    _not_paused_by(row, by, Rule.TWO)
    row.second_by = by
    place(row, Step.SECOND, Rule.ONE, Note(by=by))
    return row


@transaction.atomic
def send_back(
    registration: Registration, reason: str, *, by: User, version: int
) -> Registration:
    """Disagree with what a colleague proposed: it goes back to the queue."""
    _allow_second(by, registration)
    row = take_up(registration, Step.RETURN, version)
    _allow_second(by, row)
    notifications.sent_back(row, reason, by=by)
    if row.confirmed_at is None:
        # A person of a letter that nobody asked for: there is nothing to go back to,
        # and what was written about the person goes with the rest.
        forget(row)
        move(row, Step.RETURN, State.WITHDRAWN, Note(by=by))
        return row
    clear_decision(row)
    move(row, Step.RETURN, State.WAITING, Note(by=by, text=reason))
    return row


@transaction.atomic
def undo(registration: Registration, *, by: User) -> Registration:
    """Take a decision back before it was carried out; nothing was sent yet."""
    _allow(by, registration)
    row = take_up_any(registration, Step.UNDO)
    if row.confirmed_at is None:
        forget(row)
        move(row, Step.UNDO, State.WITHDRAWN, Note(by=by))
        return row
    clear_decision(row)
    row.claimed_by = by
    row.claimed_until = timezone.now() + timedelta(minutes=settings.CLAIM_MINUTES)
    move(row, Step.UNDO, State.IN_REVIEW, Note(by=by))
    return row


@transaction.atomic
def send_now(registration: Registration, *, by: User) -> Registration:
    """Carry a held decision out without waiting for the undo to run out."""
    _allow(by, registration)
    row = take_up_any(registration, Step.SETTLE)
    if row.effective_at and row.effective_at > timezone.now() + _undo():
        raise TransitionError(
            _("A decision taken alone waits for its day; it can only be undone.")
        )
    settle(row, by=by)
    return row


@transaction.atomic
def reopen_refused(
    registration: Registration, reason: str, *, by: User
) -> Registration:
    """Look at a refused request again, once, by somebody else than who refused."""
    _allow(by, registration)
    row = take_up_any(registration, Step.REOPEN)
    if row.state != State.REFUSED or row.reopened_at is not None:
        raise TransitionError(_("This request cannot be opened again."))
    if row.decided_by_id == by.pk:
        raise PermissionDenied
    if open_request(row) is not None:
        raise TransitionError(_("There is a newer request from this address."))
    clear_decision(row)
    row.reopened_at = timezone.now()
    promise(row)
    assessment.refresh(row)
    move(row, Step.REOPEN, State.WAITING, Note(by=by, text=reason))
    notifications.received(row)
    return row


def place(row: Registration, step: Step, rule: Rule, note: Note) -> None:
    """Put a decision before a second colleague, or hold it until it is carried out."""
    if rule is Rule.TWO:
        move(row, step, State.COSIGN, note)
        notifications.second_wanted(row)
        return
    row.effective_at = (
        _alone_until() if rule is Rule.ALONE else timezone.now() + _undo()
    )
    move(row, step, State.HELD, note)
    if rule is Rule.ALONE:
        notifications.decided_alone(row)
    elif settings.UNDO_SECONDS == 0:
        settle(row)


def write_grant(row: Registration, grant: Grant) -> None:
    row.grant_role, row.grant_until = grant.role, grant.until
    row.grant_country_id = grant.country
    row.grant_edition, row.grant_sections = grant.edition, list(grant.sections)


def _write_decision(row: Registration, decision: str, *, by: User, reason: str) -> None:
    row.decision, row.reason = decision, reason
    row.decided_by, row.decided_at = by, timezone.now()
    row.second_by = None


def _take_up(
    registration: Registration, step: Step, by: User, version: int
) -> Registration:
    _allow(by, registration)
    row = take_up(registration, step, version)
    _not_with_another(row, by)
    return row


def _allow(by: User, registration: Registration) -> None:
    if not permissions.can_decide(by, registration):
        raise PermissionDenied


def _allow_second(by: User, registration: Registration) -> None:
    if not permissions.can_second(by, registration):
        raise PermissionDenied


def _paused(row: Registration) -> MembershipQuerySet:
    """Return the access of this mailbox that was paused: a new one would lift that."""
    rows = Membership.objects.of(row.dialogue_id).of_address(row.email_key)
    return rows.paused_for_cause()


def _not_paused_by(row: Registration, by: User, rule: Rule) -> None:
    """Whoever paused somebody gives no access anew, where there is a colleague."""
    if rule is not Rule.ALONE and _paused(row).filter(suspended_by=by).exists():
        raise TransitionError(
            _("You paused the access of this person; a colleague decides on it.")
        )


def _not_with_another(row: Registration, by: User) -> None:
    if row.is_claimed and row.claimed_by_id != by.pk and row.claimed_until:
        until = timezone.localtime(row.claimed_until)
        raise TransitionError(
            _("In review by %(name)s until %(time)s.")
            % {"name": row.claimed_by, "time": until.strftime("%H:%M")}
        )


def _undo() -> timedelta:
    return timedelta(seconds=settings.UNDO_SECONDS)


def _alone_until() -> datetime:
    return start_of(working_days_after(timezone.localdate(), 2))
