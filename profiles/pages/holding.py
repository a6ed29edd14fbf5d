"""Who has a draft in hand today, since when, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from profiles.endorsement.standing import Standing, stands
from profiles.models import Edition, Endorsement, Submission
from profiles.publication.steps import obstacle


class Holder(models.TextChoices):
    EDITORS = "editors", pgettext_lazy("who has a draft", "Editors")
    STATE = "state", pgettext_lazy("who has a draft", "The state")
    SECRETARIAT = "secretariat", pgettext_lazy("who has a draft", "Secretariat")


@dataclass(frozen=True)
class Holding:
    """`until` is the day the editors were given, or the state to answer.

    `unchecked` counts the records that wait for a second person.
    """

    holder: Holder
    since: date | None
    until: date | None = None
    unchecked: int = 0

    @property
    def is_late(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()


def holdings(drafts: Collection[Edition]) -> dict[str, Holding]:
    """Return who has each draft of a kind, by its state, in two queries."""
    submissions: dict[int, Submission] = {}
    rows = Submission.objects.filter(edition__in=drafts).defer("content")
    for row in rows.order_by("number"):
        submissions[row.edition_id] = row
    records: dict[int, list[Endorsement]] = defaultdict(list)
    said = Endorsement.objects.filter(submission__edition__in=drafts)
    said = said.select_related("submission").defer("submission__content")
    for each in said.order_by("recorded_at", "pk"):
        records[each.submission.edition_id].append(each)
    return {
        draft.profile.country_id: _holding(
            draft, submissions.get(draft.pk), records[draft.pk]
        )
        for draft in drafts
    }


def _holding(
    draft: Edition, last: Submission | None, records: list[Endorsement]
) -> Holding:
    if last is None or not last.is_open:
        since = last.closed_at if last else draft.started_at
        return Holding(Holder.EDITORS, _day(since), draft.due_on)
    last.edition = draft
    waiting = [each.state == Endorsement.State.RECORDED for each in records]
    endorsed = stands(last, records)
    to_publish_since = _with_secretariat_since(last, endorsed)
    if to_publish_since is not None:
        return Holding(Holder.SECRETARIAT, to_publish_since, unchecked=sum(waiting))
    begun = _day(last.submitted_at)
    return Holding(Holder.STATE, begun, last.answer_by, sum(waiting))


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


def _with_secretariat_since(submission: Submission, endorsed: Standing) -> date | None:
    """Return since when it waits to be published; None while the state has it."""
    if endorsed.is_complete:
        checked = [each.checked_at for each in endorsed.endorsed.values()]
        return _day(max((at for at in checked if at), default=submission.submitted_at))
    is_over = submission.answer_by < timezone.localdate()
    if is_over and not obstacle(submission, endorsed):
        return submission.answer_by + timedelta(days=1)
    return None
