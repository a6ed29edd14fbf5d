"""However many letters wait, of most of them a path is in memory and nothing else."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.mailbox import reading
from accounts.mailbox.models import Letter
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter

pytestmark = pytest.mark.django_db

FILE = bytes(range(256)) * 80
# Of each letter of a Maildir its path is kept until the folder is read, and no more.
PATH = 1000


def fill(box: Box, number: int) -> None:
    """Let letters of some 30 kB arrive, each with a file."""
    for index in range(number):
        message = letter(
            "A few words.\n" * 60, From=f"w{number}x{index}@office.example"
        )
        message.add_attachment(FILE, "application", "pdf", filename=f"{index}.pdf")
        # Python keeps the last 512 expressions: one for each divider of a letter.
        message.set_boundary("==")
        box.put(message.as_bytes())


def peak(number: int) -> int:
    """Return the memory that reading takes at most, beside what is kept anyway."""
    gc.collect()
    # Garbage waits for a quarter of all that lives, which is the suite's and not ours.
    gc.freeze()
    tracemalloc.start()
    try:
        assert reading.read("bmp").taken == number
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.unfreeze()


@pytest.mark.parametrize(
    ("few", "many"), [(10, 60), pytest.param(100, 1000, marks=pytest.mark.deep)]
)
def test_many_letters_take_the_memory_of_a_few(
    box: Box, media: Path, settings: Settings, few: int, many: int
) -> None:
    # Who wakes the sender waits for the end of the transaction: here, of the test.
    mailbox = {"maildir": box.root, "answers_by_itself": False}
    settings.MAILBOXES = {"bmp": mailbox}
    fill(box, 5)
    # What is made once for a process is made before it is measured.
    peak(5)
    fill(box, few)
    least = peak(few)
    fill(box, many)

    most = peak(many)

    assert most - many * PATH < least * 1.5
    assert Letter.objects.filter(direction="in").count() == 5 + few + many
