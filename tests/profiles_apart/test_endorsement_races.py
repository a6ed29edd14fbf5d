"""Endorsements, changes and publications at the same moment."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from django.conf import LazySettings

from accounts.models import User
from imap.core.exceptions import TransitionError
from imap.reference import reference_data as countries
from profiles import reference_data
from profiles.editing import drafts, saving
from profiles.editing.place import Place
from profiles.endorsement import steps
from profiles.endorsement.standing import standing
from profiles.models import (
    Edition,
    Endorsement,
    Kind,
    Profile,
    Publication,
    Submission,
)
from profiles.publication.steps import publish
from tests.factories import make_member
from tests.profiles.endorsement.conftest import PAPER
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 10
IN_FULL = pytest.param(500, marks=pytest.mark.deep)
TAKEN_BACK = Submission.Outcome.TAKEN_BACK


@pytest.fixture
def people(db: None) -> tuple[User, User, User]:
    """An editor, the contact point and the secretariat."""
    return (
        make_member(role="editor", country="ARM"),
        make_member(role="contact_point", country="ARM"),
        make_member(role="secretariat"),
    )


@pytest.fixture
def draft(
    people: tuple[User, User, User], settings: LazySettings, tmp_path: Path
) -> Edition:
    settings.MEDIA_ROOT = tmp_path
    countries.load()
    reference_data.load()
    profile, _is_new = Profile.objects.get_or_create(
        dialogue_id="bmp", country_id="ARM", kind=Kind.EXTENDED
    )
    return drafts.begin(profile, "2031", ["en"], by=people[0])


def write(edition: Edition, body: str, by: User) -> None:
    place = Place(edition, edition.template.sections.get(code="C4"), "en")
    text = place.text()
    saving.save(place, body, version=text.version if text else 0, by=by)


def replace(submission: Submission, body: str, by: User) -> Submission:
    """Take a submission back, change its text and submit it again."""
    steps.end(submission, TAKEN_BACK, "Once more.", by=by)
    edition = Edition.objects.get(pk=submission.edition_id)
    write(edition, body, by)
    return steps.submit(edition, by=by)


@pytest.mark.parametrize("rounds", [ROUNDS, IN_FULL])
def test_what_was_replaced_a_moment_before_is_never_endorsed(
    draft: Edition, people: tuple[User, User, User], rounds: int
) -> None:
    editor, contact, staff = people
    write(draft, "<p>First</p>", editor)
    submission = steps.submit(draft, by=contact)
    for number in range(rounds):
        seen = submission
        replaced, recorded = at_once(
            partial(replace, seen, f"<p>{number}</p>", staff),
            partial(steps.record, seen, seen.sha256, ["C4"], PAPER, by=contact),
        )

        assert isinstance(replaced, Submission)
        assert isinstance(recorded, Endorsement | TransitionError)
        assert not Endorsement.objects.filter(submission=replaced).exists()
        assert "C4" not in standing(replaced).endorsed
        submission = replaced


def test_of_a_publication_and_a_change_one_takes_place(
    draft: Edition, people: tuple[User, User, User]
) -> None:
    editor, contact, staff = people
    second = make_member(role="secretariat")
    write(draft, "<p>Words</p>", editor)
    submission = steps.submit(draft, by=contact)
    made = steps.record(submission, submission.sha256, ["C4"], PAPER, by=contact)
    steps.confirm(made, by=second)

    published, ended, again = at_once(
        partial(publish, submission, by=staff),
        partial(steps.end, submission, TAKEN_BACK, "Once more.", by=staff),
        partial(publish, submission, by=second),
    )

    publications = Publication.objects.count()
    edition = Edition.objects.get(pk=draft.pk)
    refused = [each for each in (published, ended, again) if each is not None]
    assert sum(isinstance(each, TransitionError) for each in refused) == 2
    assert publications == (edition.state == Edition.State.PUBLISHED)
    assert edition.is_open == (ended is None)


def test_a_record_is_checked_by_one_of_two(
    draft: Edition, people: tuple[User, User, User]
) -> None:
    editor, contact, staff = people
    second = make_member(role="secretariat")
    write(draft, "<p>Words</p>", editor)
    submission = steps.submit(draft, by=contact)
    made = steps.record(submission, submission.sha256, ["C4"], PAPER, by=contact)

    results = at_once(
        partial(steps.confirm, made, by=staff),
        partial(steps.refuse, made, "Another date.", by=second),
    )

    assert sum(isinstance(each, TransitionError) for each in results) == 1
    made.refresh_from_db()
    assert made.state != Endorsement.State.RECORDED


def test_numbers_of_publications_have_no_gap(
    draft: Edition, people: tuple[User, User, User]
) -> None:
    editor, _contact, staff = people
    submissions = []
    for iso3 in ("ARM", "GEO", "UKR"):
        profile, _is_new = Profile.objects.get_or_create(
            dialogue_id="bmp", country_id=iso3, kind=Kind.LIGHT
        )
        edition = drafts.begin(profile, "2031", ["en"], by=editor)
        Edition.objects.filter(pk=edition.pk).update(is_demonstration=True)
        place = Place(edition, edition.template.sections.get(code="L1"), "en")
        saving.save(place, "<p>Words</p>", version=0, by=editor)
        edition.refresh_from_db()
        submissions.append(steps.submit(edition, by=staff))

    at_once(*(partial(publish, each, by=staff) for each in submissions))

    numbers = Publication.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3]
