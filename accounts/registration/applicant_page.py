"""What an applicant is told: how the request stands, what is next, what happened.

The work of the secretariat stays inside: who looks at it, what is proposed and a
decision that is still held all read alike. Nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import registration as steps
from accounts.deadlines import reopen_until, review_until
from accounts.models import Membership, Registration, RegistrationEvent
from accounts.registration.states import Step, may
from accounts.registration.vouching import MOST_FILES
from imap.core.access import Standing as AccessStanding
from imap.core.dates import spelled

State, Source = Registration.State, Registration.Source


@dataclass(frozen=True)
class Standing:
    """The state in words, what happens next, and how it is shown."""

    title: str
    next: str
    tone: str = "info"
    icon: str = "clock"


@dataclass(frozen=True)
class Entry:
    at: datetime
    words: str
    text: str = ""


def standing_of(row: Registration) -> Standing:
    if row.state == State.NEEDS_INFO:
        return _asked(row)
    if row.state == State.INVITED:
        return _invited(row)
    if row.state == State.APPROVED:
        return _approved(row)
    if row.state == State.REFUSED:
        return _refused(row)
    if row.state == State.LAPSED:
        return _lapsed(row)
    if row.state == State.WITHDRAWN:
        return Standing(
            _("The request was withdrawn"),
            _("What was entered is deleted. If you need access later, register anew."),
            icon="check-disc",
        )
    return _with_staff(row)


def timeline_of(row: Registration) -> list[Entry]:
    """Return what happened in plain words, the latest first."""
    events = list(row.events.all())
    entries = [Entry(row.created_at, _began(row))] if row.email else []
    for number, event in enumerate(events):
        words = _words(row, event, events[number + 1 :])
        if words:
            text = event.text if event.step in (Step.ASK, Step.ANSWER) else ""
            entries.append(Entry(event.at, words, text))
    if row.delay_told_at:
        entries.append(
            Entry(row.delay_told_at, _("The Secretariat told you of a new date."))
        )
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def steps_of(row: Registration) -> dict[str, bool]:
    """Return which steps the page offers."""
    return {
        "correct": may(Step.CORRECT, row.state),
        "answer": may(Step.ANSWER, row.state),
        "attach": may(Step.ATTACH, row.state) and row.evidence.count() < MOST_FILES,
        "detach": may(Step.DETACH, row.state),
        "withdraw": may(Step.WITHDRAW, row.state),
        "reopen": steps.may_reopen(row),
        "resend": _can_resend(row),
    }


def membership_of(row: Registration) -> Membership | None:
    """Return the access that came of the request, while it holds."""
    membership = row.memberships.first()
    if membership is None or membership.standing is not AccessStanding.ACTIVE:
        return None
    return membership


def _can_resend(row: Registration) -> bool:
    if row.state == State.APPROVED:
        return membership_of(row) is not None
    if row.state == State.LAPSED:
        return steps.may_reopen(row)
    return row.state not in (State.WITHDRAWN, State.REPEATED)


def _with_staff(row: Registration) -> Standing:
    words = _(
        "You will have an answer by %(day)s. Until then members’ pages stay closed."
    ) % {"day": spelled(row.due_on)}
    if row.delay_told_at:
        words = _("It takes longer than planned and is not lost. %(words)s") % {
            "words": words
        }
    return Standing(_("Your request is with the Secretariat"), words)


def _asked(row: Registration) -> Standing:
    return Standing(
        _("The Secretariat has a question"),
        _(
            "Please answer by %(day)s. Without an answer the request is closed;"
            " you could open it again later."
        )
        % {"day": spelled(row.answer_by)},
        tone="warn",
        icon="mail",
    )


def _invited(row: Registration) -> Standing:
    return Standing(
        _("A letter names you for access"),
        _("Accept by %(day)s: read the legal notice and set a password.")
        % {"day": spelled(row.answer_by or _day_after(settings.ACCESS_LINK_DAYS))},
        icon="mail",
    )


def _approved(row: Registration) -> Standing:
    membership = membership_of(row)
    if membership is None:
        return Standing(
            _("Your access has ended"),
            _("If you still need it, register anew or write to the Secretariat."),
            tone="warn",
            icon="info",
        )
    return Standing(
        _("You have access"),
        _(
            "It holds until %(day)s. Before that day we ask by mail whether you still"
            " need it."
        )
        % {"day": spelled(membership.valid_until)},
        tone="ok",
        icon="check-disc",
    )


def _refused(row: Registration) -> Standing:
    until = review_until(row)
    if row.reopened_at is not None or until < timezone.localdate():
        words = _("The reason was mailed to you. You may register anew at any time.")
    else:
        words = _(
            "You may ask once for a review until %(day)s: write to the Secretariat and"
            " name the number of your request. Another colleague will look at it."
        ) % {"day": spelled(until)}
    return Standing(_("Access was not granted"), words, icon="info")


def _lapsed(row: Registration) -> Standing:
    if row.confirmed_at is None:
        words = _("The invitation was not accepted in time. You may register anew.")
    elif steps.may_reopen(row):
        words = _(
            "We had no answer to our question. Until %(day)s you can open the request"
            " again, without filling in the form once more."
        ) % {"day": spelled(reopen_until(row))}
    else:
        words = _("We had no answer to our question. Please register anew.")
    return Standing(_("The request was closed"), words, tone="warn", icon="info")


def _began(row: Registration) -> str:
    if row.source == Source.LETTER:
        return _("A letter to the Secretariat named you.")
    if row.source == Source.MAILBOX:
        return _("The Secretariat filled in the request after your letter.")
    return _("You sent the form.")


def _words(
    row: Registration, event: RegistrationEvent, later: list[RegistrationEvent]
) -> str:
    """Return nothing for what is the secretariat's own business."""
    is_own = event.by_id is None
    if event.step == Step.SETTLE:
        return _settled(row, later)
    if event.step == Step.ATTACH:
        words = _("You added a letter: %(name)s.")
        if not is_own:
            words = _("The Secretariat added a letter: %(name)s.")
        return words % {"name": event.text}
    if event.step == Step.DETACH:
        return _("You removed a letter: %(name)s.") % {"name": event.text}
    if event.step == Step.REOPEN and not is_own:
        return _("The Secretariat looks at the request again.")
    return {
        Step.CONFIRM: _("You confirmed your address."),
        Step.ACCEPT: _("You accepted; your access began."),
        Step.CORRECT: _("You changed your answers."),
        Step.ASK: _("The Secretariat asked:"),
        Step.ANSWER: _("You answered:"),
        Step.LAPSE: _("The request was closed without an answer."),
        Step.REOPEN: _("You opened the request again."),
        Step.WITHDRAW: _("The request was withdrawn."),
    }.get(Step(event.step), "")


def _settled(row: Registration, later: list[RegistrationEvent]) -> str:
    if row.source == Source.LETTER:
        return _("You were invited to accept access.")
    was_refused = any(event.step == Step.REOPEN for event in later)
    if was_refused or row.decision == Registration.Decision.REFUSE:
        return _("Access was not granted.")
    return _("Access was given.")


def _day_after(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
