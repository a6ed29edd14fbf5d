"""An answer that leaves later, unless something happens in the thread before.

It is a draft with a moment. A letter that comes, an answer from a mail program, another
text or a closing changes the thread it was written for; then it stays a draft.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.mailbox import drafts, enquiries, steps
from accounts.mailbox.drafts import Typed
from accounts.mailbox.models import Draft, Enquiry, State
from accounts.mailbox.steps import Answer
from accounts.models import User
from imap.core.exceptions import TransitionError

MOST_DAYS = 60


@transaction.atomic
def schedule(
    enquiry: Enquiry, answer: Answer, at: datetime, *, draft_version: int, by: User
) -> Draft:
    """Let the answer leave at that moment; the same again is the same."""
    row = steps.take_up(enquiry, by, State.OPEN, State.ANSWERED)
    steps.refuse_if_busy(row, by)
    steps.refuse_if_changed(row, answer.version)
    now = timezone.now()
    if not now < at <= now + timedelta(days=MOST_DAYS):
        raise TransitionError(_("Choose a moment to come, within two months."))
    typed = Typed(
        answer.to, answer.language, answer.subject, answer.text, draft_version
    )
    draft = drafts.save(row, typed, by=by)
    row.refresh_from_db()
    steps.settle(row, "schedule", by)
    draft.send_at, draft.closes, draft.by = at, answer.closes, by
    draft.for_version = row.version
    draft.save(update_fields=["send_at", "closes", "by", "for_version"])
    return draft


@transaction.atomic
def stop(enquiry: Enquiry, *, by: User) -> Draft | None:
    """Keep the answer here as a draft; any colleague may, and twice is once."""
    row = steps.take_up(enquiry, by, *State)
    draft = Draft.objects.filter(enquiry=row, send_at__isnull=False).first()
    if draft is not None:
        _unset(draft)
        steps.write_down(row, "unschedule", by)
    return draft


def send_due() -> int:
    """Send what is due and still answers the thread as it is."""
    due = Draft.objects.filter(send_at__lte=timezone.now())
    return sum(map(_settle, list(due.values_list("pk", "enquiry"))))


@transaction.atomic
def _settle(found: tuple[int, int]) -> int:
    pk, enquiry = found
    row = Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry)
    draft = Draft.objects.filter(pk=pk, send_at__lte=timezone.now()).first()
    if draft is None:
        return 0
    if draft.is_for(row) and draft.by is not None and _sent(row, draft, draft.by):
        return 1
    _unset(draft)
    enquiries.note(row, "stopped")
    return 0


def _sent(row: Enquiry, draft: Draft, by: User) -> bool:
    answer = Answer(
        draft.to, draft.language, draft.subject, draft.text, row.version, draft.closes
    )
    try:
        with transaction.atomic():
            steps.reply(row, answer, by=by)
    except (TransitionError, PermissionDenied):
        return False
    return True


def _unset(draft: Draft) -> None:
    draft.send_at = None
    draft.save(update_fields=["send_at"])
