from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from imap.map import bodies, payloads
from tests.constraints import settle_constraints
from tests.trust.actors import ACTORS, DIALOGUES, Visitor, make_actor
from tests.trust.things import COUNTRY, Things, make_things

SERIES = "IMM.STK@UNDESA2020"  # that of the table


@pytest.fixture(scope="module")
def things(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Things]]:
    """Both i-Maps with reference data and one restricted thing of each kind.

    Loaded once a module, in a transaction that is never committed.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        _make_answers_of_the_map()
        settle_constraints()
        yield {dialogue: make_things(dialogue) for dialogue in DIALOGUES}
        transaction.set_rollback(True)


def _make_answers_of_the_map() -> None:
    """Do what the clock does: visitors take back what they make, so each would."""
    for dialogue in DIALOGUES:
        flows = f"{bodies.FLOWS}:{COUNTRY[dialogue]}"
        for key in (bodies.CATALOGUE, bodies.FLOWS, flows, SERIES):
            payloads.get(dialogue, key)


@pytest.fixture(scope="module")
def visitors(things: dict[str, Things]) -> dict[str, Visitor]:
    return {name: Visitor(make_actor(name)) for name in ACTORS}
