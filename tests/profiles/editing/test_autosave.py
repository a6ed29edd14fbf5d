"""What is typed and not saved: kept for one person, offered, saved or thrown away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from imap.core import privacy
from imap.core.privacy import Person
from profiles.editing import autosave, saving
from profiles.editing.place import Place
from profiles.models import Autosave, Revision
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
KEEP = f"{SECTION}autosave/"


def send(client: Client, body: str, sequence: int, version: int = 0) -> int:
    answer = client.post(KEEP, {"body": body, "sequence": sequence, "version": version})
    return answer.status_code


def test_words_are_kept_and_offered_on_the_next_visit(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    assert send(client, "<p>Half a thought</p>", 1) == 200

    page = client.get(SECTION)
    taken = client.get(f"{SECTION}?take=1")

    assert "You typed here on" in words(page)
    assert b"Half a thought" not in page.content
    assert b"Half a thought" in taken.content
    assert not Revision.objects.filter(section=place.section).exists()


def test_nobody_else_sees_them(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    send(signed_in(editor), "<p>Rohrdommel</p>", 1)
    client = signed_in(staff)

    for path in (SECTION, f"{SECTION}?take=1", f"{SECTION}history/"):
        answer = client.get(path)
        assert b"Rohrdommel" not in answer.content
        assert "You typed here" not in words(answer)


def test_older_words_that_come_late_do_not_replace_newer_ones(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Newer</p>", 7)

    assert send(client, "<p>Older</p>", 6) == 409

    held = autosave.of(place, editor)
    assert held
    assert "Newer" in held.body


def test_words_that_were_saved_are_offered_no_more_nor_come_back_late(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Text</p>", 1)

    client.post(SECTION, {"body": "<p>Text</p>", "version": 0})

    assert send(client, "<p>Text</p>", 2) == 409
    assert "You typed here" not in words(client.get(SECTION))


def test_words_typed_on_an_older_version_meet_the_newer_text_as_a_conflict(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Mine</p>", 1)
    saving.save(place, "<p>By staff</p>", version=0, by=staff)

    taken = client.get(f"{SECTION}?take=1")
    assert b'name="version" value="0"' in taken.content
    answer = client.post(SECTION, {"body": "<p>Mine</p>", "version": 0})

    assert answer.status_code == 409
    assert b"By staff" in answer.content


def test_words_are_thrown_away_when_they_are_not_wanted(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Not wanted</p>", 1)

    answer = client.post(f"{KEEP}forget/", follow=True)

    assert "are gone" in words(answer)
    assert "You typed here" not in words(client.get(SECTION))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body": "x", "version": "x", "sequence": "1"},
        {"body": "x", "version": "0", "sequence": "-1"},
        {"body": "<p><b lang=a>" * 100, "version": "0", "sequence": "1"},
    ],
)
def test_what_cannot_be_kept_is_answered_in_words(
    signed_in: SignIn, editor: User, place: Place, fields: dict[str, str]
) -> None:
    answer = signed_in(editor).post(KEEP, fields)

    assert answer.status_code == 400
    assert answer.json()["words"]
    assert not Autosave.objects.exists()


def test_words_that_nobody_came_back_to_go_after_thirty_days(
    editor: User, place: Place
) -> None:
    autosave.keep(place, "<p>Old</p>", version=0, sequence=1, by=editor)
    Autosave.objects.update(at=timezone.now() - autosave.KEPT - timedelta(hours=1))

    assert autosave.delete_old() == 1


def test_an_account_that_is_erased_leaves_none_of_them(
    editor: User, staff: User, place: Place
) -> None:
    for each in (editor, staff):
        autosave.keep(place, "<p>Alone</p>", version=0, sequence=1, by=each)

    privacy.erase(Person(editor, frozenset()))

    assert [each.by for each in Autosave.objects.all()] == [staff]
