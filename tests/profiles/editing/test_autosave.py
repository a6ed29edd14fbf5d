"""What is typed and not saved: kept for one person, offered, saved or thrown away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from imap.core import privacy
from imap.core.privacy import Person
from profiles.editing import autosave, saving
from profiles.editing.autosave import Window
from profiles.editing.place import Place
from profiles.models import Autosave, Edition, Revision, Submission
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
KEEP = f"{SECTION}autosave/"


def send(
    client: Client, body: str, sequence: int, version: int = 0, window: str = ""
) -> int:
    fields = {"body": body, "sequence": sequence, "version": version}
    return client.post(KEEP, fields | {"window": window}).status_code


def offered(place: Place, by: User) -> list[str]:
    return [row.body for row in autosave.waiting(place, by, Window("new"))]


def row_of(place: Place, by: User, window: str = "") -> Autosave:
    row = autosave.of(place, by, Window(window))
    assert row
    return row


def take(client: Client, row: Autosave) -> tuple[str, str]:
    """Take words up; return the page and what it is called."""
    html = client.get(f"{SECTION}?take={row.pk}").content.decode()
    (window,) = set(re.findall(r'name="window" value="([\w-]+)"', html))
    return html, window


def test_words_are_kept_and_offered_on_the_next_visit(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    assert send(client, "<p>Half a thought</p>", 1) == 200

    page = client.get(SECTION)
    taken = client.get(f"{SECTION}?take={row_of(place, editor).pk}")

    assert "You typed here on" in words(page)
    assert b"Half a thought" not in page.content
    assert b"Half a thought" in taken.content
    assert not Revision.objects.filter(section=place.section).exists()


def test_nobody_else_sees_them(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    send(signed_in(editor), "<p>Rohrdommel</p>", 1)
    client = signed_in(staff)

    take = f"{SECTION}?take={row_of(place, editor).pk}"
    for path in (SECTION, take, f"{SECTION}history/"):
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

    taken = client.get(f"{SECTION}?take={row_of(place, editor).pk}")
    assert b'name="version" value="0"' in taken.content
    answer = client.post(SECTION, {"body": "<p>Mine</p>", "version": 0})

    assert answer.status_code == 409
    assert b"By staff" in answer.content


def test_words_are_thrown_away_when_they_are_not_wanted(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Not wanted</p>", 1)

    mark = row_of(place, editor).mark
    answer = client.post(f"{KEEP}forget/", {"words": mark}, follow=True)

    assert "are gone" in words(answer)
    assert "You typed here" not in words(client.get(SECTION))


def test_the_next_visit_leaves_the_words_of_the_last_as_they_are(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Of the first visit</p>", 5, window="first")

    assert send(client, "<p>O</p>", 1, window="second") == 200

    assert offered(place, editor) == ["<p>O</p>", "<p>Of the first visit</p>"]
    assert words(client.get(SECTION)).count("You typed here on") == 2


def test_two_windows_of_one_person_are_kept_beside_each_other(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    for sequence in (1, 2, 3):
        for window in ("a", "b"):
            body = f"<p>{window} {sequence}</p>"
            assert send(client, body, sequence, window=window) == 200

    assert set(offered(place, editor)) == {"<p>a 3</p>", "<p>b 3</p>"}


def test_a_save_in_one_window_leaves_what_is_typed_in_another(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>A</p>", 1, window="a")
    send(client, "<p>B</p>", 1, window="b")

    client.post(SECTION, {"body": "<p>A</p>", "version": 0, "window": "a"})

    assert offered(place, editor) == ["<p>B</p>"]
    assert send(client, "<p>B more</p>", 2, window="b") == 200
    assert offered(place, editor) == ["<p>B more</p>"]
    answer = client.post(SECTION, {"body": "<p>B more</p>", "version": 0})
    assert answer.status_code == 409


def test_words_on_their_way_do_not_come_back_after_the_first_save(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    client.post(SECTION, {"body": "<p>A</p>", "version": 0, "window": "a"})

    assert send(client, "<p>A</p>", 1, window="a") == 409
    assert send(client, "<p>A more</p>", 2, version=1, window="a") == 200

    assert offered(place, editor) == ["<p>A more</p>"]


def test_words_that_are_taken_up_go_on_in_the_new_window(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Old</p>", 3, window="old")
    row = row_of(place, editor, "old")

    html, window = take(client, row)
    assert f'name="taken" value="{row.mark}"' in html
    assert "You typed here on" not in html
    assert offered(place, editor) == ["<p>Old</p>"]  # nothing is typed yet

    fields = {"body": "<p>Old, new</p>", "version": 0, "sequence": 1}
    client.post(KEEP, fields | {"window": window, "taken": row.mark})
    assert offered(place, editor) == ["<p>Old, new</p>"]
    client.post(SECTION, fields | {"window": window, "taken": row.mark})
    assert offered(place, editor) == []


@pytest.mark.parametrize("action", ["save", "forget"])
def test_what_is_typed_after_words_were_taken_up_or_thrown_away_stays(
    signed_in: SignIn, editor: User, place: Place, action: str
) -> None:
    client = signed_in(editor)
    send(client, "<p>Open</p>", 1, window="open")
    mark = row_of(place, editor, "open").mark
    send(client, "<p>Open and more</p>", 2, window="open")

    if action == "save":
        sent = {"body": "<p>Open</p>", "version": 0, "window": "new", "taken": mark}
        client.post(SECTION, sent)
    else:
        answer = client.post(f"{KEEP}forget/", {"words": mark}, follow=True)
        assert "have changed" in words(answer)

    assert offered(place, editor) == ["<p>Open and more</p>"]


def test_nobody_throws_the_words_of_another_away(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    send(signed_in(editor), "<p>Mine</p>", 1)
    mark = row_of(place, editor).mark
    client = signed_in(staff)

    client.post(f"{KEEP}forget/", {"words": mark})
    client.post(SECTION, {"body": "<p>S</p>", "version": 0, "taken": mark})

    assert offered(place, editor) == ["<p>Mine</p>"]


@pytest.mark.parametrize(
    ("name", "mark"), [("<b>", "1-"), ("w" * 33, "x-1"), ("a b", "9" * 19 + "-1")]
)
def test_a_window_that_is_none_is_no_error(
    signed_in: SignIn, editor: User, place: Place, name: str, mark: str
) -> None:
    fields = {"body": "<p>A</p>", "version": 0, "sequence": 1}

    answer = signed_in(editor).post(KEEP, fields | {"window": name, "taken": mark})

    assert answer.status_code == 200
    assert offered(place, editor) == ["<p>A</p>"]


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


def test_rows_without_words_go_after_a_day_and_words_stay(
    editor: User, place: Place
) -> None:
    for window in ("saved", "open"):
        text = f"<p>{window}</p>"
        autosave.keep(
            place, text, version=0, sequence=1, by=editor, window=Window(window)
        )
    autosave.settle(place, editor, Window("saved"), version=1)
    autosave.delete_old()
    assert Autosave.objects.count() == 2  # late words of that window are kept out

    Autosave.objects.update(at=timezone.now() - autosave.SETTLED - timedelta(hours=1))
    autosave.delete_old()

    assert offered(place, editor) == ["<p>open</p>"]
    assert Autosave.objects.count() == 1


def test_a_row_that_is_settled_late_stays_a_day_from_then_on(
    editor: User, place: Place
) -> None:
    autosave.keep(place, "<p>A</p>", version=0, sequence=1, by=editor)
    Autosave.objects.update(at=timezone.now() - 2 * autosave.SETTLED)

    autosave.settle(place, editor, version=1)
    autosave.delete_old()

    assert not autosave.keep(place, "<p>A</p>", version=0, sequence=2, by=editor)


def test_the_newest_texts_are_kept_and_it_is_said_before_one_goes(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    client = signed_in(editor)
    autosave.keep(place, "<p>By staff</p>", version=0, sequence=1, by=staff)
    send(client, "<p>0</p>", 1, window="w0")
    assert "gives way" not in words(client.get(SECTION))

    for number in range(1, autosave.MOST):
        send(client, f"<p>{number}</p>", 1, window=f"w{number}")
    assert offered(place, editor)[-1] == "<p>0</p>"
    assert "the oldest gives way to the next" in words(client.get(SECTION))
    assert "gives way" not in words(signed_in(staff).get(SECTION))

    fields = {"body": "<p>Last</p>", "sequence": 1, "version": 0, "window": "last"}
    assert "gives way" in client.post(KEEP, fields).json()["words"]

    held = offered(place, editor)
    assert len(held) == autosave.MOST
    assert (held[0], held[-1]) == ("<p>Last</p>", "<p>1</p>")
    assert offered(place, staff) == ["<p>By staff</p>"]


def freeze(place: Place) -> None:
    place.edition.state = Edition.State.SUBMITTED
    place.edition.save(update_fields=["state"])


def test_words_of_a_draft_that_is_with_a_state_stay_and_are_read(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    client = signed_in(editor)
    send(client, "<p>Half a <b onclick=x()>thought</b></p>", 1)
    freeze(place)
    Autosave.objects.update(at=timezone.now() - 3 * autosave.KEPT)

    assert autosave.delete_old() == 0

    page = client.get(SECTION)
    assert "Half a thought" in words(page)
    assert b"onclick" not in page.content
    assert "Take them up" not in words(page)


def test_words_stay_as_long_again_once_the_draft_is_back(
    editor: User, place: Place
) -> None:
    autosave.keep(place, "<p>Old</p>", version=0, sequence=1, by=editor)
    Autosave.objects.update(at=timezone.now() - 3 * autosave.KEPT)
    submission = Submission.objects.create(
        edition=place.edition,
        number=1,
        sections=[],
        code="7KQ4",
        answer_by=timezone.localdate(),
        outcome=Submission.Outcome.TAKEN_BACK,
        closed_at=timezone.now() - autosave.KEPT + timedelta(hours=1),
    )
    assert autosave.delete_old() == 0

    submission.closed_at = timezone.now() - autosave.KEPT - timedelta(hours=1)
    submission.save()

    assert autosave.delete_old() == 1


def test_an_account_that_is_erased_leaves_none_of_them(
    editor: User, staff: User, place: Place
) -> None:
    for each in (editor, staff):
        autosave.keep(place, "<p>Alone</p>", version=0, sequence=1, by=each)

    privacy.erase(Person(editor, frozenset()))

    assert [each.by for each in Autosave.objects.all()] == [staff]
