"""The mail to the applicant exactly as it will leave, but for the personal links."""

from __future__ import annotations

import copy
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.mails import memberships
from accounts.mails import registrations as notifications
from accounts.membership.giving import Grant
from accounts.models import Registration
from accounts.registration import moves
from imap.core.outbox.models import OutgoingMail

APPROVE, ASK, REFUSE = "approve", "ask", "refuse"


def of_approval(row: Registration, grant: Grant) -> OutgoingMail:
    kept = moves.main(row)
    if kept is not None:
        return memberships.moved_draft(kept)
    parts = notifications.access_parts(row.name, grant.role, grant.until)
    return notifications.draft("registration-approved", row, **parts)


def of_question(row: Registration, text: str) -> OutgoingMail:
    sample = copy.copy(row)
    sample.question = text
    sample.answer_by = timezone.localdate() + timedelta(days=settings.ANSWER_DAYS)
    parts = notifications.question_parts(sample)
    return notifications.draft(
        "registration-question", sample, is_reminder=False, **parts
    )


def of_refusal(row: Registration, text: str) -> OutgoingMail:
    sample = copy.copy(row)
    sample.reason = text
    parts = notifications.refusal_parts(sample)
    return notifications.draft("registration-refused", sample, **parts)
