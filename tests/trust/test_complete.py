"""No address of the project is missing in the table, and none is left over in it."""

from __future__ import annotations

from tests.trust.routes import ADMIN, all_routes
from tests.trust.table import ROWS


def test_every_address_stands_in_the_table() -> None:
    known = {route for route in all_routes() if not route.startswith(ADMIN)}

    assert known - set(ROWS) == set()


def test_the_table_names_no_address_that_does_not_exist() -> None:
    assert set(ROWS) - all_routes() == set()
