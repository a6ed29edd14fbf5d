"""The PDFs that people have: made once, the same bytes for good, nobody else's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from profiles.endorsement import check_code
from profiles.models import EditionFile, Submission
from profiles.publication import papers, steps
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
EDITION = "/en/bmp/profiles/ARM/extended/2031.pdf"
PAPER = "/en/bmp/edit/ARM/extended/2031/submission/en.pdf"


def read(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_members_get_the_file_of_a_published_edition(
    endorsed: Submission, staff: User, member: Client
) -> None:
    publication = steps.publish(endorsed, by=staff)

    answer = member.get(EDITION)

    assert answer.headers["Content-Type"] == "application/pdf"
    assert "ARM-extended-2031-en.pdf" in answer.headers["Content-Disposition"]
    text = read(answer.content)
    assert "Money sent home" in text
    assert "A, C4: Migration Service, Letter, Letter 17, 3 November 2026" in text
    assert check_code.spelled(endorsed.code) in text
    assert publication.head["citations"]["en"][:40] in text
    assert "Деньги" in read(member.get(EDITION.replace("/en/", "/ru/")).content)
    assert EDITION in member.get(EDITION.replace(".pdf", "/")).content.decode()


def test_a_file_is_made_once_and_known_to_the_check_page(
    endorsed: Submission, staff: User, member: Client, client: Client
) -> None:
    steps.publish(endorsed, by=staff)

    first, again = member.get(EDITION).content, member.get(EDITION).content

    assert first == again
    file = EditionFile.objects.get()
    page = words(client.get("/en/bmp/check/", {"sha256": file.sha256}))
    assert "Final and endorsed." in page


def test_files_are_made_when_the_publication_is_kept(
    endorsed: Submission,
    staff: User,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        publication = steps.publish(endorsed, by=staff)

    languages = publication.files.values_list("language", flat=True)
    assert set(languages) == {"en", "ru"}


def test_a_file_that_was_lost_is_made_anew_with_the_same_bytes(
    endorsed: Submission, staff: User
) -> None:
    publication = steps.publish(endorsed, by=staff)
    before = bytes(papers.published(publication, "en").content)
    EditionFile.objects.all().delete()

    assert bytes(papers.published(publication, "en").content) == before


def test_the_paper_for_signature_carries_the_code_and_the_hash(
    signed_in: SignIn, submission: Submission, contact: User, client: Client
) -> None:
    answer = signed_in(contact).get(PAPER)

    text = read(answer.content)
    assert check_code.spelled(submission.code) in text
    # Where a line may break, the text of a PDF has a space that nobody sees.
    assert submission.sha256 in re.sub(r"[\s\u200b]", "", text)
    assert "Money sent home" in text
    file = EditionFile.objects.get()
    page = words(client.get("/en/bmp/check/", {"sha256": file.sha256}))
    assert "neither endorsed as a whole nor published" in page


@pytest.mark.parametrize("reader", ["member", "mtm_member", "stranger"])
def test_nobody_else_gets_the_paper_of_a_draft(
    request: pytest.FixtureRequest, submission: Submission, reader: str
) -> None:
    client = request.getfixturevalue(reader)

    assert client.get(PAPER).status_code in (403, 404)
    assert client.get(EDITION).status_code in (403, 404)


def test_a_language_that_the_edition_lacks_has_no_paper(
    signed_in: SignIn, submission: Submission, contact: User
) -> None:
    page = signed_in(contact).get(PAPER.replace("en.pdf", "fr.pdf"))

    assert page.status_code == 404


def test_a_withdrawn_edition_has_no_file_for_members(
    endorsed: Submission, staff: User, member: Client
) -> None:
    steps.withdraw(steps.publish(endorsed, by=staff), "A table is wrong.", by=staff)

    assert member.get(EDITION).status_code == 404
