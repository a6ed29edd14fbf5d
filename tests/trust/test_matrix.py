"""Every address × every actor × every method, on both i-Maps."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from tests.trust.actors import ACTORS, DIALOGUES, Visitor, belongs
from tests.trust.expected import READING, UNUSED, expected, is_right
from tests.trust.routes import ADMIN, all_routes
from tests.trust.row import For, Row
from tests.trust.table import ROWS
from tests.trust.things import CANARY, Things, everything

pytestmark = pytest.mark.django_db

# Every actor reads and posts; the other methods are asked by one of each kind.
FOR_ALL = ("GET", "POST")
SOME_ACTORS = (
    "anonymous",
    "reader bmp",
    "reader mtm",
    "secretariat bmp",
    "expired bmp",
)
# SQLite tries the doors in full; elsewhere it is the queries of the pages that count.
ELSEWHERE = (*SOME_ACTORS, "contact_point bmp", "secretariat mtm")
# Whoever holds the link is the applicant, or the person named, or has the new address.
OWN_LINKS = (
    *("{confirm}", "{access}", "{request}", "{invited}", "{invitation}", "{address}"),
)


def answers(
    visitors: dict[str, Visitor], things: Things, methods: tuple[str, ...]
) -> Iterator[tuple[str, Row, str, str, HttpResponseBase]]:
    """Ask everything: yield the route, its row, the method, the actor, the answer."""
    for route, row in ROWS.items():
        if things.dialogue == "mtm" and "{d}" not in row.path:
            continue  # no address of an i-Map: asked along with the first one
        path = row.path.format(**things.places)
        for actor, visitor in visitors.items():
            for method in methods:
                if _asks(actor, method):
                    yield route, row, method, actor, visitor.ask(method, path)


def _asks(actor: str, method: str) -> bool:
    if method not in FOR_ALL:
        return actor in SOME_ACTORS
    return connection.vendor == "sqlite" or actor in ELSEWHERE


def leaks(row: Row, actor: str, answer: HttpResponseBase) -> list[str]:
    """Return the i-Maps whose canary was shown to somebody who is not of them."""
    if actor == "administrator" or any(link in row.path for link in OWN_LINKS):
        return []
    text = everything(answer).lower()
    return [
        dialogue
        for dialogue, word in CANARY.items()
        if word.lower() in text and not belongs(actor, dialogue)
    ]


@pytest.mark.parametrize("dialogue", DIALOGUES)
@pytest.mark.parametrize(
    "methods", [READING, ("POST",), pytest.param(UNUSED, marks=pytest.mark.once)]
)
def test_every_address_answers_as_the_table_says_and_shows_no_word_of_an_i_map_outside(
    visitors: dict[str, Visitor],
    things: dict[str, Things],
    dialogue: str,
    methods: tuple[str, ...],
) -> None:
    found = []
    for route, row, method, actor, answer in answers(
        visitors, things[dialogue], methods
    ):
        status, asked = answer.status_code, f"{method} {route} as {actor}"
        if not is_right(status, row, actor, dialogue, method):
            wanted = expected(row, actor, dialogue, method)
            found.append(f"{asked}: {status}, not {wanted}")
        found += [f"{asked}: a word of {other}" for other in leaks(row, actor, answer)]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_admin_is_for_administrators_alone(
    visitors: dict[str, Visitor], method: str
) -> None:
    routes = [route for route in all_routes() if route.startswith(ADMIN)]
    assert routes
    for route in routes:
        path = "/" + route.split("<")[0]
        assert visitors["anonymous"].status(method, path) == 302
        for actor in ACTORS:
            if actor not in {"anonymous", "administrator"}:
                assert visitors[actor].status(method, path) == 404
    assert visitors["administrator"].status("GET", "/admin/") == 200


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_a_stranger_cannot_tell_what_exists(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str
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
    for actor, visitor in visitors.items():
        if belongs(actor, dialogue):
            continue
        for real, other in pairs:
            first = visitor.ask("GET", real)
            second = visitor.ask("GET", f"/en/{dialogue}{other}")
            assert first.status_code == second.status_code
            if first.status_code == 403:
                assert isinstance(first, HttpResponse)
                assert isinstance(second, HttpResponse)
                assert _same(first.content, real) == _same(
                    second.content, f"/en/{dialogue}{other}"
                )


def _same(content: bytes, path: str) -> bytes:
    """Leave out what differs by design: the page's own address and the form's key."""
    text = re.sub(rb'value="[A-Za-z0-9]{64}"', b"", content)
    for language in (b"en", b"ru", b"fr", b"ar"):
        text = text.replace(b"/" + language + path[3:].encode(), b"")
    return text


def test_the_table_has_every_kind_of_audience() -> None:
    assert {row.audience for row in ROWS.values()} == set(For)
