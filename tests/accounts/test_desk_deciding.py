"""Decisions at the desk: approve, ask, refuse, claim, undo; batches; conflicts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import registration as steps
from accounts.models import Registration, User
from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import Mails
from tests.accounts.desk import QUEUE, decision, state_of
from tests.factories import make_registration

State = Registration.State


def test_approving_holds_the_decision_and_offers_to_undo_it(
    client: Client, staff: User, mails: Mails
) -> None:
    make_registration(number=9)

    response = client.post(f"{QUEUE}9/approve/?q=petar", decision(), follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(f"{QUEUE}9/?q=petar", 302)]
    assert "Decided by Jana Novotná" in page
    assert "The mail leaves within 5 minutes." in page
    assert state_of() == State.HELD
    assert mails() == []


def test_what_was_decided_can_be_undone_or_sent_at_once(
    client: Client, staff: User, mails: Mails
) -> None:
    make_registration(number=9)
    client.post(f"{QUEUE}9/approve/", decision())

    client.post(f"{QUEUE}9/undo/")
    undone = state_of()
    version = str(Registration.objects.get(number=9).version)
    client.post(f"{QUEUE}9/approve/", decision(version=version))
    client.post(f"{QUEUE}9/send/")

    assert undone == State.IN_REVIEW
    assert state_of() == State.APPROVED
    assert [mail.name for mail in mails()] == ["registration-approved"]
    assert client.post(f"{QUEUE}9/undo/").status_code == 409


def test_the_undo_bar_stands_on_the_queue_too(client: Client, staff: User) -> None:
    make_registration(number=9, name="Elin Storm")
    client.post(f"{QUEUE}9/approve/", decision())

    page = client.get(QUEUE).content.decode()

    assert "Access for Elin Storm" in page
    assert f"{QUEUE}9/undo/" in page


def test_a_question_goes_to_the_applicant_word_for_word(
    client: Client, staff: User, mails: Mails
) -> None:
    make_registration(number=9)

    client.post(f"{QUEUE}9/ask/", decision(reason="Which unit, please?", until=""))

    assert state_of() == State.NEEDS_INFO
    assert [mail.name for mail in mails()] == ["registration-question"]
    assert "Which unit, please?" in mails()[0].text


@pytest.mark.parametrize("step", ["ask", "refuse"])
def test_a_question_or_refusal_needs_words(
    client: Client, staff: User, mails: Mails, step: str
) -> None:
    make_registration(number=9)

    answer = client.post(f"{QUEUE}9/{step}/", decision(until="2027-01-02"))

    page = answer.content.decode()
    assert 'href="#id_reason"' in page
    assert 'value="2027-01-02"' in page
    assert state_of() == State.WAITING
    assert mails() == []


def test_the_text_started_from_is_in_the_applicants_language(
    client: Client, staff: User
) -> None:
    make_registration(number=9, language="ru")

    page = client.post(
        f"{QUEUE}9/preview/",
        decision(template="questions:letter", fill="1", show="ask"),
    ).content.decode()

    assert "Пришлите, пожалуйста, письмо" in page
    assert page.count("Пришлите, пожалуйста, письмо") >= 2  # field and mail


def test_the_mail_is_shown_exactly_as_it_leaves_but_for_the_personal_link(
    client: Client, staff: User
) -> None:
    row = make_registration(number=9)
    words = "Please tell us\nyour unit."

    part = client.post(
        f"{QUEUE}9/preview/",
        decision(reason=words, show="ask"),
        HTTP_X_PART="preview",
    ).content.decode()
    client.post(f"{QUEUE}9/ask/", decision(reason=words))

    sent = OutgoingMail.objects.get(name="registration-question")
    link = re.search(r"https?://\S+/register/request/\S+", sent.text)
    assert link
    expected = sent.text.replace(link[0], "[personal link of the applicant]")
    shown = re.sub(r"<br\s*/?>", "\n", part.split("desk__preview-text")[1])
    assert expected.strip().splitlines()[0] in shown
    assert [line for line in expected.splitlines() if line not in shown] == []
    assert sent.subject in part
    assert "/register/request/" not in part
    assert row.number == 9


def test_looking_at_the_mail_changes_nothing(
    client: Client, staff: User, mails: Mails
) -> None:
    make_registration(number=9)

    for show in ("approve", "ask", "refuse", "nonsense"):
        answer = client.post(
            f"{QUEUE}9/preview/", decision(show=show, reason="Own words")
        )
        assert answer.status_code == 200
        assert "Own words" in answer.content.decode()

    assert state_of() == State.WAITING
    assert mails() == []


def test_a_refusal_keeps_the_code_of_its_reason(client: Client, staff: User) -> None:
    make_registration(number=9)

    client.post(
        f"{QUEUE}9/refuse/", decision(reason="Not you.", template="refusals:address")
    )

    assert Registration.objects.get(number=9).reason_code == "address"


def test_an_editor_needs_a_state_and_a_second_colleague(
    client: Client, staff: User, colleague: User
) -> None:
    make_registration(number=9)

    without = client.post(f"{QUEUE}9/approve/", decision(role="editor"))
    client.post(f"{QUEUE}9/approve/", decision(role="editor", country="ARM"))
    proposer = client.get(f"{QUEUE}9/").content.decode()

    assert 'href="#id_country"' in without.content.decode()
    assert state_of() == State.COSIGN
    assert "You proposed this." in proposer
    assert client.post(f"{QUEUE}9/second/", {"version": "2"}).status_code == 403
    assert state_of() == State.COSIGN


def test_a_second_colleague_sees_who_proposed_what_and_agrees(
    client: Client, staff: User, colleague: User
) -> None:
    make_registration(number=9)
    client.post(
        f"{QUEUE}9/approve/",
        decision(role="editor", country="ARM", reason="Writes the profile."),
    )
    client.force_login(colleague)

    page = client.get(f"{QUEUE}9/").content.decode()
    client.post(f"{QUEUE}9/second/", {"version": "2"})

    assert "Jana Novotná" in page
    assert "Writes the profile." in page
    assert "Editor, Armenia" in page
    assert state_of() == State.HELD


def test_a_second_colleague_returns_it_with_a_reason(
    client: Client, staff: User, colleague: User
) -> None:
    make_registration(number=9)
    client.post(f"{QUEUE}9/approve/", decision(role="editor", country="ARM"))
    client.force_login(colleague)

    without = client.post(f"{QUEUE}9/return/", {"version": "2", "reason": ""})
    client.post(f"{QUEUE}9/return/", {"version": "2", "reason": "Ask the state."})

    assert 'href="#id_reason"' in without.content.decode()
    assert state_of() == State.WAITING
    assert "Ask the state." in client.get(f"{QUEUE}9/").content.decode()


def test_the_only_member_of_staff_is_told_the_rule(client: Client, staff: User) -> None:
    make_registration(number=9)

    page = client.get(f"{QUEUE}9/").content.decode()
    without = client.post(f"{QUEUE}9/approve/", decision(role="editor", country="ARM"))
    client.post(
        f"{QUEUE}9/approve/", decision(role="editor", country="ARM", reason="Known.")
    )

    assert "You are the only member of the secretariat" in page
    assert without.status_code == 409
    assert state_of() == State.HELD
    assert "Decided alone; carried out on" in client.get(QUEUE).content.decode()
    assert client.post(f"{QUEUE}9/send/").status_code == 409


def test_what_is_flagged_needs_a_reason(
    client: Client, staff: User, colleague: User
) -> None:
    make_registration(number=9, email="ada@gmail.com", is_flagged=True)

    without = client.post(f"{QUEUE}9/approve/", decision())
    client.post(f"{QUEUE}9/approve/", decision(reason="Met in person."))

    assert 'href="#id_reason"' in without.content.decode()
    assert state_of() == State.HELD


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "administrator"},
        {"role": "contributor"},
        {"until": "yesterday"},
        {"until": "2001-01-01"},
        {"until": "9999-12-31"},
        {"role": "editor", "country": "EGY"},
        {"version": "x"},
        {"template": "x:y"},
    ],
)
def test_a_wrong_grant_is_explained_and_gives_nothing(
    client: Client, staff: User, changes: dict[str, str]
) -> None:
    make_registration(number=9)

    response = client.post(
        f"{QUEUE}9/approve/", decision(reason="typed already", **changes)
    )

    assert response.status_code == 200
    assert "typed already" in response.content.decode()
    assert state_of() == State.WAITING


def test_the_second_of_two_decisions_is_answered_with_who_and_when(
    client: Client, staff: User
) -> None:
    make_registration(number=9)
    client.post(f"{QUEUE}9/approve/", decision())

    response = client.post(f"{QUEUE}9/refuse/", decision(reason="No."))

    assert response.status_code == 409
    assert "already decided by Jana Novotná" in response.content.decode()


def test_a_changed_request_shows_what_changed_and_keeps_what_was_typed(
    client: Client, staff: User
) -> None:
    row = make_registration(number=9, post="Adviser")
    _correct(row, post="Head of section")

    answer = client.post(
        f"{QUEUE}9/approve/", decision(reason="typed already", seen="0", version="1")
    )
    page = answer.content.decode()
    again = client.post(
        f"{QUEUE}9/approve/", decision(reason="typed already", version="2")
    )

    assert answer.status_code == 409
    assert "What changed since you opened the page" in page
    assert "<del>Adviser</del> → <ins>Head of section</ins>" in page
    assert "typed already" in page
    assert 'name="version" value="2"' in page
    assert again.status_code == 302


def test_a_decision_is_never_taken_by_opening_an_address(
    client: Client, staff: User
) -> None:
    make_registration(number=9)

    for step in (
        *("approve", "refuse", "ask", "claim", "release", "preview"),
        *("second", "return", "undo", "send", "reopen"),
    ):
        assert client.get(f"{QUEUE}9/{step}/").status_code == 405
    assert client.get(f"{QUEUE}batch/").status_code == 405


def test_nobody_decides_on_the_own_request_and_is_told_so(
    client: Client, staff: User
) -> None:
    make_registration(number=9, email=staff.email)

    page = client.get(f"{QUEUE}9/").content.decode()
    answer = client.post(f"{QUEUE}9/approve/", decision())

    assert "This is your own request." in page
    assert "Do not grant" not in page
    assert answer.status_code == 403
    assert "This is your own request." in answer.content.decode()
    assert client.post(f"{QUEUE}9/preview/", decision()).status_code == 403


def test_a_refused_request_is_opened_again_by_another_colleague_once(
    client: Client, staff: User, colleague: User
) -> None:
    make_registration(
        number=9, state="refused", decided_by=colleague, decided_at=timezone.now()
    )

    client.post(f"{QUEUE}9/reopen/", {"reason": "The state wrote."})

    assert state_of() == State.WAITING
    assert client.post(f"{QUEUE}9/reopen/", {"reason": "Again"}).status_code == 409


def test_an_old_proof_of_identity_is_asked_for_again(
    client: Client, staff: User
) -> None:
    from tests.sign_in import sign_in

    make_registration(number=9)
    sign_in(client, staff, ago=16 * 60)

    answer = client.post(f"{QUEUE}9/approve/", decision())

    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert state_of() == State.WAITING


def _correct(row: Registration, **answers: Any) -> None:
    from dataclasses import replace

    application = steps.Application(
        name=row.name,
        email=row.email,
        country=row.country_id,
        organisation=row.organisation_id,
        other_organisation=row.other_organisation,
        office_name="",
        ministry=row.ministry,
        post=row.post,
        purpose=row.purpose,
        language=row.language,
        notice_version=row.notice_version,
    )
    steps.correct(row, replace(application, **answers), version=row.version)
    assert timezone.now() - row.created_at < timedelta(hours=1)
