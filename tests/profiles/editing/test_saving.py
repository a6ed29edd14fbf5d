"""Saving: on the version it was written on, append-only, nothing lost."""

from __future__ import annotations

import re

import pytest

from accounts.models import User
from imap.core.exceptions import TransitionError
from profiles.editing import saving
from profiles.editing.body import MOST_CHARACTERS, BodyError
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.models import Edition, Revision, SectionProgress, SectionText

NAMES = re.compile(r'data-p="([0-9a-f]{10})"')
State = SectionProgress.State


def save(
    place: Place, body: str, version: int, by: User, *, is_minor: bool = False
) -> SectionText:
    text = saving.save(place, body, version=version, by=by, is_minor=is_minor)
    assert text is not None
    return text


def state_of(place: Place) -> str:
    return SectionProgress.objects.get(section=place.section).state


def test_each_save_is_a_revision_and_the_last_one_is_the_text(
    place: Place, editor: User
) -> None:
    save(place, "<p>One</p>", 0, editor)
    text = save(place, "<p>Two</p>", 1, editor)

    kept = Revision.objects.filter(section=place.section).order_by("version")
    assert [(each.version, each.by) for each in kept] == [(1, editor), (2, editor)]
    assert "One" in kept[0].body
    assert text.body == kept[1].body
    assert text.version == 2


def test_a_text_that_did_not_change_makes_no_revision(
    place: Place, editor: User
) -> None:
    first = save(place, "<p>Same</p>", 0, editor)

    again = save(place, first.body, 1, editor)

    assert again.version == 1
    assert Revision.objects.filter(section=place.section).count() == 1


def test_a_paragraph_keeps_its_name_while_it_is_edited(
    place: Place, editor: User
) -> None:
    first = save(place, "<p>One</p><p>Two</p>", 0, editor)
    one, two = NAMES.findall(first.body)

    edited = f'<p data-p="{two}">Two, longer</p><p data-p="{one}">One</p><p>New</p>'
    names = NAMES.findall(save(place, edited, 1, editor).body)

    assert names[:2] == [two, one]
    assert names[2] not in (one, two)


def test_a_name_that_is_doubled_or_invented_is_given_anew(
    place: Place, editor: User
) -> None:
    (name,) = NAMES.findall(save(place, "<p>One</p>", 0, editor).body)

    body = f'<p data-p="{name}">One</p><p data-p="{name}">Half</p><p data-p="x">X</p>'
    names = NAMES.findall(save(place, body, 1, editor).body)

    assert names[0] == name
    assert len(set(names)) == 3


def test_whoever_saves_on_an_old_version_is_told_and_nothing_is_written(
    place: Place, editor: User, staff: User
) -> None:
    save(place, "<p>One</p>", 0, editor)
    save(place, "<p>By staff</p>", 1, staff)

    with pytest.raises(ConflictError) as caught:
        save(place, "<p>Mine</p>", 1, editor)

    assert caught.value.current is not None
    assert "By staff" in caught.value.current.body
    assert Revision.objects.filter(section=place.section).count() == 2


def test_two_first_texts_at_once_are_a_conflict(
    place: Place, editor: User, staff: User
) -> None:
    save(place, "<p>One</p>", 0, editor)

    with pytest.raises(ConflictError):
        save(place, "<p>Other</p>", 0, staff)


def test_what_could_run_or_be_hidden_is_not_kept(place: Place, editor: User) -> None:
    body = (
        '<p onclick="x()" style="color:red">A<script>x()</script>'
        "<img src=x onerror=x()></p><p>  </p><svg onload=x()></svg>"
    )
    text = save(place, body, 0, editor)

    assert NAMES.sub("", text.body) == "<p >A</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "a" * MOST_CHARACTERS,
        "<p><b lang=a>" * 2000,
        "<ul><li>" * 150,
        "<b <b <b <b " * 15_000,
        '<b title="<p">' * 3_000,
    ],
)
def test_a_text_that_cannot_be_taken_is_refused_with_words(
    place: Place, editor: User, body: str
) -> None:
    with pytest.raises(BodyError, match="Nothing was saved"):
        save(place, body, 0, editor)

    assert not Revision.objects.filter(section=place.section).exists()


def test_a_closed_edition_takes_no_text(
    place: Place, draft: Edition, editor: User
) -> None:
    Edition.objects.filter(pk=draft.pk).update(state=Edition.State.PUBLISHED)

    with pytest.raises(TransitionError):
        save(place, "<p>Late</p>", 0, editor)


def test_a_change_takes_back_that_a_section_is_ready_a_minor_one_does_not(
    place: Place, editor: User
) -> None:
    save(place, "<p>Text</p>", 0, editor)
    assert state_of(place) == State.DRAFTING
    saving.mark(place, State.READY, by=editor)

    save(place, "<p>Text.</p>", 1, editor, is_minor=True)
    assert state_of(place) == State.READY

    save(place, "<p>Another text.</p>", 2, editor)
    assert state_of(place) == State.DRAFTING


def test_a_section_whose_texts_are_gone_is_empty_again(
    place: Place, editor: User
) -> None:
    save(place, "<p>Text</p>", 0, editor)

    save(place, "<p> </p>", 1, editor)

    assert state_of(place) == State.EMPTY
    with pytest.raises(TransitionError):
        saving.mark(place, State.READY, by=editor)
