"""The desk: named sections, days, questions, records, and steps that others took."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, User
from imap.core.access import access_for
from profiles.editing import comments, responsibility, saving
from profiles.editing.place import Place
from profiles.endorsement import steps
from profiles.models import Edition, SectionProgress, Submission
from profiles.publication import steps as publication
from tests.factories import make_member
from tests.profiles.editing.test_pages import contributor
from tests.profiles.endorsement.conftest import PAPER
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
DESK = "/en/bmp/edit/"


@pytest.fixture
def place(written: Edition) -> Place:
    return Place(written, written.template.sections.get(code="C4"), "en")


def part(page: str, heading: str, end: str) -> str:
    """Return what stands between two headings; nothing where the first is missing."""
    _before, found, rest = page.partition(heading)
    return rest.partition(end)[0] if found else ""


def recorded(submission: Submission, by: User) -> None:
    codes = list(submission.sections)
    steps.record(submission, submission.sha256, codes, PAPER, by=by)


def test_a_contributor_finds_the_sections_of_the_membership_and_until_when(
    signed_in: SignIn, written: Edition
) -> None:
    writer = contributor(written, "C4", "C2.1")
    Membership.objects.filter(user=writer).update(valid_until=date(2031, 5, 4))

    page = part(words(signed_in(writer).get(DESK)), "Your sections", "since")

    assert "Armenia 2031, C4 Remittances" in page
    assert "Armenia 2031, C2.1" in page
    assert page.count("you may write it until 4 May 2031") == 2
    assert "Armenia 2031, A " not in page
    assert "No section is in your name" not in page


def test_of_two_memberships_each_has_its_own_last_day(written: Edition) -> None:
    writer = contributor(written, "C4")
    other = contributor(written, "A")
    Membership.objects.filter(user=other).update(
        user=writer, edition="ARM/light/2031", valid_until=date(2031, 1, 1)
    )

    terms = dict(access_for(writer, "bmp").terms)

    assert terms["ARM/light/2031"] == date(2031, 1, 1)
    assert set(terms) == {"ARM/light/2031", "ARM/extended/2031"}


def test_what_is_agreed_or_frozen_is_no_task(
    signed_in: SignIn, written: Edition, contact: User
) -> None:
    writer = contributor(written, "C4", "A")
    written.progress.filter(section__code="A").update(
        state=SectionProgress.State.AGREED
    )
    tasks = part(words(signed_in(writer).get(DESK)), "Your sections", "since")
    assert "C4 Remittances" in tasks
    assert "2031, A " not in tasks

    steps.submit(written, by=contact)

    assert "No section is in your name" in words(signed_in(writer).get(DESK))


def test_a_section_in_somebodys_name_stands_once_with_its_own_day(
    signed_in: SignIn, place: Place
) -> None:
    writer = contributor(place.edition, "C4")
    responsibility.assign(place.edition, place.section, writer, date(2031, 3, 1))
    Edition.objects.update(due_on=date(2031, 6, 1))

    page = part(words(signed_in(writer).get(DESK)), "Your sections", "since")

    assert page.count("C4 Remittances") == 1
    assert "until 1 March 2031" in page


def test_the_day_of_the_draft_is_said_to_its_editors_and_counts_for_sections(
    signed_in: SignIn, editor: User, written: Edition
) -> None:
    Edition.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    writer = contributor(written, "C4")

    own = part(words(signed_in(editor).get(DESK)), "Drafts and their days", "since")
    tasks = part(words(signed_in(writer).get(DESK)), "Your sections", "since")

    assert "Armenia 2031, Extended Migration Profile was due on" in own
    assert "was due on" in tasks


def test_a_comment_that_asks_an_office_waits_for_whoever_holds_it(
    signed_in: SignIn, editor: User, staff: User, contact: User, place: Place
) -> None:
    thread = comments.comment(place, "", "Which year?", ["editors"], by=staff)
    heading, link = "Comments that ask you", f"#comment-{thread.pk}".encode()

    asked = signed_in(editor).get(DESK)
    assert "C4 Remittances (en)" in part(words(asked), heading, "since")
    assert link in asked.content
    for person in (staff, contact, make_member(role="editor", country="UKR")):
        assert heading not in words(signed_in(person).get(DESK))

    comments.resolve(thread, by=editor)
    assert heading not in words(signed_in(editor).get(DESK))


def test_an_answer_asks_as_well_while_its_thread_is_open(
    signed_in: SignIn, editor: User, contact: User, place: Place
) -> None:
    thread = comments.comment(place, "", "Which year?", [], by=editor)
    comments.answer(thread, "Ask the state.", ["contact_point"], by=editor)

    page = signed_in(contact).get(DESK)

    assert "Comments that ask you" in words(page)
    assert f"#comment-{thread.pk}".encode() in page.content


def test_a_record_waits_for_a_second_person_and_not_for_the_first(
    signed_in: SignIn, submission: Submission, contact: User, staff: User, editor: User
) -> None:
    recorded(submission, contact)

    assert "Armenia 2031: Letter 17" in words(signed_in(staff).get(DESK))
    for person in (contact, editor):
        assert "Records for you to check" not in words(signed_in(person).get(DESK))


def test_steps_of_others_are_told_and_own_ones_are_not(
    signed_in: SignIn,
    editor: User,
    contact: User,
    staff: User,
    submission: Submission,
) -> None:
    recorded(submission, contact)
    steps.confirm(submission.endorsements.get(), by=staff)
    publication.publish(submission, by=staff)

    seen = part(words(signed_in(editor).get(DESK)), "Steps and comments", "Saved by")
    own = part(words(signed_in(contact).get(DESK)), "Steps and comments", "Saved by")

    for told in (
        "Submitted for endorsement",
        "Endorsement recorded",
        "Endorsement checked",
        "Published",
    ):
        assert f"Armenia 2031: {told}" in seen
    assert "Submitted for endorsement" not in own
    assert "Endorsement checked" in own


def test_comments_of_others_are_told_without_their_words(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    comments.comment(place, "", "Which year?", [], by=staff)

    page = words(signed_in(editor).get(DESK))

    assert "Armenia 2031, C4 Remittances (en): Comment" in page
    assert "Which year?" not in page


def test_steps_in_drafts_of_other_states_are_not_told(
    signed_in: SignIn, submission: Submission
) -> None:
    other = make_member(role="editor", country="UKR")

    assert "Armenia" not in words(signed_in(other).get(DESK))


def test_what_happened_before_the_last_visit_is_no_news(
    signed_in: SignIn, editor: User, submission: Submission
) -> None:
    long_ago = timezone.now() - timedelta(days=20)
    Submission.objects.update(submitted_at=long_ago)

    assert "Submitted for endorsement" not in words(signed_in(editor).get(DESK))


def test_the_desk_asks_a_number_of_queries_that_does_not_grow_with_what_waits(
    signed_in: SignIn,
    staff: User,
    editor: User,
    place: Place,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(staff)
    client.get(DESK)
    for number in range(12):
        comments.comment(place, "", f"{number}?", ["secretariat"], by=editor)
        saving.save(place, f"<p>{number}</p>", version=number + 1, by=editor)

    with django_assert_max_num_queries(30):
        client.get(DESK)
