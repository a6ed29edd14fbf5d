"""People whom others name: in a letter, by invitation, or by writing to the mailbox."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts import registration, tokens
from accounts.models import Invitation, Membership, Registration, User
from accounts.registration import Application
from accounts.tokens import Purpose
from imap.core.access import access_for
from imap.core.legal import notice_version
from tests.accounts.conftest import Mails
from tests.accounts.forms import SENT, link_in, typed
from tests.factories import (
    make_invitation,
    make_invited,
    make_member,
    make_membership,
)

State = Registration.State


def _invited(row: Registration) -> str:
    token = tokens.make(Purpose.INVITED, row.dialogue_id, row.key)
    return f"/en/{row.dialogue_id}/register/invited/{token}/"


def _invitation(row: Invitation) -> str:
    token = tokens.make(Purpose.INVITATION, row.dialogue_id, row.key)
    return f"/en/{row.dialogue_id}/register/invitation/{token}/"


# --- named in a letter ---


def test_the_page_says_which_letter_names_whom(client: Client) -> None:
    row = make_invited(name="Anna Hakobyan", post="Head of unit")

    page = client.get(_invited(row)).content.decode()

    assert "Note 17/2026" in page
    assert "3 November 2026" in page
    assert "Anna Hakobyan" in page
    assert "Head of unit" in page
    assert not Membership.objects.exists()


def test_accepting_leads_straight_to_the_password(client: Client) -> None:
    row = make_invited(email="anna@ministry.example")

    answer = client.post(_invited(row), {"notice": "on"})

    row.refresh_from_db()
    membership = Membership.objects.get()
    assert answer["Location"].startswith("/en/accounts/password/reset/key/")
    assert client.get(answer["Location"], follow=True).status_code == 200
    assert (row.state, row.notice_version) == (State.APPROVED, notice_version("bmp"))
    assert membership.notice_version == notice_version("bmp")
    assert access_for(membership.user, "bmp").is_member


def test_without_agreeing_to_the_notice_nothing_begins(client: Client) -> None:
    row = make_invited()

    answer = client.post(_invited(row), {})

    assert 'href="#id_notice"' in answer.content.decode()
    assert not Membership.objects.exists()


def test_accepting_twice_ends_at_the_same_door(client: Client) -> None:
    link = _invited(make_invited())

    first, second = (client.post(link, {"notice": "on"}) for _press in range(2))

    assert first.status_code == second.status_code == 302
    assert second["Location"].startswith("/en/accounts/password/reset/key/")
    assert Membership.objects.count() == 1


def test_whoever_has_a_password_is_led_to_sign_in(client: Client) -> None:
    user = make_member("mtm", email="anna@ministry.example")

    answer = client.post(_invited(make_invited(email=user.email)), {"notice": "on"})

    assert answer["Location"] == "/en/accounts/login/?next=%2Fen%2Fbmp%2Fmap%2F"


@pytest.mark.parametrize("state", ["withdrawn", "lapsed"])
def test_an_invitation_that_is_over_says_so(client: Client, state: str) -> None:
    row = make_invited()
    Registration.objects.update(state=state)

    answers = client.get(_invited(row)), client.post(_invited(row), {"notice": "on"})

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not Membership.objects.exists()


def test_a_link_of_the_other_i_map_or_of_another_purpose_is_not_found(
    client: Client,
) -> None:
    row = make_invited()
    page = tokens.make(Purpose.REQUEST, "bmp", row.key)

    foreign = client.get(_invited(row).replace("/bmp/", "/mtm/"))
    other = client.get(f"/en/bmp/register/invited/{page}/")

    assert (foreign.status_code, other.status_code) == (404, 404)


def test_an_old_link_is_gone_and_leads_to_a_new_one(client: Client) -> None:
    link = _invited(make_invited())

    with time_machine.travel(
        timezone.now() + timedelta(days=settings.ACCESS_LINK_DAYS, minutes=1)
    ):
        answer = client.get(link)

    assert answer.status_code == 410
    assert "/register/resend/" in answer.content.decode()


# --- invited by a contact point ---


def test_the_form_of_an_invitation_is_filled_in_and_says_who_recommends(
    client: Client,
) -> None:
    by = make_member(role="contact_point", country="ARM", full_name="Levon Sahakyan")
    row = make_invitation(by=by, email="anna.h@migration.example")

    page = client.get(_invitation(row)).content.decode()

    assert "Levon Sahakyan invites you" in page
    assert 'value="anna.h@migration.example"' in page
    assert '<option value="ARM" selected>' in page


def test_an_invited_request_is_recommended_once_it_is_confirmed(
    client: Client, mails: Mails
) -> None:
    row = make_invitation(email="anna.h@migration.example")

    answer = client.post(_invitation(row), typed())
    client.post(link_in(mails("registration-confirm")[0]))

    found = Registration.objects.get()
    assert answer["Location"] == SENT
    assert (found.source, found.state) == ("invitation", State.WAITING)
    assert found.recommendations.get().by == row.by


def test_nothing_is_recommended_by_whoever_may_not_speak_for_the_state_any_more(
    client: Client, mails: Mails
) -> None:
    row = make_invitation(email="anna.h@migration.example")
    Membership.objects.filter(user=row.by).update(suspended_at=timezone.now())

    client.post(_invitation(row), typed())
    client.post(link_in(mails("registration-confirm")[0]))

    found = Registration.objects.get()
    assert found.state == State.WAITING
    assert not found.recommendations.exists()


def test_for_another_state_than_the_invited_one_nothing_is_recommended(
    client: Client, mails: Mails
) -> None:
    point = make_member(role="contact_point", country="ARM")
    make_membership(point, role="contact_point", country="GEO")
    row = make_invitation(country="GEO", by=point, email="anna.h@migration.example")

    client.post(_invitation(row), typed(office="ARM"))
    client.post(link_in(mails("registration-confirm")[0]))

    found = Registration.objects.get()
    assert found.country_id == "ARM"
    assert not found.recommendations.exists()


def test_another_address_than_the_invited_one_is_not_recommended(
    client: Client, mails: Mails
) -> None:
    row = make_invitation(email="anna.h@migration.example")

    client.post(_invitation(row), typed(email="someone@else.example"))
    client.post(link_in(mails("registration-confirm")[0]))

    assert not Registration.objects.get().recommendations.exists()


def test_a_mistyped_address_does_not_use_the_invitation_up(
    client: Client, mails: Mails
) -> None:
    row = make_invitation(email="anna.h@migration.example")

    client.post(_invitation(row), typed(email="anna.h@migratoin.example"))
    client.post(_invitation(row), typed())
    client.post(link_in(mails("registration-confirm")[1]))

    found = Registration.objects.get(email="anna.h@migration.example")
    assert found.recommendations.exists()


@pytest.mark.parametrize("end", ["used", "withdrawn", "lapsed", "old"])
def test_an_invitation_that_is_over_opens_nothing(
    client: Client, mails: Mails, end: str
) -> None:
    row = make_invitation(email="anna.h@migration.example")
    link, later = _invitation(row), timedelta()
    if end == "used":
        client.post(link, typed())
        client.post(link_in(mails("registration-confirm")[0]))
    elif end == "old":
        later = timedelta(days=settings.ACCESS_LINK_DAYS, minutes=1)
    else:
        setattr(row, f"{end}_at", timezone.now())
        row.save()

    with time_machine.travel(timezone.now() + later):
        codes = client.get(link).status_code, client.post(link, typed()).status_code

    assert codes == (410, 410)


# --- filled in by staff from a letter to the mailbox ---


@pytest.fixture
def staff() -> User:
    return make_member(role="secretariat")


def _prepare(staff: User, **changes: Any) -> Registration:
    said: dict[str, Any] = {
        "name": "Anna Hakobyan",
        "email": "anna.h@migration.example",
        "country": "ARM",
        "organisation": None,
        "other_organisation": "",
        "office_name": "Armenia",
        "ministry": "",
        "post": "",
        "purpose": "",
        "language": "en",
        "notice_version": "",
    }
    row = registration.prepare(
        "bmp", Application(**(said | changes)), by=staff, form_id=uuid.uuid4()
    )
    assert row is not None
    return row


def _completed(**changes: str) -> dict[str, str]:
    form = typed(**changes)
    return {
        key: form[key] for key in form if key not in ("email", "form_id", "website")
    }


def test_the_writer_completes_what_staff_filled_in_and_agrees_to_the_notice(
    client: Client, staff: User, mails: Mails
) -> None:
    row = _prepare(staff)
    link = link_in(mails("registration-confirm")[0])
    assert 'value="Anna Hakobyan"' in client.get(link).content.decode()

    page = client.post(link, _completed(post="Director")).content.decode()

    row.refresh_from_db()
    assert "Your request has the number 1" in page
    assert (row.state, row.post, row.source) == (State.WAITING, "Director", "mailbox")
    assert row.notice_version == notice_version("bmp")
    assert row.email == "anna.h@migration.example"


def test_what_is_missing_is_asked_for_and_nothing_is_confirmed(
    client: Client, staff: User, mails: Mails
) -> None:
    row = _prepare(staff)
    link = link_in(mails("registration-confirm")[0])

    page = client.post(link, _completed(notice="", purpose="")).content.decode()

    row.refresh_from_db()
    assert 'href="#id_purpose"' in page
    assert 'href="#id_notice"' in page
    assert row.state == State.LINK_SENT


def test_completing_twice_is_one_request(
    client: Client, staff: User, mails: Mails
) -> None:
    _prepare(staff)
    link = link_in(mails("registration-confirm")[0])

    codes = [client.post(link, _completed()).status_code for _press in range(2)]

    assert codes == [200, 200]
    assert len(mails("registration-received")) == 1


def test_staff_cannot_agree_to_the_notice_for_anybody(
    client: Client, staff: User, mails: Mails
) -> None:
    row = _prepare(staff)

    client.post(link_in(mails("registration-confirm")[0]))

    row.refresh_from_db()
    assert (row.state, row.notice_version) == (State.LINK_SENT, "")
