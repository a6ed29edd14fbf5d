"""Taking a request into review, and giving it back."""

from __future__ import annotations

from django.test import Client

from accounts import registration as steps
from accounts.models import Registration, User
from tests.accounts.desk import QUEUE, decision, state_of
from tests.factories import make_registration

State = Registration.State


def test_in_review_by_a_colleague_there_are_no_buttons(
    client: Client, staff: User, colleague: User
) -> None:
    row = make_registration(number=9)
    steps.claim(row, by=colleague)

    page = client.get(f"{QUEUE}9/").content.decode()
    answer = client.post(f"{QUEUE}9/approve/", decision())

    assert "In review by Tomas Ravn until" in page
    assert "Do not grant" not in page
    assert answer.status_code == 409
    assert "In review: Tomas Ravn" in client.get(QUEUE).content.decode()


def test_claiming_and_releasing(client: Client, staff: User) -> None:
    row = make_registration(number=9)
    shown = row.version

    client.post(f"{QUEUE}9/claim/")
    claimed, page = state_of(), client.get(f"{QUEUE}9/").content.decode()
    client.post(f"{QUEUE}9/release/")

    assert claimed == State.IN_REVIEW
    assert "In review by you until" in page
    assert state_of() == State.WAITING
    # Being looked at changes nothing that a decision rests on.
    row.refresh_from_db()
    assert row.version == shown
