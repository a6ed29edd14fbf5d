"""What waits for one person at the editors' desk, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from imap.core import language
from imap.core.access import Access
from imap.reference.participants import country_names
from profiles import permissions
from profiles.models import Edition, Revision, SectionProgress, Suggestion

if TYPE_CHECKING:
    from accounts.models import User

MOST = 30


@dataclass(frozen=True)
class Task:
    """A section that somebody is to write, or may write as a contributor."""

    edition: Edition
    country: str
    progress: SectionProgress
    today: date

    @property
    def is_late(self) -> bool:
        return self.progress.due_on is not None and self.progress.due_on < self.today


@dataclass(frozen=True)
class News:
    """A section that others saved, with the last of them and how often."""

    revision: Revision
    country: str
    count: int


@dataclass(frozen=True)
class Waiting:
    """A suggestion that somebody made for a section this person writes."""

    suggestion: Suggestion
    country: str


def desk(
    dialogue: str, access: Access, person: User, since: datetime
) -> dict[str, Any]:
    """Return the own sections by their day, what waits, what others saved since."""
    drafts = {
        draft.pk: draft
        for draft in Edition.objects.drafts(dialogue)
        if permissions.may_open(access, draft)
    }
    names = country_names(language.current())
    return {
        "tasks": _tasks(drafts, names, person),
        "suggestions": _suggestions(drafts, names, access),
        "news": _news(drafts, names, person, since),
        "since": since,
    }


def _tasks(
    drafts: dict[int, Edition], names: dict[str, str], person: User
) -> list[Task]:
    today = timezone.localdate()
    rows = SectionProgress.objects.filter(
        edition__in=drafts, responsible=person
    ).exclude(state=SectionProgress.State.AGREED)
    tasks = [
        Task(
            drafts[row.edition_id],
            names[drafts[row.edition_id].profile.country_id],
            row,
            today,
        )
        for row in rows.select_related("section")
        if drafts[row.edition_id].is_open
    ]
    # Those without a day come last.
    return sorted(
        tasks, key=lambda task: (task.progress.due_on or date.max, task.country)
    )


def _suggestions(
    drafts: dict[int, Edition], names: dict[str, str], access: Access
) -> list[Waiting]:
    """Return what waits for a decision that this person may take, the oldest first."""
    rows = (
        Suggestion.objects.filter(edition__in=drafts, state=Suggestion.State.PENDING)
        .select_related("section", "by")
        .defer("body")
        .order_by("at", "pk")
    )
    waiting = []
    for row in rows:
        row.edition = drafts[row.edition_id]
        if row.edition.is_open and permissions.may_write(
            access, row.edition, row.section.code
        ):
            waiting.append(Waiting(row, names[row.edition.profile.country_id]))
    return waiting[:MOST]


def _news(
    drafts: dict[int, Edition],
    names: dict[str, str],
    person: User,
    since: datetime,
) -> list[News]:
    """Return one line a section and language, the newest first."""
    rows = (
        Revision.objects.filter(edition__in=drafts, at__gt=since)
        .exclude(by=person)
        .exclude(origin=Revision.Origin.COPIED)
        .select_related("section", "by")
        .defer("body")
        .order_by("-at", "-pk")[: MOST * 10]
    )
    return [
        News(last, names[drafts[last.edition_id].profile.country_id], count)
        for last, count in _grouped(drafts, rows)
    ][:MOST]


def _grouped(
    drafts: dict[int, Edition], rows: Iterable[Revision]
) -> list[tuple[Revision, int]]:
    last: dict[tuple[int, int, str], Revision] = {}
    counts: dict[tuple[int, int, str], int] = {}
    for row in rows:
        row.edition = drafts[row.edition_id]
        key = (row.edition_id, row.section_id, row.language)
        last.setdefault(key, row)
        counts[key] = counts.get(key, 0) + 1
    return [(row, counts[key]) for key, row in last.items()]
