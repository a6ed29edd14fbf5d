"""The applicant's own page, opened by the signed link of every mail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts import registration
from accounts.models import Registration, User
from tests.accounts.applicant import answers, in_state, page_of
from tests.accounts.conftest import Mails
from tests.accounts.forms import link_in
from tests.factories import make_invited, make_member, make_registration

State = Registration.State


@pytest.fixture
def staff() -> User:
    return make_member(role="secretariat", full_name="Jana Novotná")


@pytest.fixture
def row() -> Registration:
    return make_registration(name="Petar Dovin")


def test_the_page_says_in_words_how_it_stands_and_what_is_next(
    client: Client, row: Registration
) -> None:
    page = client.get(page_of(row)).content.decode()

    assert f"Request no. {row.number}" in page
    assert "Your request is with the Secretariat" in page
    assert "You will have an answer by" in page
    assert "write to bmp@icmpd.org and name the number" in page


@pytest.mark.parametrize("state", ["waiting", "in_review", "cosign", "held"])
def test_the_work_of_the_secretariat_reads_alike_until_a_decision_is_sent(
    client: Client, staff: User, state: str
) -> None:
    row = in_state(state, staff)

    page = client.get(page_of(row)).content.decode()

    assert "Your request is with the Secretariat" in page
    assert not re.search(r"Access (was|is) |second colleague|decided", page)


@pytest.mark.parametrize("state", [s for s in State if s != "link_sent"])
def test_the_page_opens_in_every_state_and_names_nobody_of_the_staff(
    client: Client, staff: User, state: str
) -> None:
    number = {"number": 7} if state == State.REPEATED else {}
    row = in_state(state, staff, **number)
    row.events.create(step="settle", by=staff)

    answer = client.get(page_of(row))

    assert answer.status_code == 200
    assert "Novotn" not in answer.content.decode()


def test_a_recommendation_or_warning_is_not_shown(
    client: Client, row: Registration
) -> None:
    contact = make_member(role="contact_point", country="ARM")
    row.country_id = "ARM"
    row.save()
    registration.recommend(row, "warn", "Unknown here.", by=contact)

    page = client.get(page_of(row)).content.decode()

    assert "Unknown here" not in page


def test_the_page_of_the_other_i_map_is_not_found(
    client: Client, row: Registration
) -> None:
    link = page_of(row).replace("/bmp/", "/mtm/")

    assert client.get(link).status_code == 404
    assert client.post(f"{link}withdraw/").status_code == 404


def test_an_expired_link_is_gone_and_leads_to_a_new_one(
    client: Client, row: Registration
) -> None:
    link = page_of(row)

    with time_machine.travel(
        timezone.now() + timedelta(days=settings.REQUEST_LINK_DAYS, minutes=1)
    ):
        answer = client.get(link)

    assert answer.status_code == 410
    assert "/en/bmp/register/resend/" in answer.content.decode()


def test_a_step_needs_the_form_s_own_mark(row: Registration) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(f"{page_of(row)}withdraw/")

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (403, State.WAITING)


# --- correcting ---


def test_the_form_is_filled_in_with_the_answers_and_leaves_the_address_alone(
    client: Client, row: Registration
) -> None:
    page = client.get(f"{page_of(row)}correct/").content.decode()

    assert f'value="{row.name}"' in page
    assert f'value="{row.ministry}"' in page
    assert '<option value="other" selected>' in page
    assert 'name="email"' not in page
    assert row.email in page


def test_corrected_answers_are_kept_with_what_they_were(
    client: Client, row: Registration
) -> None:
    link = f"{page_of(row)}correct/"

    answer = client.post(link, answers(row, post="Director", email="x@y.example"))

    row.refresh_from_db()
    event = row.events.get(step="correct")
    # The end of a link is signed with the second it was made in.
    assert answer["Location"].split(":")[0] == page_of(row).split(":")[0]
    assert (row.post, row.version) == ("Director", 2)
    assert event.before["post"] == "Head of unit"
    assert row.email != "x@y.example"


def test_correcting_takes_a_decision_back_that_was_not_sent(
    client: Client, staff: User
) -> None:
    row = in_state(State.HELD, staff)

    client.post(f"{page_of(row)}correct/", answers(row, post="Director"))

    row.refresh_from_db()
    assert (row.state, row.decision, row.decided_by) == (State.WAITING, "", None)
    assert registration.settle_due() == 0


def test_sending_the_same_correction_twice_changes_it_once(
    client: Client, row: Registration
) -> None:
    link, form = f"{page_of(row)}correct/", answers(row, post="Director")

    codes = [client.post(link, form).status_code for _press in range(2)]

    row.refresh_from_db()
    assert codes == [302, 302]
    assert (row.version, row.events.filter(step="correct").count()) == (2, 1)


def test_a_correction_of_answers_that_changed_meanwhile_is_told_so(
    client: Client, row: Registration
) -> None:
    link, form = f"{page_of(row)}correct/", answers(row, post="Director")
    client.post(link, answers(row, post="Deputy"))

    answer = client.post(link, form)

    assert answer.status_code == 409
    assert "Look at it again" in answer.content.decode()


def test_a_correction_with_an_error_keeps_what_was_typed(
    client: Client, row: Registration
) -> None:
    answer = client.post(f"{page_of(row)}correct/", answers(row, name="", post="New"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="#id_name"' in page
    assert 'value="New"' in page


@pytest.mark.parametrize("state", ["approved", "refused", "withdrawn", "lapsed"])
def test_a_closed_request_cannot_be_corrected(
    client: Client, staff: User, state: str
) -> None:
    row = in_state(state, staff)

    shown = client.get(f"{page_of(row)}correct/")
    sent = client.post(f"{page_of(row)}correct/", answers(row, post="Director"))

    assert (shown.status_code, sent.status_code) == (302, 409)


# --- answering ---


def test_an_answer_brings_the_request_back_to_the_queue(
    client: Client, staff: User, mails: Mails
) -> None:
    row = registration.ask(make_registration(), "Which unit?", by=staff, version=1)
    link = link_in(mails("registration-question")[0])
    assert "Which unit?" in client.get(link).content.decode()

    client.post(f"{link}answer/", {"answer": "Unit 3.", "version": row.version})

    row.refresh_from_db()
    page = client.get(link).content.decode()
    assert (row.state, row.answer_by) == (State.WAITING, None)
    assert "You answered:" in page
    assert "Unit 3." in page
    assert len(mails("registration-answered")) == 1


def test_answering_twice_ends_alike(client: Client, staff: User, mails: Mails) -> None:
    row = in_state(State.NEEDS_INFO, staff)
    link, form = f"{page_of(row)}answer/", {"answer": "Yes.", "version": row.version}

    codes = [client.post(link, form).status_code for _press in range(2)]

    assert codes == [302, 302]
    assert len(mails("registration-answered")) == 1


def test_an_empty_answer_is_asked_for_again(client: Client, staff: User) -> None:
    row = in_state(State.NEEDS_INFO, staff)

    answer = client.post(f"{page_of(row)}answer/", {"version": row.version})

    assert 'href="#id_answer"' in answer.content.decode()
    row.refresh_from_db()
    assert row.state == State.NEEDS_INFO


def test_nothing_is_answered_where_nothing_was_asked(
    client: Client, row: Registration
) -> None:
    answer = client.post(f"{page_of(row)}answer/", {"answer": "x", "version": "1"})

    assert answer.status_code == 409


# --- withdrawing, opening again ---


def test_withdrawing_says_first_what_is_deleted_and_deletes_it(
    client: Client, row: Registration, mails: Mails
) -> None:
    link, email = page_of(row), row.email
    assert "What is deleted" in client.get(f"{link}withdraw/").content.decode()

    client.post(f"{link}withdraw/")

    row.refresh_from_db()
    assert row.state == State.WITHDRAWN
    assert not any((row.name, row.email, row.email_key, row.ministry, row.search_key))
    assert [mail.to for mail in mails("registration-withdrawn")] == [email]
    assert "The request was withdrawn" in client.get(link).content.decode()


def test_withdrawing_twice_ends_alike(
    client: Client, row: Registration, mails: Mails
) -> None:
    link = f"{page_of(row)}withdraw/"

    codes = [client.post(link).status_code for _press in range(2)]

    assert codes == [302, 302]
    assert len(mails("registration-withdrawn")) == 1


def test_whoever_has_access_does_not_withdraw_the_request(
    client: Client, staff: User
) -> None:
    row = in_state(State.APPROVED, staff)

    assert client.post(f"{page_of(row)}withdraw/").status_code == 409


def test_a_request_closed_without_an_answer_opens_again_for_thirty_days(
    client: Client, staff: User
) -> None:
    row = in_state(State.NEEDS_INFO, staff, answer_by=timezone.localdate())
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert registration.lapse_unanswered() == 1
    link = page_of(row)

    with time_machine.travel(timezone.now() + timedelta(days=30)):
        page = client.get(link).content.decode()
        codes = [client.post(f"{link}reopen/").status_code for _press in range(2)]

    row.refresh_from_db()
    assert "Open the request again" in page
    assert codes == [302, 302]
    assert row.state == State.WAITING


def test_after_thirty_days_it_stays_closed(client: Client, staff: User) -> None:
    row = in_state(State.NEEDS_INFO, staff, answer_by=timezone.localdate())
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        registration.lapse_unanswered()
    link = page_of(row)

    with time_machine.travel(timezone.now() + timedelta(days=32)):
        page, answer = client.get(link), client.post(f"{link}reopen/")

    assert "Open the request again" not in page.content.decode()
    assert answer.status_code == 409


def test_an_invitation_that_lapsed_does_not_open_again(client: Client) -> None:
    row = make_invited(answer_by=timezone.localdate() - timedelta(days=1))
    registration.lapse_unanswered()

    answer = client.post(f"{page_of(row)}reopen/")

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (409, State.LAPSED)


# --- the mail once more ---
