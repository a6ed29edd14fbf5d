"""Requests and people of the own state are seen, and no others."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts import contact, registration
from accounts.models import (
    Recommendation,
    User,
)
from imap.core.access import access_for
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.accounts.states import (
    STATE,
    make_colleague,
    make_request,
    own_of,
)
from tests.factories import make_member, make_membership, make_registration, make_user


@pytest.fixture
def point() -> User:
    return make_member(role="contact_point", country="ARM", full_name="Nare Point")


def test_the_own_states_requests_are_seen_without_flags_and_notes(
    client: Client, point: User
) -> None:
    row = make_request(
        name="Anna Own",
        email="anna@gmail.example",
        flags=[{"code": "free_mail", "severity": "reason", "params": {}}],
        is_flagged=True,
        question="A note of staff",
    )
    make_request("GEO", name="Geo Foreign")
    client.force_login(point)

    index = client.get(STATE).content.decode()
    page = client.get(f"{STATE}requests/{row.number}/").content.decode()

    assert "Anna Own" in index
    assert "Geo Foreign" not in index
    assert "Preparing a meeting." in page
    for hidden in ("gmail", "note of staff", "Free-mail", "free_mail"):
        assert hidden not in index + page


def test_a_request_of_another_state_or_i_map_does_not_exist(
    client: Client, point: User
) -> None:
    client.force_login(point)

    for row in (
        make_request("GEO"),
        make_registration("mtm", country_id="ARM"),
        make_request(
            state="refused", decided_at=timezone.now(), decided_by=make_user()
        ),
        make_request(state="link_sent"),
        make_registration(),
    ):
        address = f"{STATE}requests/{row.number or 999}/"
        assert client.get(address).status_code == 404, row
        assert client.post(address, {"verdict": "recommend"}).status_code == 404


def test_a_contact_point_of_two_states_sees_both(client: Client, point: User) -> None:
    make_membership(point, role="contact_point", country="GEO")
    make_request(name="Anna Own")
    make_request("GEO", name="Geo Too")
    client.force_login(point)

    page = client.get(STATE).content.decode()

    assert "Anna Own" in page
    assert "Geo Too" in page


@pytest.mark.parametrize("role", ["reader", "editor", "secretariat"])
def test_the_area_is_for_contact_points_alone(client: Client, role: str) -> None:
    client.force_login(make_member(role=role, country="ARM"))

    for path in ("", "people/", "invitations/", "handover/", "nothing/"):
        assert client.get(f"{STATE}{path}").status_code == 404


def test_a_contact_point_recommends_and_changes_it(client: Client, point: User) -> None:
    row = make_request()
    client.force_login(point)
    address = f"{STATE}requests/{row.number}/"

    client.post(address, {"verdict": "recommend", "text": "Known to us."})
    client.post(address, {"verdict": "warn", "text": "Left last week."})

    given = Recommendation.objects.get()
    row.refresh_from_db()
    assert (given.verdict, given.text, given.by) == ("warn", "Left last week.", point)
    assert row.is_flagged
    assert row.state == "waiting"


def test_a_warning_needs_a_reason(client: Client, point: User) -> None:
    row = make_request()
    client.force_login(point)

    page = client.post(f"{STATE}requests/{row.number}/", {"verdict": "warn"})

    assert "Write in a sentence why" in page.content.decode()
    assert not Recommendation.objects.exists()


def test_nobody_recommends_the_own_request(client: Client, point: User) -> None:
    row = make_request(email=point.email)
    client.force_login(point)
    address = f"{STATE}requests/{row.number}/"

    assert "Nobody recommends the own request" in client.get(address).content.decode()
    assert client.post(address, {"verdict": "recommend"}).status_code == 403


def test_who_is_only_named_in_a_letter_is_no_request(
    client: Client, point: User
) -> None:
    row = make_request(
        state="cosign",
        confirmed_at=None,
        decided_at=timezone.now(),
        decided_by=make_user(),
    )
    client.force_login(point)

    assert client.get(f"{STATE}requests/{row.number}/").status_code == 404
    with pytest.raises(TransitionError):
        registration.recommend(row, "recommend", "", by=point)


def test_who_of_the_own_state_has_access_is_listed_and_nobody_else(
    client: Client, point: User
) -> None:
    make_colleague(full_name="Reader Armenia")
    make_colleague("GEO", full_name="Reader Georgia")
    gone = make_colleague(full_name="Gone Armenia")
    gone.ended_at = timezone.now()
    gone.save()
    make_member("mtm", full_name="South Armenia", role="editor", country="ARM")
    make_member(full_name="Editor Armenia", role="editor", country="ARM")
    make_member(full_name="Staff Person", role="secretariat")
    client.force_login(point)

    page = client.get(f"{STATE}people/").content.decode()

    assert "Reader Armenia" in page
    assert "Ministry ARM" in page
    assert "Editor Armenia" in page
    for other in ("Georgia", "Gone", "South", "Staff Person", "@ministry.example"):
        assert other not in page


def test_a_role_of_another_state_stays_that_states(point: User) -> None:
    row = make_colleague().registration
    elsewhere = make_membership(
        make_user(), role="editor", country="GEO", registration=row
    )

    assert elsewhere not in contact.people_of(point, "bmp")


def test_a_leaver_is_reported_once_and_may_be_taken_back(
    client: Client, point: User, mails: Mails
) -> None:
    make_member(role="secretariat", email="staff@icmpd.example")
    person = make_colleague(full_name="Reader Armenia")
    client.force_login(point)
    address = f"{STATE}people/{person.key}/leaver/"

    for _press in range(2):
        client.post(address, {"note": "Since May."})

    person.refresh_from_db()
    assert (person.leaver_by, person.leaver_note) == (point, "Since May.")
    assert access_for(person.user, "bmp").is_member
    [mail] = mails("leaver")
    assert mail.to == "staff@icmpd.example"
    assert "Since May." in mail.text
    client.post(f"{address}withdraw/")
    person.refresh_from_db()
    assert (person.leaver_at, person.leaver_note) == (None, "")


def test_what_the_person_said_of_leaving_is_not_taken_back_by_another(
    client: Client, point: User
) -> None:
    person = make_colleague()
    person.leaver_at, person.leaver_by = timezone.now(), person.user
    person.save()
    client.force_login(point)

    page = client.get(f"{STATE}people/").content.decode()
    answer = client.post(f"{STATE}people/{person.key}/leaver/withdraw/")

    person.refresh_from_db()
    assert "Take back" not in page
    assert answer.status_code == 409
    assert person.leaver_at is not None


def test_a_second_report_is_not_said_to_be_told(client: Client, point: User) -> None:
    person = make_colleague()
    client.force_login(point)
    address = f"{STATE}people/{person.key}/leaver/"

    pages = [
        client.post(address, {"note": "Left."}, follow=True).content.decode()
        for _press in range(2)
    ]

    assert ["The Secretariat was told." in page for page in pages] == [True, False]
    assert "This was reported already." in pages[1]


def test_people_of_other_states_cannot_be_reported(client: Client, point: User) -> None:
    person = make_colleague("GEO")
    client.force_login(point)

    response = client.post(f"{STATE}people/{person.key}/leaver/", {"note": "x"})

    assert response.status_code == 404
    with pytest.raises(PermissionDenied):
        contact.report_leaver(person, "x", by=point)


def test_nobody_reports_the_own_leaving(point: User) -> None:
    with pytest.raises(PermissionDenied):
        contact.report_leaver(own_of(point), "x", by=point)
