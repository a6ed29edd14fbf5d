from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from tests.trust.actors import ACTORS, client_for, make_actor
from tests.trust.things import Things, make_things


@pytest.fixture
def things(db: None) -> dict[str, Things]:
    """Both i-Maps with reference data and one restricted thing of each kind."""
    call_command("load_reference", verbosity=0)
    return {dialogue: make_things(dialogue) for dialogue in ("bmp", "mtm")}


@pytest.fixture
def clients(things: dict[str, Things]) -> dict[str, Client]:
    return {name: client_for(make_actor(name)) for name in ACTORS}
