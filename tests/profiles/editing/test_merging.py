"""Two texts made one: shown side by side, chosen from, saved as a normal revision."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from profiles.editing import autosave, saving
from profiles.editing.body import MOST_CHARACTERS
from profiles.editing.place import Place
from profiles.models import Edition, Revision
from profiles.text.differences import words as told
from profiles.text.tree import parse
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
MERGE = f"{SECTION}merge/"
PLAIN = "<p>One two</p><p>Three four</p><p>Five six</p>"


@pytest.fixture
def begun(place: Place, editor: User) -> str:
    """Three paragraphs, which both begin with."""
    text = saving.save(place, PLAIN, version=0, by=editor)
    assert text
    return text.body


@pytest.fixture
def mine(begun: str, place: Place, staff: User) -> str:
    """The editor's text; meanwhile the secretariat saved another."""
    theirs = begun.replace("One", "Eleven").replace("Five", "Fifty")
    saving.save(place, theirs, version=1, by=staff)
    return begun.replace("Three", "Thirty").replace("Five", "Fifteen")


def sent(mine: str, **choices: str) -> dict[str, str]:
    """Return a form; `at_2="both"` chooses for the third paragraph."""
    named = {name.replace("at_", "choice-"): choice for name, choice in choices.items()}
    return {"body": mine, "begun": "1", "newest": "2", **named}


def kept(place: Place) -> list[str]:
    text = place.text()
    return [told(block) for block in parse(text.body if text else "").blocks]


def test_a_save_on_an_older_version_shows_what_differs_by_paragraph(
    signed_in: SignIn, editor: User, mine: str
) -> None:
    answer = signed_in(editor).post(SECTION, {"body": mine, "version": 1})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Sven Staff saved this section" in words(answer)
    assert "<mark>Fifty </mark>six" in html
    assert "<mark>Fifteen </mark>six" in html
    for title in ("in their text", "in your text", "in both texts"):
        assert f"Changed {title}" in html
    for choice in ("theirs-0", "mine-1", "mine-2"):
        (field,) = [part for part in html.split("<input") if f'id="{choice}"' in part]
        assert "checked" in field.partition(">")[0]


