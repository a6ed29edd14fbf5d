"""What waits for one person at the editors' desk: to write, decide, answer, check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q
from django.utils import timezone

from imap.core import language
from imap.core.access import Access
from imap.reference.participants import country_names
from profiles import permissions
from profiles.editing.offices import held
from profiles.models import (
    Comment,
    Edition,
    Endorsement,
    SectionProgress,
    Suggestion,
    TemplateSection,
)
from profiles.pages.desk_news import Step, saved, steps

if TYPE_CHECKING:
    from accounts.models import User

MOST = 30
State = SectionProgress.State
Drafts = Mapping[int, Edition]


@dataclass(frozen=True)
class Task:
    """A section that somebody is to write, or may write as a contributor.

    `due_on` is the day set for the section or the draft, `until` the last one on which
    a contributor may write it.
    """

    edition: Edition
    section: TemplateSection
    state: State
    due_on: date | None
    until: date | None = None

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


@dataclass(frozen=True)
class Deadline:
    """A draft that is to be ready on a day."""

    edition: Edition
    due_on: date

    @property
    def is_late(self) -> bool:
        return self.due_on < timezone.localdate()


class OfEdition(Protocol):
    @property
    def edition(self) -> Edition: ...


def desk(
    dialogue: str, access: Access, person: User, since: datetime
) -> dict[str, Any]:
    """Return the own sections by their day, what waits, what others did since.

    Each list has pairs of the name of a state and a row with its `edition`.
    """
    drafts = {
        draft.pk: draft
        for draft in Edition.objects.drafts(dialogue)
        if permissions.may_open(access, draft)
    }
    lists: dict[str, Sequence[OfEdition]] = {
        "tasks": _tasks(drafts, access, person),
        "deadlines": _deadlines(drafts, access),
        "suggestions": _suggestions(drafts, access),
        "questions": _questions(drafts, access, person),
        "records": _records(drafts, access, person),
        "news": saved(drafts, person, since),
        "steps": steps(dialogue, access, person, since),
    }
    names = country_names(language.current())
    return {"since": since} | {
        name: [(names[row.edition.profile.country_id], row) for row in rows]
        for name, rows in lists.items()
    }


def _tasks(drafts: Drafts, access: Access, person: User) -> list[Task]:
    """Return the sections in the person's name, and those named in a membership."""
    open_drafts = {pk: draft for pk, draft in drafts.items() if draft.is_open}
    named = dict(access.terms)
    rows = SectionProgress.objects.filter(edition__in=open_drafts)
    progress = {(row.edition_id, row.section_id): row for row in rows}
    sections = TemplateSection.objects.filter(
        _assigned(open_drafts, access)
        | Q(pk__in=[row.section_id for row in rows if row.responsible_id == person.pk])
    )
    tasks = []
    for draft in open_drafts.values():
        for section in sections:
            row = progress.get((draft.pk, section.pk))
            is_own = row is not None and row.responsible_id == person.pk
            is_named = (draft.key, section.code) in access.assignments
            if section.template_id != draft.template_id or not (is_own or is_named):
                continue
            task = Task(
                draft,
                section,
                State(row.state) if row else State.EMPTY,
                (row.due_on if row else None) or draft.due_on,
                named.get(draft.key) if is_named else None,
            )
            if task.state != State.AGREED:
                tasks.append(task)
    # Those without a day come last.
    return sorted(tasks, key=lambda task: task.due_on or task.until or date.max)


def _assigned(drafts: Drafts, access: Access) -> Q:
    """Ask for the sections that memberships name, of the outlines of these drafts."""
    wanted = Q(pk__in=[])
    for draft in drafts.values():
        codes = [code for key, code in access.assignments if key == draft.key]
        wanted |= Q(template=draft.template_id, code__in=codes)
    return wanted


def _deadlines(drafts: Drafts, access: Access) -> list[Deadline]:
    """Return the drafts with a day, of those who write all of it; the first day first.

    The secretariat has them on its board.
    """
    rows = [
        Deadline(draft, draft.due_on)
        for draft in drafts.values()
        if draft.is_open
        and draft.due_on
        and draft.profile.country_id in access.edited
        and not access.is_secretariat
    ]
    return sorted(rows, key=lambda row: row.due_on)


def _suggestions(drafts: Drafts, access: Access) -> list[Suggestion]:
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
        is_open = row.edition.is_open and row.language in row.edition.written_languages
        if is_open and permissions.may_write(access, row.edition, row.section.code):
            waiting.append(row)
    return waiting[:MOST]


def _questions(drafts: Drafts, access: Access, person: User) -> list[Comment]:
    """Return what others ask an office of this person, and nobody has resolved."""
    offices = {pk: held(access, row.profile.country_id) for pk, row in drafts.items()}
    rows = (
        Comment.objects.filter(edition__in=[pk for pk in offices if offices[pk]])
        .filter(resolved_at=None, answers__resolved_at=None)
        .exclude(asked=[])
        .exclude(by=person)
        .select_related("section", "by")
        .order_by("at", "pk")
    )
    asking = [row for row in rows if offices[row.edition_id] & set(row.offices)]
    for row in asking:
        row.edition = drafts[row.edition_id]
    return [row for row in asking if row.language in row.edition.written_languages][
        :MOST
    ]


def _records(drafts: Drafts, access: Access, person: User) -> list[Step]:
    """Return what was recorded and waits for this person as a second one."""
    mine = [pk for pk, row in drafts.items() if permissions.may_submit(access, row)]
    rows = (
        Endorsement.objects.filter(
            submission__edition__in=mine, state=Endorsement.State.RECORDED
        )
        .select_related("submission", "recorded_by")
        .defer("submission__content")
        .order_by("recorded_at", "pk")
    )
    for row in rows:
        row.submission.edition = drafts[row.submission.edition_id]
    waiting = [row for row in rows if permissions.may_check(access, row, person)]
    return [
        Step(row.submission.edition, row.reference, row.recorded_at, row.recorded_by)
        for row in waiting[:MOST]
    ]
