"""From a letter to requests: of its writer, and of the people whom it names."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.mailbox.models import Enquiry
from accounts.models import KnownDomain, NominationDraft, Registration, User
from imap.reference import reference_data
from tests.accounts.word_lists import document, plain_row, table
from tests.factories import make_dialogue
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter

pytestmark = pytest.mark.django_db

LIST = "/en/bmp/desk/mailbox/"
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
TEXT = """Dear colleagues,

please give me access. I prepare the next meeting.

Best regards,
Petar Dovin
Head of Unit, Ministry of Foreign Affairs

> Earlier words.
"""


@pytest.fixture
def desk(client: Client, staff: User, settings: Settings) -> Client:
    settings.MFA_REQUIRED = False
    reference_data.load()
    client.force_login(staff)
    return client


def with_files(text: str, **files: bytes) -> EmailMessage:
    message = letter(text, Subject="Note verbale 12")
    for name, content in files.items():
        message.add_attachment(
            content,
            maintype="application",
            subtype="octet-stream",
            filename=name.replace("_", "."),
        )
    return message


def take(box: Box, text: str = TEXT, **files: bytes) -> Enquiry:
    return box.take(with_files(text, **files).as_bytes())[-1]


def filled_in(**fields: object) -> dict[str, object]:
    return {
        "name": "Petar Dovin",
        "email": "p.dovin@mfa-valdoria.example",
        "office": "ARM",
        "ministry": "Ministry of Foreign Affairs",
        "post": "Head of Unit",
        "purpose": "As said in the letter.",
        "language": "en",
        **fields,
    }


def test_the_form_begins_with_what_the_letter_tells(desk: Client, box: Box) -> None:
    KnownDomain.objects.create(
        dialogue=make_dialogue("bmp"), domain="mfa-valdoria.example", country_id="ARM"
    )
    enquiry = take(box, note_pdf=PDF)

    page = desk.get(f"{LIST}{enquiry.number}/request/").content.decode()

    assert 'value="Petar Dovin"' in page
    assert 'value="Ministry of Foreign Affairs"' in page
    assert 'value="Head of Unit"' in page
    assert '<option value="ARM" selected>' in page
    assert "please give me access" in page
    assert "Earlier words" not in page.split("columns__side")[0]
    assert "note.pdf" in page


def test_the_letter_and_its_files_are_evidence_of_the_request(
    desk: Client, box: Box
) -> None:
    enquiry = take(box, note_pdf=PDF, other_pdf=PDF + b"\n%%EOF")
    key = str(enquiry.letters.get().attachments.get(name="note.pdf").key)

    desk.post(f"{LIST}{enquiry.number}/request/", filled_in(evidence=[key]))

    row = Registration.objects.get()
    assert [file.name for file in row.evidence.all()] == ["note.pdf"]
    Registration.objects.update(state="waiting", number=7, confirmed_at=timezone.now())
    page = desk.get("/en/bmp/desk/registrations/7/").content.decode()
    assert f'href="{LIST}{enquiry.number}/"' in page
    assert "note.pdf" in page


def test_a_file_of_another_enquiry_is_no_evidence_here(desk: Client, box: Box) -> None:
    other, own = take(box, note_pdf=PDF), take(box)
    key = str(other.letters.get().attachments.get().key)

    answer = desk.post(f"{LIST}{own.number}/request/", filled_in(evidence=[key]))

    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_a_second_request_is_filled_in_once_the_first_one_is_closed(
    desk: Client, box: Box
) -> None:
    enquiry = take(box)
    address = f"{LIST}{enquiry.number}/request/"

    first = [desk.post(address, filled_in()).status_code for _press in range(2)]
    Registration.objects.update(state="lapsed")
    again = desk.post(address, filled_in()).status_code

    assert (first, again) == ([302, 409], 302)
    assert Registration.objects.count() == 2


ROWS = "Name;E-mail\nAda Lind;ada@mfa.example\nPetar Dovin;petar@mfa.example\n"
WORD = document(table(plain_row("Name", "E-mail"), plain_row("Ada", "a@mfa.example")))


@pytest.mark.parametrize(
    ("files", "people"),
    [
        ({"note_pdf": PDF, "list_csv": ROWS.encode()}, 2),
        ({"list_docx": WORD}, 1),
    ],
)
def test_the_list_of_a_note_verbale_is_looked_over_with_its_letter(
    desk: Client, box: Box, files: dict[str, bytes], people: int
) -> None:
    enquiry = take(box, TEXT, **files)
    address = f"{LIST}{enquiry.number}/people/"
    attachments = enquiry.letters.get().attachments
    listed = attachments.exclude(name="note.pdf").get()

    page = desk.get(address).content.decode()
    answer = desk.post(
        address,
        {
            "reference": "Note verbale 12",
            "received_on": timezone.localdate().isoformat(),
            "letter": str(attachments.order_by("pk").first().key),  # type: ignore[union-attr]
            "source": str(listed.key),
            "office": "ARM",
        },
    )

    draft = NominationDraft.objects.get()
    assert 'value="Note verbale 12"' in page
    assert answer["Location"].endswith(f"/nominations/drafts/{draft.key}/")
    assert len(draft.people) == people
    assert draft.letter_name
    assert enquiry.events.filter(step="people").exists()


def test_the_words_of_the_letter_may_be_the_list(desk: Client, box: Box) -> None:
    enquiry = take(box, "Ada Lind <ada@mfa.example>, Head\n")

    page = desk.get(f"{LIST}{enquiry.number}/people/").content.decode()
    desk.post(
        f"{LIST}{enquiry.number}/people/",
        {
            "reference": "Letter",
            "received_on": timezone.localdate().isoformat(),
            "source": "text",
            "rows": "Ada Lind <ada@mfa.example>, Head\n",
        },
    )

    assert "Ada Lind &lt;ada@mfa.example&gt;, Head" in page
    assert NominationDraft.objects.get().people[0]["values"]["name"] == "Ada Lind"


def test_what_is_no_list_says_so_and_keeps_what_was_typed(
    desk: Client, box: Box
) -> None:
    enquiry = take(box)

    answer = desk.post(
        f"{LIST}{enquiry.number}/people/",
        {"reference": "Mine", "received_on": "x", "source": "text", "rows": " "},
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is nobody in this list." in page
    assert 'value="Mine"' in page
    assert not NominationDraft.objects.exists()