def test_what_is_the_same_is_told_once_and_many_are_folded(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    text = saving.save(
        place, PLAIN + "<p>Seven</p>" + "<p>Eight</p>", version=0, by=editor
    )
    assert text
    saving.save(place, text.body.replace("Eight", "Eighty"), version=1, by=staff)

    answer = signed_in(editor).post(
        SECTION, {"body": text.body + "<p>Own</p>", "version": 1}
    )

    assert "4 paragraphs are the same in both texts" in words(answer)
    assert "2 paragraphs differ." in words(answer)


def test_without_a_choice_each_keeps_what_it_alone_changed(
    signed_in: SignIn, editor: User, mine: str, place: Place
) -> None:
    answer = signed_in(editor).post(MERGE, sent(mine))

    assert answer.headers["Location"] == SECTION
    assert kept(place) == ["Eleven two", "Thirty four", "Fifteen six"]
    revision = Revision.objects.get(section=place.section, version=3)
    assert (revision.origin, revision.by) == (Revision.Origin.SAVED, editor)


def test_what_is_chosen_is_saved(
    signed_in: SignIn, editor: User, mine: str, place: Place
) -> None:
    choices = sent(mine, at_0="mine", at_1="theirs", at_2="both")

    signed_in(editor).post(MERGE, choices)

    assert kept(place) == ["One two", "Three four", "Fifty six", "Fifteen six"]


def test_a_choice_that_is_none_is_no_error_of_ours(
    signed_in: SignIn, editor: User, mine: str, place: Place
) -> None:
    nonsense = sent(mine, at_="mine", at_x="mine", at_99="both", at_0="x")

    answer = signed_in(editor).post(MERGE, nonsense)

    assert answer.status_code == 302
    assert kept(place)[0] == "Eleven two"


def test_where_a_third_saved_meanwhile_one_chooses_anew(
    signed_in: SignIn, editor: User, staff: User, mine: str, place: Place
) -> None:
    text = place.text()
    assert text
    saving.save(place, text.body.replace("six", "seven"), version=2, by=staff)

    answer = signed_in(editor).post(MERGE, sent(mine))

    assert answer.status_code == 409
    assert b'name="newest" value="3"' in answer.content
    assert b'name="begun" value="1"' in answer.content
    assert kept(place)[2] == "Fifty seven"


def test_the_text_is_kept_for_its_writer_until_both_are_one(
    signed_in: SignIn, editor: User, mine: str, place: Place
) -> None:
    client = signed_in(editor)
    client.post(SECTION, {"body": mine, "version": 1})

    page = client.get(SECTION)
    assert "You typed here on" in words(page)
    row = autosave.of(place, editor)
    assert row
    taken = client.get(f"{SECTION}?take={row.pk}")
    assert b"Thirty four" in taken.content
    assert b'name="version" value="1"' in taken.content

    client.post(MERGE, sent(mine))
    assert "You typed here on" not in words(client.get(SECTION))


def test_words_that_met_the_own_other_window_are_kept_as_well(
    signed_in: SignIn, editor: User, begun: str, place: Place
) -> None:
    client = signed_in(editor)
    saving.save(place, begun.replace("One", "Eleven"), version=1, by=editor)
    answer = client.post(SECTION, {"body": begun + "<p>Own</p>", "version": 1})
    row = autosave.of(place, editor)
    assert row
    assert f'data-sequence="{row.sequence}"' in answer.content.decode()

    later = client.post(
        f"{SECTION}autosave/",
        {"body": "<p>Longer</p>", "version": 1, "sequence": row.sequence + 1},
    )

    assert later.status_code == 200


def test_what_could_run_is_shown_and_saved_by_neither_side(
    signed_in: SignIn, editor: User, mine: str, place: Place
) -> None:
    client = signed_in(editor)
    nasty = mine + "<p onclick=x()>Seven<script>x()</script></p>"

    page = client.post(SECTION, {"body": nasty, "version": 1})
    assert b"<script>x()" not in page.content
    client.post(MERGE, sent(nasty))

    text = place.text()
    assert text
    assert "Seven" in text.body
    assert "onclick" not in text.body
    assert "script" not in text.body


def test_both_texts_that_are_too_long_together_are_told_and_stay(
    signed_in: SignIn, editor: User, staff: User, begun: str, place: Place
) -> None:
    half = "word " * (MOST_CHARACTERS // 8)
    saving.save(place, begun + f"<p>a {half}</p>", version=1, by=staff)
    mine = begun + f"<p>b {half}</p>"

    answer = signed_in(editor).post(MERGE, sent(mine, at_3="both"))

    assert answer.status_code == 409
    assert "This section is too long" in words(answer)
    assert b'name="newest" value="2"' in answer.content
    assert len(kept(place)) == 4


def test_a_text_that_cannot_be_taken_is_refused_on_the_same_page(
    signed_in: SignIn, editor: User, mine: str, place: Place
) -> None:
    answer = signed_in(editor).post(MERGE, sent("<p><b lang=a>kept words" * 100))

    assert answer.status_code == 409
    assert "Nothing was saved" in words(answer)
    assert b"kept words" in answer.content


def test_a_closed_edition_takes_no_merged_text(
    signed_in: SignIn, editor: User, mine: str, place: Place, draft: Edition
) -> None:
    client = signed_in(editor)
    Edition.objects.filter(pk=draft.pk).update(state=Edition.State.SUBMITTED)

    answer = client.post(MERGE, sent(mine))

    assert answer.status_code == 400
    assert b"Thirty four" in answer.content
    assert kept(place)[1] == "Three four"


@pytest.mark.parametrize("field", ["begun", "newest"])
def test_a_version_that_is_none_leaves_the_text_in_its_field(
    signed_in: SignIn, editor: User, mine: str, field: str
) -> None:
    answer = signed_in(editor).post(MERGE, sent(mine) | {field: "x"})

    assert answer.status_code == 400
    assert b"Thirty four" in answer.content


def test_a_text_that_is_mended_still_meets_what_others_saved(
    signed_in: SignIn, editor: User, mine: str
) -> None:
    client = signed_in(editor)

    refused = client.post(SECTION, {"body": "x" * 300_000, "version": 1})

    assert refused.status_code == 400
    assert b'name="version" value="1"' in refused.content
