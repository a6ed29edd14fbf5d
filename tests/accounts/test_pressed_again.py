"""A step that changes nothing says so, and takes nothing back."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts import registration, tokens
from accounts.forms.registration import answers_of
from accounts.models import Registration, User
from accounts.registration import vouching
from tests.factories import make_letter, make_member, make_registration

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def row() -> Registration:
    return make_registration(country_id="ARM", other_organisation="")


def address(row: Registration, name: str, *more: object) -> str:
    token = tokens.make(tokens.Purpose.REQUEST, "bmp", row.key)
    return reverse(f"accounts:request-{name}", args=["bmp", token, *more])


def told(client: Client, path: str, **sent: str) -> str:
    return client.post(path, sent, follow=True).content.decode()


def test_answers_that_are_the_same_are_not_said_to_be_saved(
    client: Client, row: Registration
) -> None:
    same = {name: value or "" for name, value in answers_of(row).items()}
    path = address(row, "correct")

    page = told(client, path, **same, version=str(row.version))
    assert "Nothing was changed." in page
    assert "Your answers are saved." not in page

    page = told(client, path, **same | {"post": "Director"}, version=str(row.version))
    assert "Your answers are saved." in page


def test_a_letter_of_the_secretariat_is_not_said_to_be_removed(
    client: Client, row: Registration
) -> None:
    letter = make_letter(row, uploaded_by=make_member(role="secretariat"))

    for key in (letter.key, uuid.uuid4()):
        page = told(client, address(row, "detach", key))
        assert "Nothing was changed." in page
        assert "The letter was removed." not in page
    assert row.evidence.count() == 1


def test_the_same_word_of_a_contact_point_takes_no_decision_back(
    row: Registration, settings: object
) -> None:
    settings.UNDO_SECONDS = 300  # type: ignore[attr-defined]
    contact_point = make_member(role="contact_point", country="ARM")
    staff: User = make_member(role="secretariat")
    vouching.recommend(row, "recommend", "I know her.", by=contact_point)
    row.refresh_from_db()
    registration.refuse(row, "Not now", by=staff, version=row.version)
    events = row.events.count()

    vouching.recommend(row, "recommend", "I know her.", by=contact_point)

    row.refresh_from_db()
    assert row.state == Registration.State.HELD
    assert row.events.count() == events
