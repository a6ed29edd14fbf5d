"""Comments on passages of a draft: asked, answered, resolved, opened again.

They are made while the edition is in work, also while its text is frozen because it is
with the state. A thread has one level: a comment and its answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core.exceptions import TransitionError
from profiles import mails
from profiles.editing.offices import offices, people_of, reviewers
from profiles.editing.passages import passages
from profiles.editing.place import Place, locked
from profiles.models import Comment, Edition, Office

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def comment(
    place: Place, paragraph: str, body: str, asked: Sequence[str], *, by: User
) -> Comment:
    """Remark on a paragraph, or on the whole section where none is named.

    Raises TransitionError where the paragraph is gone or the edition not in work.
    """
    _lock(place.edition)
    passage = passages(place).get(paragraph)
    if paragraph and passage is None:
        raise TransitionError(_("This paragraph is no longer in the text."))
    row = Comment.objects.create(
        edition=place.edition,
        section=place.section,
        language=place.language,
        paragraph=paragraph,
        quote=passage.quote if passage else "",
        passage=passage.digest if passage else "",
        body=body,
        asked=list(asked),
        by=by,
    )
    _tell(row)
    return row


@transaction.atomic
def answer(thread: Comment, body: str, asked: Sequence[str], *, by: User) -> Comment:
    """Answer in an open thread, about whatever its first comment is about."""
    thread = _locked(thread)
    if thread.is_resolved:
        raise TransitionError(_("This comment is resolved; open it again to answer."))
    row = Comment.objects.create(
        edition=thread.edition,
        section=thread.section,
        language=thread.language,
        paragraph=thread.paragraph,
        body=body,
        answers=thread,
        asked=list(asked),
        by=by,
    )
    _tell(row)
    return row


@transaction.atomic
def resolve(thread: Comment, *, by: User) -> None:
    thread = _locked(thread)
    if thread.is_resolved:
        raise TransitionError(_("This comment is resolved already."))
    thread.resolved_at, thread.resolved_by = timezone.now(), by
    thread.save(update_fields=["resolved_at", "resolved_by"])


@transaction.atomic
def reopen(thread: Comment) -> None:
    thread = _locked(thread)
    if not thread.is_resolved:
        raise TransitionError(_("This comment is open already."))
    thread.resolved_at = thread.resolved_by = None
    thread.save(update_fields=["resolved_at", "resolved_by"])


def threads(place: Place) -> QuerySet[Comment]:
    """Return the first comments of a section in one language, oldest first."""
    return Comment.objects.filter(
        edition=place.edition,
        section=place.section,
        language=place.language,
        answers=None,
    )


def paragraphs(place: Place) -> set[str]:
    """Return the names of paragraphs that comments speak of."""
    return set(threads(place).exclude(paragraph="").values_list("paragraph", flat=True))


def open_threads(edition: Edition) -> Counter[tuple[int, str]]:
    """Return {(section, language): number of threads that are open}."""
    rows = edition.comments.filter(answers=None, resolved_at=None).order_by()
    return Counter(rows.values_list("section_id", "language"))


def _lock(edition: Edition) -> None:
    if locked(edition).state not in Edition.IN_WORK:
        raise TransitionError(
            _("This edition is no longer in work; its comments are closed.")
        )


def _locked(thread: Comment) -> Comment:
    """Wait for whoever takes a step on the thread, and return it as it is then."""
    _lock(thread.edition)
    rows = Comment.objects.select_related(
        "section", "edition__profile__dialogue", "edition__template"
    )
    return rows.get(pk=thread.pk)


def _tell(row: Comment) -> None:
    """Write to each person of the offices asked once, and not to the author."""
    readers = {
        person.pk: person
        for office in row.asked
        for person in people_of(Office(office), row.edition)
        if person.pk != row.by_id
    }
    if not readers:
        return
    author = row.by_id or 0
    asking = offices(row.edition).get(author)
    is_reviewer = asking is None and author in reviewers(row.edition)
    for person in readers.values():
        mails.question(row, person, asking, is_reviewer=is_reviewer)
