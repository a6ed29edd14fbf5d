"""A section whose draft is with the state is read, and says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from profiles.editing import autosave, saving
from profiles.editing.autosave import Window
from profiles.editing.place import Place
from profiles.endorsement import steps
from tests.profiles.editing.conftest import SECTION
from tests.profiles.editing.test_pages import contributor
from tests.profiles.pages import words

SignIn = Callable[[User], Client]


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_a_frozen_draft_offers_no_field_and_says_where_it_is(
    signed_in: SignIn,
    place: Place,
    editor: User,
    role: str,
) -> None:
    saving.save(place, "<p>Three four</p>", version=0, by=editor)
    person = editor if role == "editor" else contributor(place.edition, "A")
    autosave.keep(place, "<p>Mine</p>", version=1, sequence=1, by=person)
    (typed,) = autosave.waiting(place, person, Window("new"))
    steps.submit(place.edition, by=editor)

    for query in ("suggest=1", f"take={typed.pk}"):
        page = signed_in(person).get(f"{SECTION}?{query}")

        assert "With the state for endorsement. Its texts are frozen" in words(page)
        assert "Three four" in words(page)
        assert "Mine" in words(page)
        assert b'id="edit-body"' not in page.content
