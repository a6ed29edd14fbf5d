"""The other languages of a section beside the own one, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from profiles.editing import drafts, languages, saving
from profiles.editing.place import Place
from profiles.models import Profile
from tests.factories import make_member
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
RUSSIAN = SECTION.replace("C4/en/", "C4/ru/")
CHANGED = "Changed since the last translation"
LACK = "no paragraph yet"


@pytest.fixture
def russian(place: Place) -> Place:
    return Place(place.edition, place.section, "ru")


@pytest.fixture
def both(place: Place, russian: Place, editor: User) -> None:
    save(place, editor, "<p>One</p><p>Two</p>")
    save(russian, editor, "<p>Один</p><p>Два</p>")


def save(place: Place, by: User, body: str, *, is_minor: bool = False) -> str:
    """Save a text on the newest version and return what is kept of it."""
    text = place.text()
    version = text.version if text else 0
    saved = saving.save(place, body, version=version, by=by, is_minor=is_minor)
    assert saved
    return saved.body


def body(place: Place) -> str:
    text = place.text()
    assert text
    return text.body


def names(text: str) -> list[str]:
    return re.findall(r'data-p="(\w+)"', text)


def paired(client: Client, address: str) -> list[tuple[str, str]]:
    """Return what stands beside: (name of the own paragraph, words of the line)."""
    html = client.get(address).content.decode()
    lines = re.findall(
        r'<div class="edit__paragraph"(?: data-pair="(\w+)")?>(.*?)\n      </div>',
        html,
        re.DOTALL,
    )
    tags = partial(re.sub, r"<[^>]*>|\s+", " ")
    return [(name, " ".join(tags(line).split())) for name, line in lines]


def test_each_paragraph_stands_beside_its_own(
    signed_in: SignIn, place: Place, russian: Place, both: None, editor: User
) -> None:
    first, second = names(body(russian))

    assert paired(signed_in(editor), RUSSIAN) == [(first, "One"), (second, "Two")]


def test_a_paragraph_more_in_the_middle_is_shown_alone_and_as_changed(
    signed_in: SignIn, place: Place, russian: Place, both: None, editor: User
) -> None:
    first, second = names(body(russian))
    one, two = names(body(place))
    added = f'<p data-p="{one}">One</p><p>New</p><p data-p="{two}">Two</p>'
    save(place, editor, added)

    lines = paired(signed_in(editor), RUSSIAN)

    assert [name for name, _line in lines] == [first, "", second]
    assert [CHANGED in line for _name, line in lines] == [False, True, False]
    assert "Русский: no paragraph yet." in lines[1][1]
    # From the other side it is the own one that lacks a translation.
    own = paired(signed_in(editor), SECTION)
    assert [LACK in line for _name, line in own] == [False, True, False]
    assert own[1][0] == names(body(place))[1]
    assert own[1][1].startswith("“New”")


def test_changed_words_are_marked_until_the_language_is_in_step(
    signed_in: SignIn, place: Place, russian: Place, both: None, editor: User
) -> None:
    client = signed_in(editor)
    save(place, editor, body(place).replace("Two", "Two and three"))

    page = client.get(RUSSIAN).content.decode()
    assert page.count(CHANGED) == 1
    assert "<ins>Two and three</ins>" in page
    assert "?version=2&amp;with=1" in page
    assert CHANGED not in client.get(SECTION).content.decode()

    languages.settle(russian)

    assert CHANGED not in client.get(RUSSIAN).content.decode()


def test_a_minor_correction_marks_nothing(
    signed_in: SignIn, place: Place, both: None, editor: User
) -> None:
    save(place, editor, body(place).replace("Two", "Two."), is_minor=True)

    assert CHANGED not in signed_in(editor).get(RUSSIAN).content.decode()


def test_the_banner_leads_to_what_changed_since_the_last_translation(
    signed_in: SignIn, place: Place, russian: Place, both: None, editor: User
) -> None:
    client = signed_in(editor)
    for end in ("two", "two, three"):
        save(place, editor, body(place).replace("Two", f"Two {end}"))
    page = client.get(RUSSIAN).content.decode()
    assert "What changed: English" in page
    (link,) = re.findall(r'href="([^"]*history/\?version=3&amp;with=1)"', page)

    history = client.get(link.replace("&amp;", "&"))

    assert "against version 1" in words(history)
    assert "What changed" not in client.get(SECTION).content.decode()


def test_whoever_only_reads_sees_pairs_in_rows(
    signed_in: SignIn, place: Place, russian: Place, both: None, editor: User
) -> None:
    reader = make_member(role="reviewer", country="ARM")
    save(place, editor, body(place) + "<p>Three</p>")

    page = signed_in(reader).get(RUSSIAN)

    assert "Один One Два Two Русский: no paragraph yet. Three" in words(page)


def test_a_text_that_is_not_begun_lacks_nothing_yet(
    signed_in: SignIn, place: Place, editor: User
) -> None:
    save(place, editor, "<p>One</p>")

    assert paired(signed_in(editor), RUSSIAN) == [("", "One")]
    assert paired(signed_in(editor), SECTION) == []


def test_notes_of_the_other_language_are_there_to_translate(
    signed_in: SignIn, place: Place, editor: User
) -> None:
    save(place, editor, "<p>One<cite>Said the office</cite></p>")

    assert "1. Said the office" in words(signed_in(editor).get(RUSSIAN))


def test_each_of_several_languages_has_its_own_pairs(
    signed_in: SignIn, profile: Profile, editor: User
) -> None:
    draft = drafts.begin(profile, "2032", ["en", "ru", "hy"], by=editor)
    section = draft.template.sections.get(code="C4")
    for code, text in (("en", "<p>One</p><p>Two</p>"), ("hy", "<p>Մեկ</p>")):
        save(Place(draft, section, code), editor, text)

    lines = paired(signed_in(editor), SECTION.replace("2031", "2032"))

    first, second = names(body(Place(draft, section, "en")))
    assert [name for name, _line in lines] == [first, second]
    assert lines[0][1] == "Մեկ"
    assert "Հայերեն: no paragraph yet." in lines[1][1]


def test_the_page_asks_as_often_for_many_paragraphs(
    signed_in: SignIn, place: Place, both: None, editor: User
) -> None:
    client = signed_in(editor)
    save(place, editor, body(place).replace("Two", "Two and three"))
    with CaptureQueriesContext(connection) as few:
        client.get(RUSSIAN)
    save(place, editor, body(place) + "".join(f"<p>More {n}</p>" for n in range(40)))
    with CaptureQueriesContext(connection) as many:
        client.get(RUSSIAN)

    assert len(many) == len(few)
