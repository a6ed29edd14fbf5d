"""Whose words are whose: export, erasure, and what time takes away for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.mailbox import orphans, personal_data, reading
from accounts.mailbox.models import Attachment, Enquiry, Folder, Kind, Letter
from accounts.models import User
from imap.core import retention
from imap.core.privacy import Person
from tests.factories import make_member, make_registration
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw
from tests.mailbox.rows import make_attachment, make_enquiry, make_letter

pytestmark = pytest.mark.django_db

ADA, BERTA = "ada@mfa-valdoria.example", "berta@mfa-valdoria.example"


@pytest.fixture
def thread(box: Box) -> Enquiry:
    """Ada's enquiry, in which Berta wrote too."""
    question = letter("Words of Ada.", From=f"Ada Lind <{ADA}>")
    box.take(question.as_bytes())
    answer = {"In_Reply_To": str(question["Message-ID"])}
    return box.take(raw("Words of Berta.", From=f"Berta Fell <{BERTA}>", **answer))[0]


def person(address: str) -> Person:
    user: User = make_member(email=address)
    return Person(user, frozenset({address}))


def texts(address: str) -> list[str]:
    rows = personal_data._written(person(address))
    return [row.text.strip() for row in rows]


def test_a_person_gets_the_own_letters_and_the_answers_and_nobody_elses(
    thread: Enquiry,
) -> None:
    make_letter(
        thread, direction=Letter.Direction.OUT, to=ADA, text="Our answer to Ada."
    )

    assert texts(ADA) == ["Words of Ada.", "Our answer to Ada."]
    assert texts(BERTA) == ["Words of Berta."]


def test_who_is_erased_leaves_no_word_in_the_matters_of_others(
    thread: Enquiry,
) -> None:
    personal_data._erase(person(BERTA), frozenset())

    thread.refresh_from_db()
    assert [row.text.strip() for row in thread.letters.all()] == ["Words of Ada."]
    assert "berta" not in thread.search_key
    assert "ada" in thread.search_key


def test_and_takes_no_word_of_others_along(thread: Enquiry) -> None:
    personal_data._erase(person(ADA), frozenset())

    thread.refresh_from_db()
    assert [row.text.strip() for row in thread.letters.all()] == ["Words of Berta."]
    assert (thread.sender, thread.sender_name, thread.subject) == ("", "", "")
    assert "ada lind" not in thread.search_key


def test_a_matter_of_the_person_alone_goes_whole(box: Box) -> None:
    box.take(raw(From=f"Ada Lind <{ADA}>"))

    personal_data._erase(person(ADA), frozenset())

    assert not Enquiry.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("how", ["numbered anew", "another name"])
def test_what_was_deleted_here_does_not_come_back_from_the_mailbox(
    box: Box, how: str
) -> None:
    box.take(raw(From=f"Ada Lind <{ADA}>"))
    personal_data._erase(person(ADA), frozenset())
    if how == "numbered anew":
        Folder.objects.update(validity=99)
    else:
        inbox = Folder.objects.exclude(place__endswith="Sent")
        inbox.update(place="maildir:elsewhere")

    assert reading.read("bmp").taken == 0
    assert not Letter.objects.exists()


KEPT = {"lost_access": 183, "registration": 731, "other": 731}
KEPT |= {"correction": 1827, "document": 1827}


@pytest.mark.parametrize(("kind", "days"), KEPT.items())
def test_each_kind_of_matter_has_its_time(kind: str, days: int) -> None:
    make_enquiry(kind=kind, state="closed")

    with time_machine.travel(timezone.now() + timedelta(days=days - 1)):
        retention.carry_out()
        assert Enquiry.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=days + 1)):
        name = f"matters of the mailbox: {kind}, bmp"
        assert retention.report()[name] == 1
        assert Enquiry.objects.exists()
        retention.carry_out()
        assert not Enquiry.objects.exists()


def test_the_letter_that_led_to_a_request_stays_as_long_as_that() -> None:
    row = make_enquiry(
        kind="registration", state="closed", registration=make_registration()
    )

    with time_machine.travel(timezone.now() + timedelta(days=900)):
        due = personal_data._old(Kind.REGISTRATION)("bmp")
        assert not due.exists()
        Enquiry.objects.filter(pk=row.pk).update(registration=None)
        assert due.all().exists()


def test_files_that_no_letter_has_go_after_a_day() -> None:
    kept = make_attachment(make_letter(make_enquiry()))
    lost = default_storage.save("letters/bmp/lost", ContentFile(b"x"))

    first = orphans.delete_daily()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        second = [orphans.delete_daily() for _run in range(2)]

    assert first == second[1] == 0
    assert second[0] > 0
    assert not default_storage.exists(lost)
    assert default_storage.exists(str(kept.file.name))


def test_a_file_that_is_gone_keeps_nobody_from_the_others(box: Box) -> None:
    message: Any = letter(From=f"Ada Lind <{ADA}>")
    for name in ("a.txt", "b.txt"):
        message.add_attachment(b"x", maintype="text", subtype="plain", filename=name)
    box.take(message.as_bytes())
    default_storage.delete(str(Attachment.objects.get(name="a.txt").file.name))

    files = list(personal_data._files(person(ADA)))

    assert [file.name for file in files] == ["mailbox/2-b.txt"]
