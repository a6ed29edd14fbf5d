"""Which language is behind: counted from the last step together, not the last save."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from profiles.editing import drafts, languages, saving
from profiles.editing.place import Place
from profiles.models import Profile
from profiles.snapshot.content import content
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]


@pytest.fixture
def russian(place: Place) -> Place:
    return Place(place.edition, place.section, "ru")


@pytest.fixture
def both(place: Place, russian: Place, editor: User) -> None:
    """The section is written in English, then in Russian."""
    saving.save(place, "<p>One</p>", version=0, by=editor)
    saving.save(russian, "<p>Один</p>", version=0, by=editor)


def behind(place: Place) -> dict[str, list[str]]:
    """Return {language: those ahead of it} of the section."""
    found = languages.behind(place.edition)
    return {code: ahead for (_section, code), ahead in found.items()}


def test_a_first_text_is_in_step(place: Place, both: None) -> None:
    assert behind(place) == {}


def test_a_change_puts_the_other_language_behind(
    place: Place, both: None, editor: User
) -> None:
    saving.save(place, "<p>One and two</p>", version=1, by=editor)

    assert behind(place) == {"ru": ["en"]}


def test_a_minor_correction_does_not(place: Place, both: None, editor: User) -> None:
    saving.save(place, "<p>One.</p>", version=1, by=editor, is_minor=True)

    assert behind(place) == {}


def test_saving_alone_does_not_catch_up_but_puts_nobody_else_behind(
    place: Place, russian: Place, both: None, editor: User
) -> None:
    saving.save(place, "<p>One and two</p>", version=1, by=editor)

    saving.save(russian, "<p>Один и</p>", version=1, by=editor)
    assert behind(place) == {"ru": ["en"]}

    languages.settle(russian)
    assert behind(place) == {}


def test_after_a_step_together_the_next_change_counts_again(
    place: Place, russian: Place, both: None, editor: User
) -> None:
    saving.save(place, "<p>One and two</p>", version=1, by=editor)
    languages.settle(russian)

    saving.save(russian, "<p>Один, два и три</p>", version=1, by=editor)

    assert behind(place) == {"en": ["ru"]}


def test_a_language_without_a_text_is_missing_not_behind(
    place: Place, editor: User
) -> None:
    saving.save(place, "<p>One</p>", version=0, by=editor)

    assert behind(place) == {}


def test_the_pages_say_it_and_a_button_settles_it(
    signed_in: SignIn, place: Place, both: None, editor: User
) -> None:
    saving.save(place, "<p>One and two</p>", version=1, by=editor)
    client = signed_in(editor)
    russian = SECTION.replace("C4/en/", "C4/ru/")

    assert "behind" in words(client.get("/en/bmp/edit/ARM/extended/2031/"))
    assert "last in step: English." in words(client.get(russian))
    assert "last in step" not in words(client.get(SECTION))

    client.post(f"{russian}in-step/")

    assert "last in step" not in words(client.get(russian))


def test_a_ministry_writes_in_its_own_language_and_publishes_nothing_of_it(
    profile: Profile, editor: User
) -> None:
    draft = drafts.begin(profile, "2032", ["en", "ru", "hy"], by=editor)
    section = draft.template.sections.get(code="C4")
    saving.save(Place(draft, section, "hy"), "<p>Հայերեն</p>", version=0, by=editor)
    saving.save(Place(draft, section, "en"), "<p>English</p>", version=0, by=editor)

    assert draft.written_languages == ["en", "ru", "hy"]
    frozen = content(draft)
    assert frozen["languages"] == ["en", "ru"]
    texts = {each["code"]: each["texts"] for each in frozen["sections"]}
    assert set(texts["C4"]) == {"en"}


def test_the_own_language_falls_behind_and_catches_up_as_the_others_do(
    profile: Profile, editor: User
) -> None:
    draft = drafts.begin(profile, "2032", ["en", "hy"], by=editor)
    section = draft.template.sections.get(code="C4")
    own, english = Place(draft, section, "hy"), Place(draft, section, "en")
    saving.save(own, "<p>Մեկ</p>", version=0, by=editor)
    saving.save(english, "<p>One</p>", version=0, by=editor)

    saving.save(own, "<p>Երկու</p>", version=1, by=editor)

    assert languages.behind(draft) == {(section.pk, "en"): ["hy"]}
