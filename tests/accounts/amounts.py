"""Unequal numbers of each thing on the two i-Maps, of one person who works on both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.mailbox.models import Reading
from accounts.models import Membership, Registration, RoleProposal, User
from imap.core.outbox.models import OutgoingMail
from tests.factories import (
    make_dialogue,
    make_mail,
    make_member,
    make_membership,
    make_registration,
    make_user,
)
from tests.mailbox.rows import make_enquiry

State = Registration.State


def make_requests(dialogue: str, count: int, days: int, *, staff: User) -> None:
    """Make `count` requests of `days` ago and of each further kind one more."""
    now, today = timezone.now(), timezone.localdate()
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    asked = now - timedelta(days=days)
    decided = {
        "decided_by": staff,
        "decided_at": now,
        "confirmed_at": now - timedelta(days=2 * days),
    }
    kinds: list[dict[str, Any]] = [
        {"confirmed_at": asked, "due_on": tomorrow},
        {"due_on": yesterday},
        {"due_on": tomorrow, "is_flagged": True},
        {"due_on": tomorrow, "state": State.IN_REVIEW, "claimed_by": staff},
        {"state": State.REFUSED, **decided},
        {"state": State.HELD, "effective_at": now + timedelta(hours=1), **decided},
    ]
    for more, fields in enumerate(kinds):
        for _each in range(count + more):
            make_registration(dialogue, name=f"Asks {dialogue}", **fields)


def make_letters(dialogue: str, count: int, days: int, *, staff: User) -> None:
    """Make letters that are nobody's, one more of this person's, two of another's."""
    since = timezone.now() - timedelta(days=days)
    other = make_user()
    for more, holder in enumerate((None, staff, other)):
        for _each in range(count + more):
            make_enquiry(
                dialogue,
                subject=f"Letter {dialogue}",
                assigned_to=holder,
                waiting_since=since,
            )


def make_members(dialogue: str, count: int) -> None:
    """Make members, and one more that nobody looked at for a year."""
    long_ago = timezone.now() - timedelta(days=800)
    for more, created_at in enumerate((timezone.now(), long_ago)):
        for _each in range(count + more):
            user = make_member(dialogue, full_name=f"Member {dialogue}")
            Membership.objects.filter(user=user).update(created_at=created_at)


def make_undelivered(user: User, dialogue: str, count: int) -> Membership:
    """Make a member to whom so many mails came back, and one failed."""
    row = make_membership(user, dialogue, undelivered_at=timezone.now())
    for _each in range(count):
        make_mail(
            dialogue,
            to=user.email,
            to_key=user.email,
            state=OutgoingMail.State.SENT,
            bounced_at=timezone.now(),
        )
    make_mail(
        dialogue, to=user.email, to_key=user.email, state=OutgoingMail.State.FAILED
    )
    return row


def make_proposals(
    dialogue: str, count: int, *, user: User, by: User, of: Membership | None = None
) -> None:
    """Propose a role in so many states; with `of`, to follow in its tasks."""
    for iso3 in ("AUT", "CZE", "DEU", "HUN", "POL")[:count]:
        RoleProposal.objects.create(
            dialogue=make_dialogue(dialogue),
            user=user,
            grant_role="contact_point" if of else "editor",
            grant_country_id=iso3,
            grant_until=timezone.localdate() + timedelta(days=90),
            reason=f"Proposed on {dialogue}",
            proposed_by=by,
            replaces=of,
        )


def make_reading(dialogue: str, error: str) -> None:
    Reading.objects.update_or_create(
        dialogue=make_dialogue(dialogue),
        defaults={"error": error, "finished_at": timezone.now()},
    )
