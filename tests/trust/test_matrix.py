"""Every address × every actor × every method, on both i-Maps."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from tests.trust.actors import ACTORS, DIALOGUES, belongs
from tests.trust.expected import READING, UNUSED, expected
from tests.trust.routes import ADMIN, all_routes
from tests.trust.table import ROWS, For
from tests.trust.things import Things

pytestmark = pytest.mark.django_db

METHODS = (*READING, "POST", *UNUSED)


class _Undo(Exception):
    """Leave no trace of one request before the next."""


def ask(client: Client, method: str, path: str) -> int:
    status = 0
    try:
        with transaction.atomic():
            status = client.generic(method, path).status_code
            raise _Undo
    except _Undo:
        return status


def surprises(
    clients: dict[str, Client], things: Things, methods: tuple[str, ...]
) -> list[str]:
    found = []
    for route, row in ROWS.items():
        path = row.path.format(**things.places)
        for actor, client in clients.items():
            for method in methods:
                status = ask(client, method, path)
                wanted = expected(row, actor, things.dialogue, method)
                if status != wanted:
                    found.append(f"{method} {route} as {actor}: {status}, not {wanted}")
    return found


@pytest.mark.parametrize("dialogue", DIALOGUES)
@pytest.mark.parametrize("methods", [READING, ("POST",), UNUSED])
def test_every_address_answers_every_actor_as_the_table_says(
    clients: dict[str, Client],
    things: dict[str, Things],
    dialogue: str,
    methods: tuple[str, ...],
) -> None:
    assert surprises(clients, things[dialogue], methods) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_admin_is_for_administrators_alone(
    clients: dict[str, Client], method: str
) -> None:
    routes = [route for route in all_routes() if route.startswith(ADMIN)]
    assert routes
    for route in routes:
        path = "/" + route.split("<")[0]
        assert ask(clients["anonymous"], method, path) == 302
        for actor in ACTORS:
            if actor not in {"anonymous", "administrator"}:
                assert ask(clients[actor], method, path) == 404
    assert ask(clients["administrator"], "GET", "/admin/") == 200


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_a_stranger_cannot_tell_what_exists(
    clients: dict[str, Client], things: dict[str, Things], dialogue: str
) -> None:
    pairs = [
        (f"/en/{dialogue}/countries/{things[dialogue].country}/", "/countries/ZZZ/"),
        (f"/en/{dialogue}/map/", "/no-such-page/"),
        (f"/en/{dialogue}/map/", "/map"),
        (
            f"/en/{dialogue}/desk/registrations/{things[dialogue].registration.number}/",
            "/desk/registrations/999999/",
        ),
    ]
    for actor, client in clients.items():
        if belongs(actor, dialogue):
            continue
        for real, other in pairs:
            first = client.get(real)
            second = client.get(f"/en/{dialogue}{other}")
            assert first.status_code == second.status_code
            if first.status_code == 403:
                assert _same(first.content, real) == _same(
                    second.content, f"/en/{dialogue}{other}"
                )


def _same(content: bytes, path: str) -> bytes:
    """Leave out what differs by design: the page's own address and the form's key."""
    import re

    text = re.sub(rb'value="[A-Za-z0-9]{64}"', b"", content)
    for language in (b"en", b"ru", b"fr", b"ar"):
        text = text.replace(b"/" + language + path[3:].encode(), b"")
    return text


def test_the_table_has_every_kind_of_audience() -> None:
    assert {row.audience for row in ROWS.values()} == set(For)
