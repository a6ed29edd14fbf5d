"""A reading that is killed loses no letter and takes none twice, files included."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from accounts.mailbox import reading
from accounts.mailbox.models import Attachment, Enquiry, Letter, Receipt, Taken
from imap.core.outbox.models import OutgoingMail
from tests.core import processes
from tests.mailbox.conftest import Box, Server
from tests.mailbox.letters import letter

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

LETTERS = 60
LONGEST = 60


def content_of(index: int) -> bytes:
    """Return the file of a letter, unlike that of any other."""
    return f"Evidence {index}\n".encode() * 500


def letters() -> list[bytes]:
    contents = []
    for index in range(LETTERS):
        message = letter(
            f"Letter {index}.",
            From=f"writer{index}@office.example",
            Message_ID=f"<killed-{index}@office.example>",
            Subject=f"{index}",
        )
        message.add_attachment(
            content_of(index), "text", "plain", filename=f"{index}.txt"
        )
        contents.append(message.as_bytes())
    return contents


def kill_after(count: int, media: Path, **mailbox: str) -> None:
    """Read in a process of its own and kill it when so many letters are there."""
    reader = processes.start(
        *("manage.py", "read_mailbox", "--dialogue", "bmp"),
        DJANGO_SETTINGS_MODULE="tests.mailbox.process_settings",
        MEDIA_ROOT=str(media),
        **mailbox,
    )
    wait_for(lambda: Letter.objects.count() >= count or reader.poll() is not None)
    assert reader.poll() is None, "it ended before it could be killed"
    reader.send_signal(signal.SIGKILL)
    reader.wait()


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.001)


def check_that_all_are_there_once(media: Path, kills: int) -> None:
    rows = Letter.objects.filter(direction="in")
    subjects = sorted(
        int(subject) for subject in rows.values_list("subject", flat=True)
    )
    assert subjects == list(range(LETTERS))
    assert Taken.objects.filter(letter__isnull=False).count() == LETTERS
    numbers = Enquiry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, LETTERS + 1))
    for attachment in Attachment.objects.select_related("letter"):
        with attachment.file.open("rb") as file:
            assert file.read() == content_of(int(attachment.letter.subject))
    assert Attachment.objects.count() == LETTERS
    # A kill between file and row leaves a file, which the daily tidying deletes.
    kept = [path for path in (media / "letters").rglob("*") if path.is_file()]
    assert LETTERS <= len(kept) <= LETTERS + kills
    mails = OutgoingMail.objects.filter(name="mailbox-receipt")
    assert mails.count() == Receipt.objects.count() == LETTERS


def test_a_maildir_is_read_to_the_end_after_kills(box: Box, media: Path) -> None:
    for content in letters():
        box.put(content)
    points = sorted(Random(60).sample(range(1, LETTERS - 15), 2))

    for point in points:
        kill_after(point, media, BMP_MAILDIR=str(box.root))
    assert Letter.objects.count() < LETTERS
    outcome = reading.read("bmp")

    assert (outcome.error, outcome.failed) == ("", 0)
    check_that_all_are_there_once(media, len(points))
    assert reading.read("bmp").taken == 0


@pytest.mark.deep
@pytest.mark.imap
@pytest.mark.parametrize("seed", range(3))
def test_an_imap_mailbox_is_read_to_the_end_after_kills(
    server: Server, media: Path, seed: int
) -> None:
    for content in letters():
        server.put(content)
    points = sorted(Random(seed).sample(range(1, LETTERS - 15), 4))
    url = f"imap://{server.user}:secret@{server.host}:{server.port}"

    for point in points:
        kill_after(point, media, BMP_IMAP_URL=url)
    assert Letter.objects.count() < LETTERS
    outcome = reading.read("bmp")

    assert (outcome.error, outcome.failed) == ("", 0)
    check_that_all_are_there_once(media, len(points))
    assert reading.read("bmp").taken == 0
