"""Foreign keys of what a fixture loads are checked once, not again after each test."""

from __future__ import annotations

from django.db import connection


def settle_constraints() -> None:
    """Have PostgreSQL check now what it put off to the end of the transaction.

    Each test checks what is put off, inside a savepoint: once that is rolled back, what
    was loaded before it is open again, a hundred thousand rows for every test.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()
