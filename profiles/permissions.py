"""Who may see and write which part of a draft; asked by pages and views alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from imap.core.access import Access
from profiles.models import Comment, Edition, Endorsement, Revision, Suggestion

if TYPE_CHECKING:
    from accounts.models import User


def may_begin(access: Access, iso3: str) -> bool:
    """The secretariat begins a draft of any state, editors one of their own."""
    return access.is_secretariat or iso3 in access.edited


def may_open(access: Access, edition: Edition) -> bool:
    """Whoever writes any part of a draft reads all of it, and reviewers of the state.

    Nobody else does. Once it is published they go on reading what stands behind it.
    """
    country = edition.profile.country_id
    if may_begin(access, country) or country in access.reviewed:
        return True
    return any(key == edition.key for key, _code in access.assignments)


def may_write(access: Access, edition: Edition, code: str) -> bool:
    """A contributor writes the sections that were named, others all of them."""
    if may_begin(access, edition.profile.country_id):
        return True
    return (edition.key, code) in access.assignments


def may_assign(access: Access, edition: Edition) -> bool:
    """Who writes the whole draft says who writes which section, and until when."""
    return may_begin(access, edition.profile.country_id)


def may_plan(access: Access, edition: Edition) -> bool:
    """Who begins a draft also changes its languages and its day."""
    return may_begin(access, edition.profile.country_id)


def may_agree(access: Access, edition: Edition) -> bool:
    """The contact point agrees to a section for the state, or the secretariat."""
    return may_submit(access, edition)


def may_comment(access: Access, edition: Edition) -> bool:
    """Whoever reads a draft may remark on all of it, and answers what others ask."""
    return may_open(access, edition)


def may_suggest(access: Access, edition: Edition) -> bool:
    """Whoever reads a draft may lay another text before those who write it."""
    return may_open(access, edition)


def may_withdraw(suggestion: Suggestion, person: User) -> bool:
    """Whoever made a suggestion withdraws it, and nobody for them."""
    return suggestion.by_id == person.pk


def may_resolve(access: Access, comment: Comment, person: User) -> bool:
    """The author does, and whoever can change the section that it is about."""
    is_author = comment.by_id == person.pk
    return is_author or may_write(access, comment.edition, comment.section.code)


def may_submit(access: Access, edition: Edition) -> bool:
    """The contact point of the state lays a draft before it, or the secretariat.

    They take it back as well, and record what the state answers.
    """
    return access.is_secretariat or edition.profile.country_id in access.represented


def may_read_scan(access: Access, edition: Edition) -> bool:
    """Whoever records what the state answers opens its papers, then and later."""
    return may_submit(access, edition)


def may_close(access: Access) -> bool:
    """The secretariat alone ends a submission without endorsement."""
    return access.is_secretariat


def may_publish(access: Access) -> bool:
    """The secretariat alone publishes, and withdraws what was published."""
    return access.is_secretariat


def may_check(access: Access, endorsement: Endorsement, person: User) -> bool:
    """A second person does, who has neither recorded it nor written the text.

    Whoever suggested what was accepted has written it.
    """
    edition = endorsement.submission.edition
    return may_submit(access, edition) and is_second_person(endorsement, person)


def is_second_person(endorsement: Endorsement, person: User) -> bool:
    if endorsement.recorded_by_id == person.pk:
        return False
    saved = Revision.objects.filter(edition=endorsement.submission.edition)
    saved = saved.exclude(origin=Revision.Origin.COPIED)
    return not saved.filter(Q(by=person) | Q(suggestion__by=person)).exists()
