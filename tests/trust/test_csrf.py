"""No form is taken without the token of the page it stands on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.trust.actors import DIALOGUES, Visitor, make_actor
from tests.trust.readers import whose
from tests.trust.row import Row
from tests.trust.table import ROWS
from tests.trust.things import Things, everything

pytestmark = pytest.mark.django_db

WRITING = ("INSERT", "UPDATE", "DELETE")
# Says the page that shows a form was refused, and no other.
SAYS = "<h1>The form has expired</h1>"


def _takes_forms(row: Row, dialogue: str) -> bool:
    is_asked = dialogue == "bmp" or "{d}" in row.path
    return is_asked and (row.post != 405 or row.own_state)


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_whoever_may_take_a_step_takes_none_without_the_token_of_the_form(
    things: dict[str, Things], dialogue: str
) -> None:
    strict: dict[str, Visitor] = {}
    found = []
    for route, row in ROWS.items():
        if not _takes_forms(row, dialogue):
            continue
        actor = whose(row.audience_of("POST"), dialogue)
        if actor not in strict:
            strict[actor] = Visitor(make_actor(actor), enforces_csrf=True)
        path = row.path.format(**things[dialogue].places)
        with CaptureQueriesContext(connection) as queries:
            answer = strict[actor].ask("POST", path)
        if answer.status_code != 403 or SAYS not in everything(answer):
            found.append(f"POST {route} as {actor}: {answer.status_code}")
        written = [each["sql"] for each in queries if each["sql"].startswith(WRITING)]
        found += [f"POST {route} as {actor}: {sql}" for sql in written]

    assert not found, "\n".join(found)
