"""What an applicant sees and types, and requests in every state."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.mails import registrations as notifications
from accounts.models import Registration, User
from tests.factories import make_invited, make_registration

State = Registration.State


def page_of(row: Registration) -> str:
    """Return the path of the applicant's page."""
    return notifications.page_of(row).removeprefix(settings.SITE_URL)


def answers(row: Registration, **changes: str) -> dict[str, str]:
    return {
        "name": row.name,
        "office": "other",
        "other_organisation": row.other_organisation,
        "ministry": row.ministry,
        "post": row.post,
        "purpose": row.purpose,
        "language": row.language,
        "version": str(row.version),
    } | changes


def in_state(state: str, staff: User, **fields: Any) -> Registration:
    """Return a request in any state that its applicant may find it in."""
    now, today = timezone.now(), timezone.localdate()
    decided = {"decided_by": staff, "decided_at": now, "decision": "approve"}
    by_state: dict[str, dict[str, Any]] = {
        State.NEEDS_INFO: {"question": "Which unit?", "answer_by": today},
        State.COSIGN: decided,
        State.HELD: decided | {"effective_at": now + timedelta(minutes=5)},
        State.APPROVED: decided,
        State.REFUSED: decided | {"decision": "refuse"},
    }
    if state == State.INVITED:
        return make_invited(decided_by=staff, **fields)
    return make_registration(state=state, **(by_state.get(state, {}) | fields))
