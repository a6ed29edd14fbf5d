"""Editors in any order: whatever was accepted stands in the history, word for word."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from profiles.editing import saving
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.models import Revision
from profiles.text.differences import words
from profiles.text.tree import parse
from tests.factories import make_member

WORDS = st.lists(st.sampled_from(["ash", "oak", "elm", "yew"]), min_size=1, max_size=3)
# Who acts, and whether that is to open the section anew or to save what was written.
STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["open", "save"]), WORDS),
    min_size=1,
    max_size=14,
)


@dataclass
class Window:
    """What one editor has before the eyes."""

    user: User
    version: int = 0


class _UndoError(Exception):
    pass


Step = tuple[int, str, list[str]]


def _play(place: Place, windows: list[Window], steps: list[Step]) -> None:
    accepted: list[tuple[int, str]] = []
    for who, act, typed in steps:
        window = windows[who]
        if act == "open":
            text = place.text()
            window.version = text.version if text else 0
            continue
        said = f"{who} {' '.join(typed)}"
        number = _saved(place, window, said)
        if number is not None:
            accepted.append((number, said))
            window.version = number
    kept = Revision.objects.filter(section=place.section).order_by("version")
    told = [
        (each.version, " ".join(words(block) for block in parse(each.body).blocks))
        for each in kept
    ]
    assert told == accepted


def _saved(place: Place, window: Window, said: str) -> int | None:
    """Return the version a text was kept as; None where somebody was before."""
    before = place.text()
    is_last = window.version == (before.version if before else 0)
    try:
        text = saving.save(
            place, f"<p>{said}</p>", version=window.version, by=window.user
        )
    except ConflictError:
        text = None
    assert (text is not None) == is_last
    return text.version if text else None


@pytest.mark.parametrize("examples", [25, pytest.param(10_000, marks=pytest.mark.deep)])
def test_no_accepted_text_is_missing_from_the_history(
    place: Place, examples: int
) -> None:
    users = [make_member(role="secretariat") for _each in range(4)]

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def run(steps: list[Step]) -> None:
        windows = [Window(user) for user in users]
        try:
            with transaction.atomic():
                _play(place, windows, steps)
                raise _UndoError  # noqa: TRY301 - leaves the transaction
        except _UndoError:
            pass

    run()
