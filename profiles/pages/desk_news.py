"""What others did to somebody's drafts since the last visit at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from imap.core.access import Access
from profiles import permissions
from profiles.models import Comment, Edition, Endorsement, Revision, Submission

if TYPE_CHECKING:
    from accounts.models import User

MOST = 30


@dataclass(frozen=True)
class News:
    """A section that others saved, with the last of them and how often."""

    revision: Revision
    count: int

    @property
    def edition(self) -> Edition:
        return self.revision.edition


@dataclass(frozen=True)
class Step:
    """A step with an edition; `comment` is set where one was made."""

    edition: Edition
    words: str
    at: datetime
    by: User | None
    comment: Comment | None = None


def saved(drafts: Mapping[int, Edition], person: User, since: datetime) -> list[News]:
    """Return one line a section and language, the newest first."""
    rows = (
        Revision.objects.filter(edition__in=drafts, at__gt=since)
        .exclude(by=person)
        .exclude(origin=Revision.Origin.COPIED)
        .select_related("section", "by")
        .defer("body")
        .order_by("-at", "-pk")[: MOST * 10]
    )
    grouped = _grouped(drafts, rows)
    return [News(last, count) for last, count in grouped][:MOST]


def _grouped(
    drafts: Mapping[int, Edition], rows: Iterable[Revision]
) -> list[tuple[Revision, int]]:
    last: dict[tuple[int, int, str], Revision] = {}
    counts: dict[tuple[int, int, str], int] = {}
    for row in rows:
        row.edition = drafts[row.edition_id]
        if row.language not in row.edition.written_languages:
            continue
        key = (row.edition_id, row.section_id, row.language)
        last.setdefault(key, row)
        counts[key] = counts.get(key, 0) + 1
    return [(row, counts[key]) for key, row in last.items()]


def steps(dialogue: str, access: Access, person: User, since: datetime) -> list[Step]:
    """Return what others submitted, ended, recorded, checked and said, newest first."""
    rows = [
        *_submissions(dialogue, since),
        *_endorsements(dialogue, since),
        *_comments(dialogue, since),
    ]
    new = [
        row
        for row in rows
        if row.at > since
        and row.by != person
        and permissions.may_open(access, row.edition)
    ]
    return sorted(new, key=lambda row: row.at, reverse=True)[:MOST]


def _submissions(dialogue: str, since: datetime) -> Iterator[Step]:
    ended = {
        Submission.Outcome.TAKEN_BACK: _("Taken back for changes"),
        Submission.Outcome.CLOSED: _("Closed without endorsement"),
        Submission.Outcome.PUBLISHED: _("Published"),
    }
    rows = Submission.objects.filter(edition__profile__dialogue=dialogue)
    rows = rows.filter(Q(submitted_at__gt=since) | Q(closed_at__gt=since))
    rows = rows.select_related("edition__profile", "submitted_by", "closed_by")
    for row in rows.defer("content"):
        words = _("Submitted for endorsement")
        yield Step(row.edition, words, row.submitted_at, row.submitted_by)
        if row.closed_at is not None:
            words = ended[Submission.Outcome(row.outcome)]
            yield Step(row.edition, words, row.closed_at, row.closed_by)


def _endorsements(dialogue: str, since: datetime) -> Iterator[Step]:
    rows = Endorsement.objects.filter(submission__edition__profile__dialogue=dialogue)
    rows = rows.filter(Q(recorded_at__gt=since) | Q(checked_at__gt=since))
    rows = rows.select_related(
        "submission__edition__profile", "recorded_by", "checked_by"
    )
    for row in rows.defer("submission__content"):
        edition = row.submission.edition
        words = _("Endorsement recorded")
        yield Step(edition, words, row.recorded_at, row.recorded_by)
        if row.checked_at is not None:
            is_refused = row.state == Endorsement.State.REFUSED
            words = _("Record refused") if is_refused else _("Endorsement checked")
            yield Step(edition, words, row.checked_at, row.checked_by)


def _comments(dialogue: str, since: datetime) -> Iterator[Step]:
    rows = Comment.objects.filter(edition__profile__dialogue=dialogue, at__gt=since)
    for row in rows.select_related("edition__profile", "section", "by"):
        if row.language in row.edition.written_languages:
            words = _("Comment") if row.answers_id is None else _("Answer to a comment")
            yield Step(row.edition, words, row.at, row.by, row)
