"""What of a mailbox cannot be read stops nothing, is listed, and is tried again."""

from __future__ import annotations

import imaplib
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import Storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.mailbox import intake, reading
from accounts.mailbox.models import Enquiry, Fault, Folder, Letter, Reading
from accounts.mailbox.sources.maildir import MaildirFolder
from accounts.models import User
from tests.mailbox.conftest import Box, Server
from tests.mailbox.letters import letter, raw

pytestmark = pytest.mark.django_db

PAGE = "/en/bmp/desk/mailbox/"


def subjects() -> list[str]:
    return list(Enquiry.objects.order_by("number").values_list("subject", flat=True))


@pytest.fixture
def refuses(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the IMAP server answer NO when the letter of this number is asked for."""
    uid = imaplib.IMAP4.uid

    def _refuse(number: str) -> None:
        def answer(client: imaplib.IMAP4, command: str, *args: str) -> Any:
            if command == "FETCH" and args[0] == number:
                return "NO", [b"[SERVERBUG] Internal error"]
            return uid(client, command, *args)

        monkeypatch.setattr(imaplib.IMAP4, "uid", answer)

    return _refuse


@pytest.mark.imap
def test_a_letter_the_server_does_not_hand_out_holds_up_none_behind_it(
    server: Server,
    refuses: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for subject in ("One", "Two", "Three"):
        server.put(raw(Subject=subject))
    refuses("2")

    first, second = reading.read("bmp"), reading.read("bmp")

    assert subjects() == ["One", "Three"]
    assert (first.failed, second.failed) == (1, 1)
    fault = Fault.objects.get()
    assert (fault.key, fault.tries, fault.reason) == ("2", 2, "FETCH: NO")
    monkeypatch.undo()
    reading.read("bmp")
    assert subjects() == ["One", "Three", "Two"]
    assert not Fault.objects.exists()


@pytest.mark.imap
@pytest.mark.parametrize("folders", [("Gone", "INBOX"), ("INBOX", "Gone")])
def test_a_folder_that_is_gone_keeps_no_other_from_being_read(
    server: Server, settings: Settings, folders: tuple[str, str]
) -> None:
    settings.MAILBOXES = {"bmp": server.config | {"folders": folders}}
    question = letter()
    server.put(question.as_bytes())
    answer = raw(
        "Done.\n",
        From="bmp@icmpd.org",
        To="p.dovin@mfa-valdoria.example",
        In_Reply_To=str(question["Message-ID"]),
    )
    server.put(answer, "Sent")

    outcome = reading.read("bmp")

    assert (outcome.error, outcome.failed) == ("", 1)
    assert Enquiry.objects.get().state == Enquiry.State.ANSWERED
    assert Fault.objects.get().place.endswith("/Gone")


@pytest.mark.imap
def test_a_password_beyond_ascii_is_sent_as_it_is(
    server: Server, settings: Settings
) -> None:
    settings.MAILBOXES = {"bmp": server.config | {"password": "grün"}}

    outcome = reading.read("bmp")

    assert "Authentication failed" in outcome.error
    assert "grün" not in outcome.error


def test_a_fault_in_one_mailbox_leaves_the_other_one_read(
    box: Box, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Box(tmp_path / "mtm")
    other.put(raw(Subject="South"))
    settings.MAILBOXES["mtm"] = {"maildir": other.root}
    box.put(raw())
    take = intake.take

    def breaks(folder: Folder, *args: Any, **kwargs: Any) -> bool:
        if folder.dialogue_id == "bmp":
            raise PermissionError(13, "denied")
        return take(folder, *args, **kwargs)

    monkeypatch.setattr(intake, "take", breaks)

    assert reading.read_due() == 1
    assert subjects() == ["South"]
    assert Fault.objects.get().dialogue_id == "bmp"


def test_an_unexpected_fault_is_told_too(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.take(raw())
    before = Reading.objects.get(dialogue="bmp").succeeded_at

    def breaks(*_args: object) -> None:
        raise KeyError("nobody thought of it")

    monkeypatch.setattr(MaildirFolder, "keys", breaks)

    outcome = reading.read("bmp")

    kept = Reading.objects.get(dialogue="bmp")
    assert (outcome.error, kept.error) == ("KeyError", "KeyError")
    assert before is not None
    assert kept.finished_at is not None
    assert kept.succeeded_at == before < kept.finished_at


def test_a_letter_is_whole_again_once_the_disk_has_room(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = letter(Subject="With a file")
    note.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="list.csv")
    save = Storage.save

    def is_full(*_args: object, **_kwargs: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Storage, "save", is_full)
    box.put(note.as_bytes())
    outcome = reading.read("bmp")
    assert (outcome.failed, Letter.objects.count()) == (1, 0)

    monkeypatch.setattr(Storage, "save", save)
    box.take()

    [kept] = Letter.objects.all()
    assert kept.text
    assert kept.attachments.get().name == "list.csv"


def test_a_sent_letter_that_fails_is_listed_and_not_lost(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = intake._store

    def breaks(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(intake, "_store", breaks)
    box.put(raw("Done.\n", From="bmp@icmpd.org"), sent=True)
    assert reading.read("bmp").failed == 1

    monkeypatch.setattr(intake, "_store", store)
    box.take()

    assert Letter.objects.get().direction == Letter.Direction.OUT


def test_what_failed_often_is_tried_once_a_day(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def breaks(*_args: object, **_kwargs: object) -> bool:
        asked.append(1)
        raise RuntimeError

    monkeypatch.setattr(intake, "take", breaks)
    box.put(raw())

    for _run in range(8):
        reading.read("bmp")
    assert len(asked) == 5
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        reading.read("bmp")
    assert len(asked) == 6


def test_a_letter_that_was_deleted_meanwhile_is_no_fault_any_more(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object, **_kwargs: object) -> bool:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(intake, "take", breaks)
        path = box.put(raw())
        reading.read("bmp")
    path.unlink()

    box.take()

    assert not Fault.objects.exists()


def test_the_page_and_the_command_tell_what_could_not_be_read(
    box: Box, client: Client, staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object, **_kwargs: object) -> bool:
        raise RuntimeError

    monkeypatch.setattr(intake, "take", breaks)
    box.put(raw())
    told = StringIO()
    with pytest.raises(CommandError, match="bmp"):
        call_command("read_mailbox", stdout=StringIO(), stderr=told)
    client.force_login(staff)

    page = client.get(PAGE).content.decode()

    assert "1 letter or folder could not be read." in page
    assert "RuntimeError" in page
    assert "000001.test RuntimeError" in told.getvalue()
    assert client.get("/en/mtm/desk/mailbox/").status_code in (403, 404)


def test_the_page_says_since_when_nothing_was_read(
    box: Box, client: Client, staff: User, settings: Settings
) -> None:
    box.take(raw())
    settings.MAILBOXES = {"bmp": {"maildir": box.root / "gone"}}
    reading.read("bmp")
    client.force_login(staff)

    broken = client.get(PAGE).content.decode()
    settings.MAILBOXES = {}
    Reading.objects.update(error="")
    without = client.get(PAGE).content.decode()

    assert "The mailbox cannot be read at the moment." in broken
    assert "It was last read to the end on" in broken
    assert "no Maildir at" in broken
    assert "This mailbox is not connected" in without
