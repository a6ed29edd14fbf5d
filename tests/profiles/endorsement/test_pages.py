"""The page on which a draft is submitted, endorsed and checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from profiles.endorsement import steps
from profiles.endorsement.standing import standing
from profiles.models import Edition, Endorsement, Submission
from tests.factories import make_member
from tests.profiles.endorsement.conftest import PAPER, PDF
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
PAGE = "/en/bmp/edit/ARM/extended/2031/submission/"
SECTION = "/en/bmp/edit/ARM/extended/2031/C4/en/"


def filled(submission: Submission, **changes: Any) -> dict[str, Any]:
    return {
        "seen": submission.sha256,
        "basis": "letter",
        "office": "Migration Service",
        "signed_on": "2026-11-03",
        "reference": "Letter 17",
        "scan": SimpleUploadedFile("letter.pdf", PDF),
        "scope": "all",
    } | changes


def test_the_contact_point_sees_what_is_missing_and_submits(
    signed_in: SignIn, contact: User, written: Edition
) -> None:
    client = signed_in(contact)
    before = words(client.get(PAGE))
    assert "No text: Русский A" in before
    assert "Not marked as ready A, C4" in before

    answer = client.post(PAGE, follow=True)

    assert "With the state for endorsement" in words(answer)
    assert "0 of 2 sections" in words(answer)
    assert Edition.objects.get(pk=written.pk).state == Edition.State.SUBMITTED


def test_an_editor_sees_the_page_and_submits_nothing(
    signed_in: SignIn, editor: User, written: Edition
) -> None:
    client = signed_in(editor)

    assert "Submit for endorsement" not in words(client.get(PAGE))
    assert client.post(PAGE).status_code == 404
    assert not Submission.objects.exists()


def test_a_submitted_text_is_read_and_not_written(
    signed_in: SignIn, editor: User, submission: Submission
) -> None:
    client = signed_in(editor)
    assert b'id="edit-body"' not in client.get(SECTION).content
    assert "frozen" in words(client.get(SECTION))

    answer = client.post(SECTION, {"body": "<p>Too late</p>", "version": 1})

    assert answer.status_code == 400
    assert "no longer a draft" in words(answer)
    assert b"Too late" in answer.content


def test_a_paper_is_recorded_with_its_scan_and_checked_by_another(
    signed_in: SignIn, contact: User, staff: User, submission: Submission
) -> None:
    first, second = signed_in(contact), signed_in(staff)
    answer = first.post(f"{PAGE}record/", filled(submission), follow=True)
    assert "Recorded. A second person checks it now." in words(answer)
    assert "It does: count the endorsement" not in words(answer)
    key = Endorsement.objects.get().key

    page = words(second.get(PAGE))
    assert "Letter: Letter 17" in page
    assert "3 November 2026" in page
    scan = second.get(f"{PAGE}{key}/scan/")
    assert b"".join(scan.streaming_content) == PDF  # type: ignore[attr-defined]
    assert scan.headers["Content-Disposition"].startswith("attachment")
    answer = second.post(f"{PAGE}{key}/check/", {"verdict": "confirm"}, follow=True)

    assert "Endorsed all sections" in words(answer)
    assert standing(submission).is_complete


def test_named_sections_are_recorded(
    signed_in: SignIn, contact: User, submission: Submission
) -> None:
    data = filled(submission, scope="named", sections=["C4"])

    signed_in(contact).post(f"{PAGE}record/", data)

    assert set(Endorsement.objects.get().sections) == {"C4"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scan": SimpleUploadedFile("a.pdf", b"MZ\x90\x00")}, "Upload a PDF"),
        ({"scan": SimpleUploadedFile("a.pdf", b"%PDF-1.7 cut")}, "ends too early"),
        ({"scan": SimpleUploadedFile("a.pdf", b"")}, "The file is empty"),
        ({"scan": ""}, "Choose a file"),
        ({"signed_on": "2999-01-01"}, "yet to come"),
        ({"signed_on": "soon"}, "year-month-day"),
        ({"office": ""}, "Enter the office"),
        ({"scope": "named"}, "Choose one section at least"),
        ({"scope": "named", "sections": ["B1"]}, "B1"),
        ({"basis": "rumour"}, "rumour"),
    ],
)
def test_a_paper_that_cannot_be_taken_is_told_why_and_what_was_typed_stays(
    signed_in: SignIn,
    contact: User,
    submission: Submission,
    changes: dict[str, Any],
    message: str,
) -> None:
    answer = signed_in(contact).post(
        f"{PAGE}record/", filled(submission, reference="Note 4/2026", **changes)
    )

    assert answer.status_code == 400
    assert message in words(answer)
    assert b"Note 4/2026" in answer.content
    assert not Endorsement.objects.exists()


def test_a_paper_for_a_text_that_was_replaced_is_refused_in_words(
    signed_in: SignIn, contact: User, submission: Submission
) -> None:
    answer = signed_in(contact).post(
        f"{PAGE}record/", filled(submission, seen="0" * 64)
    )

    assert answer.status_code == 409
    assert "The text was replaced meanwhile" in words(answer)
    assert not Endorsement.objects.exists()


def test_it_is_taken_back_with_a_reason(
    signed_in: SignIn, contact: User, submission: Submission
) -> None:
    client = signed_in(contact)
    assert client.post(f"{PAGE}take-back/").status_code == 400

    answer = client.post(
        f"{PAGE}take-back/", {"reason": "A figure is wrong."}, follow=True
    )

    assert "A figure is wrong." in words(answer)
    assert Edition.objects.get(pk=submission.edition_id).is_open


def test_only_the_secretariat_closes_a_round(
    signed_in: SignIn, contact: User, staff: User, submission: Submission
) -> None:
    reason = {"reason": "No answer is expected."}

    assert signed_in(contact).post(f"{PAGE}close/", reason).status_code == 404
    assert signed_in(staff).post(f"{PAGE}close/", reason).status_code == 302
    submission.refresh_from_db()
    assert submission.outcome == Submission.Outcome.CLOSED


def test_a_record_is_refused_with_a_reason(
    signed_in: SignIn, contact: User, staff: User, submission: Submission
) -> None:
    made = steps.record(submission, submission.sha256, ["C4"], PAPER, by=contact)
    client = signed_in(staff)
    assert client.post(f"{PAGE}{made.key}/check/").status_code == 400

    answer = client.post(
        f"{PAGE}{made.key}/check/", {"reason": "Another date."}, follow=True
    )

    assert "Another date." in words(answer)
    made.refresh_from_db()
    assert made.state == Endorsement.State.REFUSED


def test_a_contact_point_of_another_state_finds_nothing(
    signed_in: SignIn, submission: Submission
) -> None:
    other = make_member(role="contact_point", country="GEO")
    client = signed_in(other)

    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}record/").status_code == 404
    assert client.post(f"{PAGE}take-back/", {"reason": "x"}).status_code == 404


def test_a_record_of_another_edition_is_not_found_here(
    signed_in: SignIn, staff: User, submission: Submission
) -> None:
    key = "00000000-0000-4000-8000-000000000000"

    assert signed_in(staff).get(f"{PAGE}{key}/scan/").status_code == 404
    assert signed_in(staff).post(f"{PAGE}{key}/check/").status_code == 404
