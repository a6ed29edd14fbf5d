"""What time does to submissions: the state is reminded that it can still answer."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from profiles.endorsement import mails
from profiles.models import Submission

# Days before the last one.
REMINDERS = (60, 30, 7)


def remind() -> int:
    """Send the reminders that are due; of several that were missed only the last."""
    today = timezone.localdate()
    due = Submission.objects.filter(
        outcome=Submission.Outcome.OPEN,
        answer_by__gte=today,
        answer_by__lte=today + timedelta(days=max(REMINDERS)),
    )
    return sum(_remind(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    # Whoever does the same at this moment waits, and then finds it done.
    rows = Submission.objects.select_for_update(of=("self",)).defer("content")
    submission = rows.select_related("edition__profile__dialogue").get(pk=pk)
    left = (submission.answer_by - timezone.localdate()).days
    reached = min((days for days in REMINDERS if days >= left), default=None)
    last = submission.reminded_at_days
    if not submission.is_open or reached is None or (last and last <= reached):
        return False
    submission.reminded_at_days = reached
    submission.save(update_fields=["reminded_at_days"])
    mails.reminder(submission, left)
    return True
