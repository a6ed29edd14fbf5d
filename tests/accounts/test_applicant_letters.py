"""Letters of nomination: what is taken, what is refused, and that nothing breaks."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts import registration
from accounts.models import EvidenceFile, Registration
from imap.core.uploads import check
from tests.accounts.applicant import in_state, page_of
from tests.accounts.letters import JPEG, PDF, PNG, docx, letter
from tests.factories import make_member, make_registration

State = Registration.State


@pytest.fixture
def row() -> Registration:
    return make_registration()


def _upload(
    client: Client, row: Registration, content: bytes = PDF, name: str = "letter.pdf"
) -> str:
    answer = client.post(
        f"{page_of(row)}attach/", {"letter": letter(content, name)}, follow=True
    )
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "Note 17.pdf", "application/pdf"),
        (PNG, "scan.png", "image/png"),
        (JPEG, "scan.jpeg", "image/jpeg"),
        (PDF, "письмо.doc", "application/pdf"),
    ],
)
def test_a_letter_is_kept_for_what_it_contains(
    client: Client, row: Registration, content: bytes, name: str, media_type: str
) -> None:
    page = _upload(client, row, content, name)

    kept = EvidenceFile.objects.get()
    assert "The letter is with your request" in page
    assert (kept.media_type, kept.uploaded_by) == (media_type, None)
    assert kept.file.read() == content
    assert kept.name in page


def test_a_word_document_is_kept(client: Client, row: Registration) -> None:
    _upload(client, row, docx(), "letter.docx")

    assert EvidenceFile.objects.get().name == "letter.docx"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (b"MZ" + b"\0" * 100, "letter.pdf"),
        (b"<html><script>x</script></html>", "letter.pdf"),
        (PDF[:-8], "cut.pdf"),
        (docx(**{"vbaProject.bin": b"x"}), "macros.docx"),
        (docx(media=b"\0" * (101 * 1024 * 1024)), "bomb.docx"),
        (b"PK\x03\x04 nonsense", "letter.docx"),
        (b"GIF89a" + b"\0" * 40, "moving.gif"),
        (PDF + b" " * (10 * 1024 * 1024), "large.pdf"),
    ],
)
def test_what_is_no_letter_is_refused_with_the_reason(
    client: Client, row: Registration, content: bytes, name: str
) -> None:
    page = _upload(client, row, content, name)

    assert 'href="#id_letter"' in page
    assert not EvidenceFile.objects.exists()


def test_a_hostile_name_stays_text_and_reaches_no_path(
    client: Client, row: Registration
) -> None:
    page = _upload(client, row, PDF, "<b>x</b>\u202egpj.pdf")

    kept = EvidenceFile.objects.get()
    assert "<b>x</b>" not in page
    assert "\u202e" not in kept.name
    assert kept.file.name == f"evidence/bmp/{kept.key}"


def test_no_file_is_asked_for_again(client: Client, row: Registration) -> None:
    answer = client.post(f"{page_of(row)}attach/", {})

    assert "Choose a file" in answer.content.decode()


def test_the_same_letter_twice_is_kept_once(client: Client, row: Registration) -> None:
    _upload(client, row)
    _upload(client, row)

    row.refresh_from_db()
    assert EvidenceFile.objects.count() == 1
    assert row.version == 2


def test_five_letters_are_enough(client: Client, row: Registration) -> None:
    for number in range(5):
        _upload(client, row, PDF + b"\n" * number)

    page = client.get(page_of(row)).content.decode()
    answer = client.post(
        f"{page_of(row)}attach/", {"letter": letter(PDF + b"\n\n%%EOF")}
    )

    assert "No more files fit here" in page
    assert answer.status_code == 409
    assert EvidenceFile.objects.count() == 5


def test_a_letter_takes_a_decision_back_that_was_not_sent(client: Client) -> None:
    row = in_state(State.COSIGN, make_member(role="secretariat"))

    _upload(client, row)

    row.refresh_from_db()
    assert (row.state, row.decided_by) == (State.WAITING, None)


def test_the_own_letter_can_be_removed_with_its_file(
    client: Client,
    row: Registration,
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    _upload(client, row)
    kept = EvidenceFile.objects.get()
    link = f"{page_of(row)}letters/{kept.key}/remove/"

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        codes = [client.post(link).status_code for _press in range(2)]

    assert codes == [302, 302]
    assert not EvidenceFile.objects.exists()
    assert not kept.file.storage.exists(str(kept.file.name))


def test_what_others_added_is_not_the_applicant_s_to_remove(
    client: Client, row: Registration
) -> None:
    staff = make_member(role="secretariat")
    mine = registration.attach(row, check(letter()), by=staff)
    other = registration.attach(make_registration(), check(letter()))

    for kept in (mine, other):
        client.post(f"{page_of(row)}letters/{kept.key}/remove/")

    assert EvidenceFile.objects.count() == 2


def test_withdrawing_deletes_the_letters_too(
    client: Client,
    row: Registration,
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    _upload(client, row)
    kept = EvidenceFile.objects.get()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(f"{page_of(row)}withdraw/")

    assert not EvidenceFile.objects.exists()
    assert not kept.file.storage.exists(str(kept.file.name))


def test_fifty_megabytes_get_a_clear_answer(client: Client, row: Registration) -> None:
    body = letter(b"%PDF-1.7" + b"\0" * (50 * 1024 * 1024))

    answer = client.post(f"{page_of(row)}attach/", {"letter": body})

    assert answer.status_code == 413
    assert "at most 10 MB" in answer.content.decode()


def test_a_length_that_is_no_number_breaks_nothing(
    client: Client, row: Registration
) -> None:
    answer = client.post(f"{page_of(row)}attach/", CONTENT_LENGTH="-5")

    assert answer.status_code < 500
