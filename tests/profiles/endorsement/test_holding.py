"""The board says who has a draft in hand, since when, until when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from profiles.endorsement import steps
from profiles.models import Edition, Endorsement, Profile, Submission
from profiles.pages.holding import Holder, Holding, holdings
from tests.factories import make_member
from tests.profiles.endorsement.conftest import PAPER
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
BOARD = "/en/bmp/edit/"
SUBMITTED = datetime(2026, 3, 2, 12, tzinfo=UTC)


def held() -> Holding:
    return holdings(list(Edition.objects.drafts("bmp")))["ARM"]


def recorded(submission: Submission, by: User, *codes: str) -> Endorsement:
    chosen = codes or list(submission.sections)
    return steps.record(submission, submission.sha256, chosen, PAPER, by=by)


def test_a_draft_that_is_written_is_with_its_editors_since_it_was_begun(
    draft: Edition,
) -> None:
    Edition.objects.update(started_at=SUBMITTED, due_on=date(2026, 6, 1))

    assert held() == Holding(Holder.EDITORS, date(2026, 3, 2), date(2026, 6, 1))
    assert held().is_late


def test_what_is_laid_before_the_state_is_with_it_until_it_has_to_answer(
    submission: Submission,
) -> None:
    Submission.objects.update(submitted_at=SUBMITTED)

    assert held() == Holding(Holder.STATE, date(2026, 3, 2), submission.answer_by)
    assert not held().is_late


def test_what_was_taken_back_is_with_the_editors_since_then(
    submission: Submission, contact: User
) -> None:
    steps.end(submission, Submission.Outcome.TAKEN_BACK, "Once more.", by=contact)
    Submission.objects.update(closed_at=SUBMITTED)

    assert held() == Holding(Holder.EDITORS, date(2026, 3, 2))


def test_a_record_that_waits_for_a_second_person_is_counted(
    submission: Submission, contact: User, staff: User
) -> None:
    recorded(submission, contact, "A")
    steps.refuse(recorded(submission, contact, "C4"), "Another date.", by=staff)

    assert held().holder == Holder.STATE
    assert held().unchecked == 1


def test_what_the_state_endorsed_in_all_sections_waits_for_the_secretariat(
    submission: Submission, contact: User, staff: User
) -> None:
    steps.confirm(recorded(submission, contact, "A"), by=staff)
    assert held().holder == Holder.STATE

    steps.confirm(recorded(submission, contact, "C4"), by=staff)

    assert held() == Holding(Holder.SECRETARIAT, timezone.localdate())


@pytest.mark.parametrize(
    ("allowed", "holder"), [(["bmp"], Holder.SECRETARIAT), ([], Holder.STATE)]
)
def test_when_the_time_is_over_the_secretariat_has_what_it_may_publish(
    submission: Submission,
    settings: LazySettings,
    allowed: list[str],
    holder: Holder,
) -> None:
    settings.PUBLISH_UNENDORSED = allowed
    yesterday = timezone.localdate() - timedelta(days=1)
    Submission.objects.update(answer_by=yesterday)

    assert held().holder == holder
    assert held().is_late == (holder == Holder.STATE)


def test_the_board_shows_it_and_leads_to_the_record(
    signed_in: SignIn, submission: Submission, contact: User, staff: User
) -> None:
    recorded(submission, contact)

    page = signed_in(staff).get(BOARD)

    since = timezone.localdate().strftime("%-d %B %Y")
    assert f"The state since {since} 1 record to check : Armenia" in words(page)
    assert b"/edit/ARM/extended/2031/submission/#records" in page.content


def test_who_may_not_open_a_draft_does_not_read_who_has_it(
    signed_in: SignIn, submission: Submission
) -> None:
    other = make_member(role="editor", country="UKR")

    page = signed_in(other).get(BOARD).content.decode()

    assert "Armenia" not in page
    assert not re.search(r"The state\s*<br>", page)


def test_the_number_of_queries_does_not_grow_with_drafts(
    submission: Submission,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    other, _is_new = Profile.objects.get_or_create(
        dialogue_id="bmp", country_id="UKR", kind=submission.edition.profile.kind
    )
    Edition.objects.create(
        profile=other, template=submission.edition.template, label="2031"
    )
    drafts = list(Edition.objects.drafts("bmp"))

    with django_assert_num_queries(2):
        assert set(holdings(drafts)) == {"ARM", "UKR"}
