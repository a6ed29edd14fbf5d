from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, Registration, User
from tests.accounts.conftest import Mails
from tests.factories import make_member, make_registration

QUEUE = "/en/bmp/desk/registrations/"


@pytest.fixture
def staff(client: Client) -> User:
    user = make_member(role="secretariat", full_name="Jana Novotná")
    client.force_login(user)
    return user


def _decision(**changes: str) -> dict[str, str]:
    until = timezone.localdate() + timedelta(days=365)
    return {
        "role": "reader",
        "until": until.isoformat(),
        "country": "",
        "reason": "",
        "version": "1",
    } | changes


def test_the_queue_lists_the_longest_waiting_first(client: Client, staff: User) -> None:
    now = timezone.now()
    make_registration(name="Second", confirmed_at=now - timedelta(days=1))
    make_registration(name="First", confirmed_at=now - timedelta(days=2))

    page = client.get(QUEUE).content.decode()

    assert re.findall(r'queue__name">(\w+)<', page) == ["First", "Second"]
    assert "<b>2</b> open" in page


def test_the_queue_shows_no_request_of_the_other_i_map_and_none_unconfirmed(
    client: Client, staff: User
) -> None:
    make_registration("mtm", name="Canary South")
    make_registration(state="link_sent", name="Canary Unconfirmed")

    for query in ("", "?state=all", "?state=all&q=canary"):
        assert "Canary" not in client.get(QUEUE + query).content.decode()


def test_a_request_of_the_other_i_map_is_not_found(client: Client, staff: User) -> None:
    make_registration("mtm", number=7)

    assert client.get(f"{QUEUE}7/").status_code == 404
    assert client.post(f"{QUEUE}7/approve/", _decision()).status_code == 404
    assert client.post(f"{QUEUE}7/refuse/", _decision()).status_code == 404


def test_late_requests_are_counted_and_named(client: Client, staff: User) -> None:
    make_registration(confirmed_at=timezone.now() - timedelta(days=12))

    page = client.get(QUEUE).content.decode()

    assert "<b>1</b> overdue" in page
    assert "late, due" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=пётр", ["Пётр"]),
        ("?q=ПЕТР", ["Пётр"]),
        ("?q=customs", ["Maria"]),
        ("?q=valdoria.example", ["Maria", "Пётр"]),
        ("?q=nobody", []),
        ("?q=%00", ["Maria", "Пётр"]),
        ("?page=999", ["Maria", "Пётр"]),
        ("?page=x&state=x", ["Maria", "Пётр"]),
    ],
)
def test_the_queue_can_be_searched(
    client: Client, staff: User, query: str, found: list[str]
) -> None:
    make_registration(name="Maria", ministry="Customs", email="m@valdoria.example")
    make_registration(name="Пётр", email="p@valdoria.example")

    page = client.get(QUEUE + query).content.decode()

    assert sorted(re.findall(r'queue__name">(\w+)<', page)) == sorted(found)


def test_a_long_queue_has_pages(client: Client, staff: User) -> None:
    for _ in range(27):
        make_registration()

    first = client.get(f"{QUEUE}?q=petar").content.decode()
    second = client.get(f"{QUEUE}?q=petar&page=2").content.decode()

    assert first.count("queue__name") == 25
    assert second.count("queue__name") == 2
    assert "page=2" in first


def test_the_number_of_queries_does_not_grow_with_the_queue(
    client: Client, staff: User, django_assert_max_num_queries: object
) -> None:
    for _ in range(20):
        make_registration()

    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get(QUEUE)


def test_an_empty_queue_says_what_will_appear(client: Client, staff: User) -> None:
    assert "No registrations are waiting." in client.get(QUEUE).content.decode()


