"""Texts that are too long are answered in words, and nothing of them is taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from profiles.editing import autosave, saving
from profiles.editing.body import MOST_CHARACTERS
from profiles.editing.place import Place
from profiles.models import Autosave, Revision, Suggestion
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
KEEP, MERGE, SUGGEST = (
    f"{SECTION}{end}/" for end in ("autosave", "merge", "suggestions")
)
NUMBERS = {"version": 1, "sequence": 2, "begun": 0, "newest": 1, "reason": "Why"}
# As a form sends it: some 5 MB, and more than is read at all.
FIVE_MEGABYTES = "<p>" + "я" * 2_600_000 + "</p>"
NINE_MEGABYTES = "<p>" + "я" * 4_700_000 + "</p>"
LONGEST = "<p>" + "я" * (MOST_CHARACTERS - 7) + "</p>"
AS_JSON = {"Accept": "application/json"}


@pytest.fixture
def writer(signed_in: SignIn, editor: User, place: Place) -> Client:
    """The editor, with a text that is saved and words that are kept."""
    saving.save(place, "<p>Saved</p>", version=0, by=editor)
    autosave.keep(place, "<p>Kept</p>", version=1, sequence=1, by=editor)
    return signed_in(editor)


def assert_untouched(place: Place) -> None:
    text = place.text()
    assert text
    assert "Saved" in text.body
    assert Revision.objects.filter(section=place.section).count() == 1
    assert [row.body for row in Autosave.objects.all()] == ["<p>Kept</p>"]
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("path", [SECTION, MERGE, SUGGEST])
def test_five_megabytes_come_back_in_their_field_with_the_reason(
    writer: Client, place: Place, path: str
) -> None:
    answer = writer.post(path, NUMBERS | {"body": FIVE_MEGABYTES})

    assert answer.status_code in (400, 409)
    html = answer.content.decode()
    assert "This section is too long: 2600007 characters, at most 200000." in html
    assert "я" * 2_600_000 in html
    assert_untouched(place)


@pytest.mark.parametrize("path", [SECTION, KEEP, MERGE, SUGGEST])
def test_the_script_is_told_in_words(writer: Client, place: Place, path: str) -> None:
    answer = writer.post(path, NUMBERS | {"body": FIVE_MEGABYTES}, headers=AS_JSON)

    assert answer.status_code in (400, 409)
    assert "2600007 characters, at most 200000" in answer.json()["words"]
    assert_untouched(place)


@pytest.mark.parametrize("path", [SECTION, KEEP, MERGE, SUGGEST])
def test_what_is_not_read_at_all_is_answered_as_too_long(
    writer: Client, place: Place, path: str
) -> None:
    sent = NUMBERS | {"body": NINE_MEGABYTES}

    page = writer.post(path.replace("/en/bmp", "/ru/bmp"), sent)
    told = writer.post(path, sent, headers=AS_JSON)

    assert (page.status_code, told.status_code) == (413, 413)
    assert "В форме слишком много данных" in words(page)
    assert "too long" in told.json()["words"]
    assert_untouched(place)


def test_the_longest_text_goes_through_a_conflict(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    saving.save(place, "<p>Theirs</p>", version=0, by=staff)
    client = signed_in(editor)

    met = client.post(SECTION, {"body": LONGEST, "version": 0})
    assert met.status_code == 409
    assert met.content.decode().count('enctype="multipart/form-data"') == 2
    choices = {"choice-0": "mine", "choice-1": "mine"}
    merged = client.post(MERGE, {"body": LONGEST, "begun": 0, "newest": 1} | choices)

    assert merged.status_code == 302
    text = place.text()
    assert text
    assert text.body.count("я") == MOST_CHARACTERS - 7


def test_a_thousand_paragraphs_are_chosen_one_by_one(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    count = 1000
    theirs = "".join(f"<p>Their paragraph {n}</p>" for n in range(count))
    saving.save(place, theirs, version=0, by=staff)
    mine = "".join(f"<p>Own words {n}</p>" for n in range(count))
    choices = {f"choice-{n}": "mine" for n in range(2 * count)}

    answer = signed_in(editor).post(
        MERGE, {"body": mine, "begun": 0, "newest": 1} | choices
    )

    assert answer.status_code == 302
    text = place.text()
    assert text
    assert "Own words 999" in text.body


def test_more_choices_than_a_form_may_hold_are_answered_in_words(
    writer: Client, place: Place
) -> None:
    choices = {f"choice-{n}": "mine" for n in range(3001)}

    answer = writer.post(MERGE, NUMBERS | {"body": "<p>Mine</p>"} | choices)

    assert answer.status_code == 413
    assert "3000 choices" in words(answer)
    assert_untouched(place)
