"""The comments on a section in one language: open ones first, with their passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from imap.core.access import Access
from profiles import permissions
from profiles.comment_forms import AnswerForm, CommentForm
from profiles.editing.comments import threads
from profiles.editing.offices import offices, reviewers
from profiles.editing.passages import Passage, Standing, passages, standing
from profiles.editing.place import Place
from profiles.models import Comment, Office

if TYPE_CHECKING:
    from accounts.models import User

Form = CommentForm | AnswerForm


@dataclass(frozen=True)
class Remark:
    """A comment or an answer, with what its author is to the draft, if anything."""

    comment: Comment
    office: Office | None
    is_reviewer: bool


@dataclass(frozen=True)
class Thread:
    first: Remark
    answers: list[Remark]
    standing: Standing
    may_resolve: bool
    form: AnswerForm

    @property
    def comment(self) -> Comment:
        return self.first.comment


def comments_page(
    place: Place, access: Access, person: User, typed: Form | None = None
) -> dict[str, Any]:
    """Return the comments of a section; `typed` is a form that was refused."""
    all_passages = passages(place)
    all_threads = _threads(place, access, person, all_passages)
    if isinstance(typed, AnswerForm):
        all_threads = [_with_form(each, typed) for each in all_threads]
    is_comment = isinstance(typed, CommentForm)
    return {
        "open_threads": [each for each in all_threads if not each.comment.is_resolved],
        "resolved": [each for each in all_threads if each.comment.is_resolved],
        "comment_form": typed if is_comment else CommentForm(all_passages.values()),
        "refused": typed,
    }


def _threads(
    place: Place, access: Access, person: User, all_passages: Mapping[str, Passage]
) -> list[Thread]:
    comments = list(
        threads(place)
        .select_related("by", "resolved_by", "section", "edition__profile")
        .prefetch_related("thread__by")
    )
    holders = offices(place.edition) if comments else {}
    reading = reviewers(place.edition) if comments else set()

    def remark(comment: Comment) -> Remark:
        office = holders.get(comment.by_id or 0)
        return Remark(comment, office, office is None and comment.by_id in reading)

    return [
        Thread(
            first=remark(each),
            answers=[remark(answer) for answer in each.thread.all()],
            standing=standing(each, all_passages),
            may_resolve=permissions.may_resolve(access, each, person),
            form=AnswerForm(each),
        )
        for each in comments
    ]


def _with_form(thread: Thread, typed: AnswerForm) -> Thread:
    """Return the thread with what was typed in it, if that is the one."""
    return replace(thread, form=typed) if typed.thread == thread.comment else thread
