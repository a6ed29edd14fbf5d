"""What time does to submissions: the state is reminded while it can still answer.

When it cannot any more and the edition may be published without its word, the
secretariat is told once.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from profiles.endorsement import mails
from profiles.endorsement.standing import standing
from profiles.models import Submission

# Days before the last one.
REMINDERS = (60, 30, 7)
# Kept like those: the time is over, and the secretariat knows.
OVER = 0


def remind() -> int:
    """Send the reminders that are due; of several that were missed only the last."""
    today = timezone.localdate()
    due = Submission.objects.filter(
        outcome=Submission.Outcome.OPEN,
        answer_by__gte=today,
        answer_by__lte=today + timedelta(days=max(REMINDERS)),
    )
    return sum(_remind(pk) for pk in due.values_list("pk", flat=True))


def tell_of_the_end() -> int:
    """Tell the secretariat what it may publish without the word of the state."""
    over = Submission.objects.filter(
        outcome=Submission.Outcome.OPEN,
        answer_by__lt=timezone.localdate(),
        edition__profile__dialogue__in=settings.PUBLISH_UNENDORSED,
        edition__is_demonstration=False,
    ).exclude(reminded_at_days=OVER)
    return sum(_tell(pk) for pk in over.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    submission = _locked(pk)
    left = (submission.answer_by - timezone.localdate()).days
    reached = min((days for days in REMINDERS if days >= left), default=None)
    last = submission.reminded_at_days
    is_told = last is not None and reached is not None and last <= reached
    if reached is None or is_told or not _is_asked(submission):
        return False
    _note(submission, reached)
    mails.reminder(submission, left)
    return True


@transaction.atomic
def _tell(pk: int) -> bool:
    submission = _locked(pk)
    if submission.reminded_at_days == OVER or not _is_asked(submission):
        return False
    _note(submission, OVER)
    mails.over(submission)
    return True


def _locked(pk: int) -> Submission:
    """Wait for whoever does the same at this moment, and find it done then."""
    rows = Submission.objects.select_for_update(of=("self",)).defer("content")
    return rows.select_related("edition__profile__dialogue").get(pk=pk)


def _is_asked(submission: Submission) -> bool:
    """Say whether the state has still to answer; not where it has in all sections."""
    return submission.is_open and not standing(submission).is_complete


def _note(submission: Submission, days: int) -> None:
    submission.reminded_at_days = days
    submission.save(update_fields=["reminded_at_days"])
