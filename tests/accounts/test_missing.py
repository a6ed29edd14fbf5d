"""What a request lacks is said in words at the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Recommendation, Registration
from accounts.queue.evidence import evidence_of
from accounts.queue.missing import missing
from tests.accounts.desk import QUEUE
from tests.factories import make_letter, make_member, make_registration

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def row() -> Registration:
    return make_registration(country_id="ARM", other_organisation="")


def lacks(row: Registration, *, needs_two: bool = False) -> list[str]:
    return missing(row, evidence_of(row), needs_two=needs_two)


def test_a_letter_is_missed_until_it_is_there(row: Registration) -> None:
    assert "a letter of nomination" in lacks(row)

    make_letter(row)

    assert "a letter of nomination" not in lacks(row)


def test_the_word_of_a_contact_point_is_missed_where_there_is_one(
    row: Registration,
) -> None:
    words = "the word of the contact point"
    assert words not in lacks(row)
    point = make_member(role="contact_point", country="ARM")
    assert words in lacks(row)

    Recommendation.objects.create(registration=row, by=point, verdict="recommend")

    assert words not in lacks(row)


def test_a_contact_point_of_another_state_or_i_map_is_not_waited_for(
    row: Registration,
) -> None:
    make_member(role="contact_point", country="UKR")
    make_member("mtm", role="contact_point", country="ARM")

    assert "the word of the contact point" not in lacks(row)


def test_mail_that_came_back_notice_and_second_colleague_are_named(
    row: Registration,
) -> None:
    row.undelivered_at, row.notice_version = timezone.now(), ""

    told = lacks(row, needs_two=True)

    assert told[-3:] == [
        "the legal notice, accepted",
        "an address that takes mail",
        "a second colleague",
    ]


def test_the_desk_says_it_above_the_decision(client: Client, row: Registration) -> None:
    client.force_login(make_member(role="secretariat"))

    page = client.get(f"{QUEUE}{row.number}/").content.decode()

    assert "a letter of nomination; a domain from which access was given" in page
