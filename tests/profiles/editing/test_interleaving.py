"""Editors in any order: what was accepted stands in the history, word for word."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from profiles.editing.place import Place
from tests.factories import make_member
from tests.profiles.editing.editors import Editors

STEPS = 14
# Together 10,000, in parts: each starts from an untouched draft in a transaction of its
# own, and the run shows how far it is.
IN_FULL = [pytest.param(number, 500, marks=pytest.mark.deep) for number in range(1, 21)]


@pytest.mark.parametrize(("number", "examples"), [(0, 25), *IN_FULL])
def test_no_accepted_text_is_missing_from_the_history(
    place: Place, number: int, examples: int
) -> None:
    class Here(Editors):
        people = [make_member(role="editor", country="ARM") for _each in range(4)]

    Here.place = place
    run_state_machine_as_test(
        seed(number)(Here),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            # Told as it is found: few steps are readable, and shrinking takes minutes.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
