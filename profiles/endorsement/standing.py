"""Which sections of an edition stand endorsed: those that say what was endorsed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from profiles.models import Edition, Endorsement, Submission


@dataclass(frozen=True)
class Standing:
    """`endorsed` has, for each section that stands endorsed, the record of it."""

    sections: Mapping[str, str]
    endorsed: Mapping[str, Endorsement]

    @property
    def is_complete(self) -> bool:
        return bool(self.sections) and set(self.endorsed) == set(self.sections)

    @property
    def missing(self) -> list[str]:
        return [code for code in self.sections if code not in self.endorsed]


def standing(submission: Submission) -> Standing:
    """Return what holds for the sections as they were submitted.

    Endorsements of earlier submissions hold for what has not changed since.
    """
    return stands(submission, endorsements(submission.edition))


def stands(submission: Submission, records: Iterable[Endorsement]) -> Standing:
    """Return the same out of what was recorded for the edition, oldest first."""
    endorsed: dict[str, Endorsement] = {}
    for each in records:
        if each.state == Endorsement.State.CHECKED:
            endorsed |= dict.fromkeys(each.covers(submission.sections), each)
    return Standing(submission.sections, endorsed)


def endorsements(edition: Edition) -> QuerySet[Endorsement]:
    """Return what was recorded for any submission of an edition, oldest first."""
    return (
        Endorsement.objects.filter(submission__edition=edition)
        .select_related("submission", "recorded_by", "checked_by")
        .defer("submission__content")
        .order_by("recorded_at", "pk")
    )
