"""The mailbox on the desk: found, filtered, answered; closed to the other i-Map."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.mailbox import reference_data, steps
from accounts.mailbox.models import Attachment, Enquiry, ReplyTemplate
from accounts.models import User
from imap.core.outbox.models import OutgoingMail
from imap.reference import reference_data as countries
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db

LIST = "/en/bmp/desk/mailbox/"


@pytest.fixture
def desk(client: Client, staff: User, settings) -> Client:
    settings.MFA_REQUIRED = False
    client.force_login(staff)
    return client


@pytest.fixture
def enquiry(box: Box) -> Enquiry:
    return box.take(raw("My words.\n\nOn Monday Ada wrote:\n> Old words."))[0]


def form(enquiry: Enquiry, **fields: str) -> dict[str, str]:
    return {
        "to": enquiry.sender,
        "language": "en",
        "subject": "Re: A question",
        "text": "Here it is.",
        "version": str(enquiry.version),
        **fields,
    }


def page(desk: Client, path: str = LIST) -> str:
    response = desk.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_is_searched_and_filtered(desk: Client, box: Box, staff: User) -> None:
    passwords, other = box.take(
        raw("Ünlü words", Subject="My password"), raw(Subject="Greetings")
    )
    steps.assign(passwords, staff, by=staff)
    steps.close(other, by=staff)

    assert "My password" in page(desk, f"{LIST}?q=UNLU")
    assert "My password" not in page(desk, f"{LIST}?q=nowhere")
    assert "My password" in page(desk, f"{LIST}?view=mine&kind=lost_access")
    assert "My password" not in page(desk, f"{LIST}?view=unassigned")
    assert "Greetings" not in page(desk)
    assert "Greetings" in page(desk, f"{LIST}?view=closed")


def test_a_thread_folds_what_it_quotes(desk: Client, enquiry: Enquiry) -> None:
    found = page(desk, f"{LIST}{enquiry.number}/")

    own, folded = found.split('<details class="thread__quote"', 1)
    assert "My words." in own
    assert "Old words." not in own
    assert "Old words." in folded


def test_an_answer_is_sent_from_the_page(desk: Client, enquiry: Enquiry) -> None:
    response = desk.post(f"{LIST}{enquiry.number}/reply/", form(enquiry))

    assert response.status_code == 302
    assert OutgoingMail.objects.filter(name="mailbox-answer").count() == 1


def test_an_answer_too_late_stays_on_the_page(
    desk: Client, enquiry: Enquiry, colleague: User
) -> None:
    given = form(enquiry, text="My careful words.")
    steps.claim(enquiry, by=colleague)

    response = desk.post(f"{LIST}{enquiry.number}/reply/", given)

    assert response.status_code == 409
    assert "My careful words." in response.content.decode()
    assert "Ivo Kral" in response.content.decode()


def test_an_answer_goes_to_addresses_of_the_thread_only(
    desk: Client, enquiry: Enquiry
) -> None:
    given = form(enquiry, to="eve@else.example")

    response = desk.post(f"{LIST}{enquiry.number}/reply/", given)

    assert response.status_code == 200
    assert not OutgoingMail.objects.filter(name="mailbox-answer").exists()


@pytest.mark.parametrize("field", ["subject", "text"])
def test_no_header_comes_in_by_an_answer(
    desk: Client, enquiry: Enquiry, field: str
) -> None:
    given = form(enquiry, **{field: "x\r\nBcc: eve@else.example"})

    desk.post(f"{LIST}{enquiry.number}/reply/", given)

    mails = OutgoingMail.objects.filter(name="mailbox-answer")
    assert not mails.filter(subject__contains="\n").exists()
    assert not mails.filter(subject__contains="Bcc").exists()


def test_an_answer_to_a_flagged_letter_needs_a_tick(desk: Client, box: Box) -> None:
    [enquiry] = box.take(raw(From='"a@b.example" <eve@else.example>'))
    path = f"{LIST}{enquiry.number}/reply/"

    assert desk.post(path, form(enquiry)).status_code == 200
    assert desk.post(path, form(enquiry, is_checked="on")).status_code == 302


def _load() -> None:
    """Load states and templates of answers; nothing here needs the figures."""
    countries.load()
    reference_data.load()


def test_a_template_is_added_to_what_was_typed(desk: Client, enquiry: Enquiry) -> None:
    _load()
    template = ReplyTemplate.objects.get(
        dialogue="bmp", code="how-to-register", language="ru"
    )
    given = form(enquiry, template=str(template.pk), insert="1")

    response = desk.post(f"{LIST}{enquiry.number}/reply/", given)

    found = response.content.decode()
    assert "Here it is." in found
    assert "http://testserver/ru/bmp/register/" in found
    assert not OutgoingMail.objects.filter(name="mailbox-answer").exists()


def test_templates_of_the_other_i_map_are_not_offered(
    desk: Client, enquiry: Enquiry
) -> None:
    _load()
    template = ReplyTemplate.objects.filter(dialogue="mtm", language="en").first()
    assert template is not None
    ReplyTemplate.objects.filter(dialogue="mtm").update(text="Words of the other.")

    response = desk.post(
        f"{LIST}{enquiry.number}/reply/",
        form(enquiry, template=str(template.pk), insert="1"),
    )

    assert "Words of the other." not in response.content.decode()


def test_a_file_is_given_out_as_a_download_that_nothing_opens(
    desk: Client, box: Box
) -> None:
    message = letter()
    message.add_attachment(
        b"<script>x</script>", maintype="text", subtype="plain", filename="QQ.txt"
    )
    name = b"utf-8''a%22%0D%0AX%3A%20y.txt"
    content = message.as_bytes().replace(b'filename="QQ.txt"', b"filename*=" + name)
    box.take(content)
    path = f"/en/bmp/desk/mailbox/attachments/{Attachment.objects.get().key}/"

    response = desk.get(path)

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "X" not in response.headers
    assert Attachment.objects.get().name == 'a"X: y.txt'


def test_the_other_i_map_finds_nothing(
    client: Client, enquiry: Enquiry, stranger: User, settings
) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(stranger)
    there = "/en/mtm/desk/mailbox/"

    assert client.get(f"{there}{enquiry.number}/").status_code == 404
    for step in ("claim", "reply", "close", "assign", "kind", "other", "reopen"):
        path = f"{there}{enquiry.number}/{step}/"
        assert client.post(path, form(enquiry)).status_code == 404
    assert "A question" not in client.get(f"{there}?view=all").content.decode()


def test_a_file_of_the_other_i_map_is_not_there(
    client: Client, box: Box, stranger: User, settings
) -> None:
    settings.MFA_REQUIRED = False
    message = letter()
    message.add_attachment(b"x", maintype="text", subtype="plain", filename="a.txt")
    box.take(message.as_bytes())
    client.force_login(stranger)
    key = Attachment.objects.get().key

    assert client.get(f"/en/mtm/desk/mailbox/attachments/{key}/").status_code == 404


def test_a_request_is_filled_in_from_a_letter(desk: Client, enquiry: Enquiry) -> None:
    _load()
    path = f"{LIST}{enquiry.number}/request/"
    shown = desk.get(path).content.decode()
    assert 'value="Petar Dovin"' in shown
    assert 'name="notice"' not in shown

    response = desk.post(
        path,
        {
            "name": "Petar Dovin",
            "email": enquiry.sender,
            "office": "ARM",
            "other_organisation": "",
            "ministry": "Ministry of Foreign Affairs",
            "post": "Attaché",
            "purpose": "As said in the letter.",
            "language": "en",
        },
    )

    assert response.status_code == 302
    enquiry.refresh_from_db()
    assert enquiry.registration is not None
    assert enquiry.registration.notice_version == ""
