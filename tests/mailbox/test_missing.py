"""What a matter of the mailbox still lacks is said above it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.mailbox import missing
from accounts.mailbox.models import Enquiry, Kind
from accounts.models import User
from tests.factories import make_member, make_membership, make_registration
from tests.mailbox.rows import make_attachment, make_enquiry, make_letter

pytestmark = pytest.mark.django_db

ASKS = "Please give me access.\n\nBest regards,\nPetar Dovin\n{}"


def _registration(text: str = "", **fields: Any) -> Enquiry:
    row = make_enquiry(kind=Kind.REGISTRATION, **fields)
    make_letter(row, text=ASKS.format(text))
    return row


def test_a_request_by_letter_lacks_what_the_letter_does_not_tell() -> None:
    bare = missing.of(_registration("please find our letter attached."))
    full = _registration("Head of Unit, Ministry of Justice")
    nominated = make_attachment(full.letters.get(), "note.pdf")
    nominated.media_type = "application/pdf"
    nominated.save()

    assert bare == [
        "the ministry or office",
        "the post",
        "a letter of nomination",
    ]
    assert missing.of(full) == []


def test_a_request_that_was_filled_in_lacks_its_confirmation() -> None:
    request = make_registration(state="link_sent")

    found = missing.of(_registration(registration=request))

    assert found == ["the sender’s confirmation of the request that was filled in"]


def test_and_then_what_the_desk_says_of_it() -> None:
    request = make_registration(notice_version="")

    found = missing.of(_registration(registration=request))

    assert "the legal notice, accepted" in found


def test_lost_access_lacks_an_address_of_this_i_map() -> None:
    ada = make_member("mtm", email="ada@ministry.example")
    row = make_enquiry(kind=Kind.LOST_ACCESS, sender_key=ada.email)
    assert missing.of(row) == ["an address that is on file on this i-Map"]

    make_membership(ada)
    assert missing.of(row) == []


def test_a_document_lacks_itself() -> None:
    row = make_enquiry(kind=Kind.DOCUMENT)
    letter = make_letter(row)
    assert missing.of(row) == ["the document itself"]

    make_attachment(letter)
    assert missing.of(row) == []


def test_nothing_is_missed_once_it_is_closed_and_the_page_says_it_before(
    client: Client, staff: User, settings: Settings
) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(staff)
    row = make_enquiry(kind=Kind.DOCUMENT)
    address = f"/en/bmp/desk/mailbox/{row.number}/"

    before = client.get(address).content.decode()
    Enquiry.objects.update(state="closed")
    after = client.get(address).content.decode()

    assert "the document itself" in before
    assert "the document itself" not in after
