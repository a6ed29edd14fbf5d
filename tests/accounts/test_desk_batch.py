"""Approving several requests at once."""

from __future__ import annotations

import re

from django.test import Client

from accounts.models import Membership, Registration, User
from tests.accounts.desk import QUEUE, state_of
from tests.factories import make_registration

State = Registration.State


def test_a_batch_approves_what_was_ticked_and_reports_each(
    client: Client, staff: User, colleague: User
) -> None:
    make_registration(number=9, name="Ada One")
    make_registration(number=10, name="Bo Two", email="bo@gmail.com")  # flagged now
    make_registration(number=11, name="Cy Three")
    make_registration("mtm", number=12, name="Canary")

    answer = client.post(
        f"{QUEUE}batch/", {"pick": ["9:1", "10:1", "11:7", "12:1", "x", "9:1"]}
    )

    page = answer.content.decode()
    assert "1 request was approved." in page
    assert "this decision needs a reason" in page
    assert "changed after this page was opened" in page
    assert "Canary" not in page
    assert [state_of(n) for n in (9, 10, 11)] == [
        State.HELD,
        State.WAITING,
        State.WAITING,
    ]


def test_each_of_a_batch_can_be_taken_back_alone(
    client: Client, staff: User, colleague: User
) -> None:
    for number in (9, 10):
        make_registration(number=number)

    page = client.post(f"{QUEUE}batch/", {"pick": ["9:1", "10:1"]}).content.decode()
    client.post(f"{QUEUE}9/undo/")

    assert re.findall(r'action="[^"]*/(\d+)/undo/"', page) == ["9", "10"]
    assert (state_of(9), state_of(10)) == (State.IN_REVIEW, State.HELD)


def test_a_batch_of_none_or_more_than_twenty_approves_nothing(
    client: Client, staff: User
) -> None:
    for number in range(100, 121):
        make_registration(number=number)

    many = client.post(f"{QUEUE}batch/", {"pick": [f"{n}:1" for n in range(100, 121)]})
    none = client.post(f"{QUEUE}batch/", {})

    assert many.status_code == none.status_code == 400
    assert "no more than 20" in many.content.decode()
    assert not Registration.objects.exclude(state=State.WAITING).exists()


def test_only_what_has_no_flag_can_be_ticked(client: Client, staff: User) -> None:
    make_registration(number=9)
    make_registration(number=10, is_flagged=True)

    page = client.get(f"{QUEUE}?ticks=1").content.decode()

    assert 'value="9:1" id="pick-9"' in page
    assert 'value="" id="pick-10"' in page
    assert re.search(r'id="pick-10"[^>]*disabled', page)
    assert not Membership.objects.filter(registration__isnull=False).exists()
