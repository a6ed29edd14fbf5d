"""The automatic answer: once a day, to people only, and to nobody who did not write."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from accounts.mailbox.models import Receipt
from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail
from tests.core.conftest import Sink
from tests.mailbox.conftest import AUTHSERV, Box
from tests.mailbox.letters import TO, letter, raw

pytestmark = pytest.mark.django_db


def receipts() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(name="mailbox-receipt"))


def test_a_letter_is_answered_once_a_day_and_says_that_a_program_did(
    box: Box, sink: Sink
) -> None:
    first = letter(Subject="Buy {{ cheap }} things at evil.example")

    box.take(
        first.as_bytes(), raw(), raw(From="P. D. <p.dovin+x@mfa-valdoria.example>")
    )

    assert len(receipts()) == 1
    send.drain()
    [mail] = sink.mails
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["In-Reply-To"] == first["Message-ID"]
    assert mail["To"] == "p.dovin@mfa-valdoria.example"
    assert "icmpd.org" in mail["From"]
    assert "cheap" not in mail.as_string()


def test_the_next_day_brings_another_one(box: Box) -> None:
    box.take(raw())
    Receipt.objects.update(day="2026-01-01")

    box.take(raw())

    assert len(receipts()) == 2


def test_it_speaks_the_language_of_the_letter(box: Box) -> None:
    box.take(raw("Здравствуйте, прошу предоставить доступ."))

    assert receipts()[0].language == "ru"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner=x"},
        {"Precedence": "bulk"},
        {"Precedence": "LIST"},
        {"List_Id": "<news.example>"},
        {"List_Unsubscribe": "<mailto:x@y.example>"},
        {"Return_Path": "<>"},
        {"X_Auto_Response_Suppress": "OOF, AutoReply"},
        {"X_Autoreply": "yes"},
        {"From": "MAILER-DAEMON@mx.example"},
        {"From": "no-reply@office.example"},
        {"From": "news-request@office.example"},
        {"From": TO},
        {"From": "mtm@i-map.example"},
        {"From": ""},
        {"From": "a@b.example, c@d.example"},
        {"To": "somebody@else.example"},
        {
            "Authentication_Results": f"{AUTHSERV}; dmarc=fail"
            " header.from=mfa-valdoria.example"
        },
    ],
    ids=str,
)
def test_no_answer_to_programs_lists_ourselves_or_the_forged(
    box: Box, headers: dict[str, str]
) -> None:
    assert len(box.take(raw(**headers))) == 1

    assert receipts() == []


def test_an_alias_counts_as_our_address(box: Box, settings: Settings) -> None:
    settings.MAILBOXES = {
        "bmp": settings.MAILBOXES["bmp"] | {"aliases": ("info@icmpd.test",)}
    }

    box.take(raw(To="Info@icmpd.test"))

    assert len(receipts()) == 1


def test_a_letter_in_a_running_thread_is_not_answered_by_a_program(box: Box) -> None:
    first = letter()
    box.take(first.as_bytes())
    Receipt.objects.all().delete()

    box.take(raw(In_Reply_To=str(first["Message-ID"])))

    assert len(receipts()) == 1


def test_an_old_letter_is_not_answered(box: Box, settings: Settings) -> None:
    settings.MAILBOX_RECEIPT_HOURS = 0

    box.take(raw())

    assert receipts() == []


def test_a_flood_is_not_answered_for_ever(box: Box, settings: Settings) -> None:
    settings.MAILBOX_RECEIPTS_A_DAY = 3

    box.take(*(raw(From=f"p{number}@office.example") for number in range(6)))

    assert len(receipts()) == 3
