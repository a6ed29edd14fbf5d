from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.trust.actors import ACTORS, DIALOGUES, Visitor, make_actor
from tests.trust.things import Things, make_things


@pytest.fixture(scope="module")
def things(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Things]]:
    """Both i-Maps with reference data and one restricted thing of each kind.

    Loaded once a module, in a transaction that is never committed.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        yield {dialogue: make_things(dialogue) for dialogue in DIALOGUES}
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(things: dict[str, Things]) -> dict[str, Visitor]:
    return {name: Visitor(make_actor(name)) for name in ACTORS}