def test_one_screen_shows_what_is_needed_to_decide(client: Client, staff: User) -> None:
    make_registration(
        state="refused",
        email="petar@valdoria.example",
        number=3,
        decided_at=timezone.now(),
        decided_by=staff,
    )
    make_registration(email="petar@valdoria.example", number=9, name="<b>Petar</b>")

    page = client.get(f"{QUEUE}9/").content.decode()

    assert "&lt;b&gt;Petar&lt;/b&gt;" in page
    assert "Head of unit" in page
    assert "request 3" in page
    assert "1 other request on this i-Map, approved: 0" in page
    assert "Do not grant" in page


def test_approving_leads_back_to_the_request_with_its_outcome(
    client: Client, staff: User
) -> None:
    make_registration(number=9)

    response = client.post(f"{QUEUE}9/approve/", _decision(), follow=True)

    assert response.redirect_chain == [(f"{QUEUE}9/", 302)]
    assert "Decided by Jana Novotná" in response.content.decode()
    assert Membership.objects.filter(registration__number=9).exists()


def test_an_editor_needs_a_state(client: Client, staff: User) -> None:
    make_registration(number=9)

    without = client.post(f"{QUEUE}9/approve/", _decision(role="editor"))
    client.post(f"{QUEUE}9/approve/", _decision(role="editor", country="ARM"))

    assert 'href="#id_country"' in without.content.decode()
    membership = Membership.objects.get(registration__number=9)
    assert (membership.role, membership.country_id) == ("editor", "ARM")


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "administrator"},
        {"until": "yesterday"},
        {"until": "2001-01-01"},
        {"until": "9999-12-31"},
        {"role": "editor", "country": "EGY"},
        {"version": "x"},
    ],
)
def test_a_wrong_grant_is_explained_and_gives_nothing(
    client: Client, staff: User, changes: dict[str, str]
) -> None:
    make_registration(number=9)

    response = client.post(
        f"{QUEUE}9/approve/", _decision(reason="typed already", **changes)
    )

    assert response.status_code == 200
    assert "typed already" in response.content.decode()
    assert not Membership.objects.filter(registration__number=9).exists()


def test_a_refusal_needs_a_reason(client: Client, staff: User, mails: Mails) -> None:
    make_registration(number=9)

    without = client.post(f"{QUEUE}9/refuse/", _decision(until="2027-01-02"))
    client.post(f"{QUEUE}9/refuse/", _decision(reason="Not an official address."))

    page = without.content.decode()
    assert 'href="#id_reason"' in page
    assert 'value="2027-01-02"' in page
    assert [mail.name for mail in mails()] == ["registration-refused"]


def test_the_second_of_two_decisions_is_answered_with_who_and_when(
    client: Client, staff: User
) -> None:
    make_registration(number=9)
    client.post(f"{QUEUE}9/approve/", _decision())

    response = client.post(f"{QUEUE}9/refuse/", _decision(reason="No."))

    assert response.status_code == 409
    assert "Jana Novotná" in response.content.decode()


def test_a_decision_is_never_taken_by_opening_an_address(
    client: Client, staff: User
) -> None:
    make_registration(number=9)

    assert client.get(f"{QUEUE}9/approve/").status_code == 405
    assert client.get(f"{QUEUE}9/refuse/").status_code == 405


def test_the_own_request_has_no_buttons(client: Client, staff: User) -> None:
    make_registration(number=9, email=staff.email)

    page = client.get(f"{QUEUE}9/").content.decode()

    assert "This is your own request." in page
    assert "Do not grant" not in page
    assert client.post(f"{QUEUE}9/approve/", _decision()).status_code == 403


@pytest.mark.parametrize("role", ["reader", "editor", "contact_point"])
def test_the_desk_does_not_exist_for_other_members(client: Client, role: str) -> None:
    client.force_login(make_member(role=role))
    make_registration(number=9)

    assert client.get(QUEUE).status_code == 404
    assert client.post(f"{QUEUE}9/approve/", _decision()).status_code == 404
    assert Registration.objects.get().state == Registration.State.WAITING
