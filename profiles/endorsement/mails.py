"""Who is told of a submission, of its clock, and of what was recorded of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from imap.core.access import Role, people
from profiles.mails import link_to, of_edition
from profiles.models import Edition, Endorsement, Submission
from profiles.permissions import is_second_person

if TYPE_CHECKING:
    from accounts.models import User


def submitted(submission: Submission) -> None:
    """Tell the contact points of the state and the secretariat, but not who did it."""
    for person in _concerned(submission.edition):
        if person.pk != submission.submitted_by_id:
            _send("profile-submitted", person, submission)


def reminder(submission: Submission, days: int) -> None:
    """Remind the contact points of the state of the days they still have."""
    for person in _contact_points(submission.edition):
        _send("profile-reminder", person, submission, days=days)


def over(submission: Submission) -> None:
    """Tell the secretariat that the time of the state is over."""
    for person in _secretariat(submission.edition):
        _send("profile-over", person, submission)


def recorded(endorsement: Endorsement) -> None:
    """Ask those who can check a record to do so."""
    submission = endorsement.submission
    for person in _concerned(submission.edition):
        if is_second_person(endorsement, person):
            _send("profile-recorded", person, submission)


def refused(endorsement: Endorsement) -> None:
    """Tell whoever recorded it that the record does not count, and why."""
    person = endorsement.recorded_by
    if person is not None and person.is_active:
        submission = endorsement.submission
        _send("profile-refused", person, submission, reason=endorsement.refusal)


def _send(
    name: str, to: User, submission: Submission, *, days: int = 0, reason: str = ""
) -> None:
    edition = submission.edition
    of_edition(
        name,
        to,
        edition,
        link_to(edition, to.language, "submission"),
        answer_by=submission.answer_by,
        days=days,
        reason=reason,
    )


def _concerned(edition: Edition) -> Iterable[User]:
    """Return the contact points of the state and the secretariat, each once."""
    persons = {each.pk: each for each in _secretariat(edition)}
    return ({each.pk: each for each in _contact_points(edition)} | persons).values()


def _secretariat(edition: Edition) -> Iterable[User]:
    return people(edition.profile.dialogue_id, Role.SECRETARIAT, None)


def _contact_points(edition: Edition) -> Iterable[User]:
    profile = edition.profile
    return people(profile.dialogue_id, Role.CONTACT_POINT, profile.country_id)
