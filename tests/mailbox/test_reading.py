"""A letter is taken exactly once, from a real IMAP server that shows no trace of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from accounts.mailbox import reading
from accounts.mailbox.models import Enquiry, Folder, Letter, Reading
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import store
from tests.mailbox.conftest import Box, Server
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db

# The key that scripts/services.sh gives to Dovecot.
TOKEN_KEY = b"secret-of-the-tests-1234567890"


def token(user: str) -> str:
    def coded(content: bytes) -> bytes:
        return base64.urlsafe_b64encode(content).rstrip(b"=")

    now = int(time.time())
    head = coded(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    body = coded(json.dumps({"sub": user, "iat": now - 5, "exp": now + 600}).encode())
    digest = hmac.new(TOKEN_KEY, head + b"." + body, hashlib.sha256).digest()
    return (head + b"." + body + b"." + coded(digest)).decode()


@pytest.mark.imap
def test_a_letter_is_taken_once_and_left_unread(server: Server) -> None:
    server.put(raw(Subject="About my access"))

    first, second = reading.read("bmp"), reading.read("bmp")

    assert (first.taken, second.taken) == (1, 0)
    [enquiry] = Enquiry.objects.all()
    assert (enquiry.subject, enquiry.sender) == (
        "About my access",
        "p.dovin@mfa-valdoria.example",
    )
    assert [flags.replace("\\Recent", "").strip() for flags in server.flags()] == [""]


@pytest.mark.imap
def test_a_mailbox_numbered_anew_brings_nothing_twice(server: Server) -> None:
    server.put(raw())
    server.put(raw())
    reading.read("bmp")
    Folder.objects.update(validity=1)

    outcome = reading.read("bmp")

    assert outcome.taken == 0
    assert Letter.objects.count() == 2


@pytest.mark.imap
def test_a_letter_moved_to_another_folder_is_known(
    server: Server, settings: Settings
) -> None:
    server.put(raw())
    reading.read("bmp")
    server.begin_anew()
    settings.MAILBOXES = {"bmp": server.config | {"folders": ("INBOX", "Copies")}}

    reading.read("bmp")

    assert Letter.objects.count() == 1


@pytest.mark.imap
def test_an_answer_from_a_mail_program_joins_the_thread(server: Server) -> None:
    question = letter()
    server.put(question.as_bytes())
    reading.read("bmp")
    server.put(
        raw(
            "Done.\n",
            From="bmp@icmpd.org",
            To="p.dovin@mfa-valdoria.example",
            In_Reply_To=str(question["Message-ID"]),
            Return_Path="",
        ),
        "Sent",
    )

    reading.read("bmp")

    [enquiry] = Enquiry.objects.all()
    assert enquiry.state == Enquiry.State.ANSWERED
    assert [each.direction for each in enquiry.letters.all()] == ["in", "out"]
    assert [
        flags.replace("\\Recent", "").strip() for flags in server.flags("Sent")
    ] == [""]


@pytest.mark.imap
def test_a_token_opens_the_mailbox(
    server: Server, settings: Settings, tmp_path: Path
) -> None:
    server.put(raw())
    (tmp_path / "token").write_text(token(server.user) + "\n")
    by_file = {"password": "", "token_file": str(tmp_path / "token")}
    settings.MAILBOXES = {"bmp": server.config | by_file}

    assert reading.read("bmp").taken == 1

    server.put(raw())
    command = {"password": "", "token_command": f"cat {tmp_path / 'token'}"}
    settings.MAILBOXES = {"bmp": server.config | command}
    assert reading.read("bmp").taken == 1


@pytest.mark.imap
def test_a_wrong_token_is_told_and_takes_nothing(
    server: Server, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "token").write_text("not-a-token")
    by_file = {"password": "", "token_file": str(tmp_path / "token")}
    settings.MAILBOXES = {"bmp": server.config | by_file}

    outcome = reading.read("bmp")

    assert outcome.taken == 0
    assert Reading.objects.get(dialogue="bmp").error


@pytest.mark.imap
def test_a_large_letter_is_named_by_its_head(
    server: Server, settings: Settings
) -> None:
    settings.MAILBOX_MOST_BYTES = 10_000
    server.put(raw("x" * 70 + "\n", Subject="Small"))
    server.put(raw(("x" * 70 + "\n") * 1000, Subject="Fifty maps"))

    reading.read("bmp")
    reading.read("bmp")

    small, large = Enquiry.objects.order_by("number")
    assert (small.subject, large.subject) == ("Small", "Fifty maps")
    [kept] = large.letters.all()
    assert "too_large" in {mark["code"] for mark in kept.flags}
    assert kept.size > 70_000
    assert "Fifty maps" in kept.head


@pytest.mark.imap
def test_letters_before_the_agreed_day_are_left_alone(
    server: Server, settings: Settings
) -> None:
    server.put(raw())
    tomorrow = timezone.localdate() + timedelta(days=2)
    settings.MAILBOXES = {"bmp": server.config | {"since": tomorrow}}

    assert reading.read("bmp").taken == 0


def test_a_server_that_is_away_is_told_and_forgotten_when_it_is_back(
    box: Box, settings: Settings
) -> None:
    right = settings.MAILBOXES
    settings.MAILBOXES = {"bmp": {"host": "127.0.0.1", "port": 1, "security": "none"}}

    with pytest.raises(CommandError):
        call_command("read_mailbox", stdout=StringIO(), stderr=StringIO())
    assert Reading.objects.get(dialogue="bmp").error

    settings.MAILBOXES = right
    box.take(raw())
    assert Reading.objects.get(dialogue="bmp").error == ""


def test_a_maildir_is_read_in_place(box: Box) -> None:
    path = box.put(raw())

    box.take()
    moved = box.root / "cur" / f"{path.name}:2,S"
    path.rename(moved)
    box.take()

    assert moved.exists()
    assert Letter.objects.count() == 1


def test_the_clock_reads_each_mailbox_once_in_a_while(
    box: Box, settings: Settings
) -> None:
    settings.MAILBOX_SECONDS = 3600
    box.put(raw())

    first, second = reading.read_due(), reading.read_due()

    assert (first, second) == (1, 0)


def test_what_we_sent_to_ourselves_is_no_letter(box: Box) -> None:
    mail = store(
        OutgoingMail(dialogue="bmp", name="x", to="bmp@icmpd.org", sender="bmp@x.test")
    )

    box.take(raw(Message_ID=mail.message_id))

    assert Letter.objects.count() == 0
