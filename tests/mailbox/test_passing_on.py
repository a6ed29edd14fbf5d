"""A letter for the other i-Map goes there only when its sender says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.mailbox import passing_on, steps
from accounts.mailbox.models import Attachment, Enquiry, Forwarding, Letter
from accounts.models import User
from imap.core.outbox.models import OutgoingMail
from tests.factories import make_member
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db


@pytest.fixture
def enquiry(box: Box) -> Enquiry:
    message = letter("About Tunisia.", Reply_To="eve@else.example")
    message.add_attachment(
        b"%PDF-1.4\n%%EOF", maintype="application", subtype="pdf", filename="a.pdf"
    )
    return box.take(message.as_bytes())[0]


def link_of(mail: OutgoingMail) -> str:
    found = re.search(r"http://testserver(/\S+/register/letter/\S+)", mail.text)
    assert found
    return found[1]


def ask(enquiry: Enquiry, staff: User) -> str:
    steps.to_other(enquiry, by=staff, version=enquiry.version)
    return link_of(OutgoingMail.objects.get(name="mailbox-other"))


def test_the_sender_gets_the_other_address_and_a_link(
    enquiry: Enquiry, staff: User
) -> None:
    ask(enquiry, staff)

    mail = OutgoingMail.objects.get(name="mailbox-other")
    assert mail.to == enquiry.sender
    assert "mtm@i-map.example" in mail.text
    assert "Tunisia" not in mail.text
    enquiry.refresh_from_db()
    assert enquiry.state == Enquiry.State.CLOSED
    assert Enquiry.objects.of("mtm").count() == 0


def test_looking_at_the_page_passes_nothing_on(
    enquiry: Enquiry, staff: User, client: Client
) -> None:
    response = client.get(ask(enquiry, staff))

    assert response.status_code == 200
    assert Enquiry.objects.of("mtm").count() == 0


def test_the_button_copies_the_letter_once(
    enquiry: Enquiry, staff: User, client: Client
) -> None:
    link = ask(enquiry, staff)
    before = Enquiry.objects.of("bmp").values().get()

    assert [client.post(link).status_code for _turn in range(2)] == [200, 200]

    there = Enquiry.objects.of("mtm").get()
    copy = there.letters.get()
    assert (there.number, copy.text) == (1, "About Tunisia.\n".strip())
    assert {mark["code"] for mark in copy.flags} == {"forwarded", "reply_elsewhere"}
    assert copy.attachments.get().file.read().startswith(b"%PDF")
    assert Attachment.objects.count() == 2
    # Here nothing shows what became of it.
    assert Enquiry.objects.of("bmp").values().get() == before


def test_a_link_of_one_i_map_opens_nothing_on_the_other(
    enquiry: Enquiry, staff: User, client: Client
) -> None:
    link = ask(enquiry, staff)

    assert client.post(link.replace("/bmp/", "/mtm/")).status_code == 404
    assert client.post(link[:-3] + "abc/").status_code == 404


def test_an_old_link_says_so(
    enquiry: Enquiry, staff: User, client: Client, settings: object
) -> None:
    link = ask(enquiry, staff)
    Forwarding.objects.all().delete()

    assert client.post(link).status_code == 410


def test_a_letter_the_other_i_map_has_already_is_not_copied(
    enquiry: Enquiry, staff: User
) -> None:
    ask(enquiry, staff)
    original = enquiry.letters.first()
    assert original is not None
    Letter.objects.create(
        dialogue_id="mtm", direction="in", fingerprint=original.fingerprint
    )

    forwarding = passing_on.agree(Forwarding.objects.get())

    assert forwarding.agreed_at is not None
    assert forwarding.agreed_at <= timezone.now()
    assert Enquiry.objects.of("mtm").count() == 0


def test_what_a_letter_itself_shows_goes_along_and_is_asked_anew(
    client: Client, box: Box, staff: User
) -> None:
    trap = raw(
        From='"p.dovin@mfa-valdoria.example" <eve@elsewhere.example>',
        Reply_To="eve@third.example",
    )
    [enquiry] = box.take(trap)
    make_member("mtm", email="eve@elsewhere.example")

    client.post(ask(enquiry, staff))

    [there] = Enquiry.objects.of("mtm")
    codes = {mark["code"] for mark in there.letters.get().flags}
    assert {"name_has_address", "reply_elsewhere", "known_unproven"} <= codes
    assert there.is_flagged
