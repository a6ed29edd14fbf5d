"""Delete what has expired from the cache in the database, which keeps it until asked.

A count for an address, or the sign that somebody has a page open, is of no use after
its time, and tells of people.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.utils import timezone


def delete_expired() -> int:
    """Return how many rows went; none where the cache is no table."""
    cache = settings.CACHES["default"]
    if not str(cache["BACKEND"]).endswith(".DatabaseCache"):
        return 0
    table = connection.ops.quote_name(str(cache["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        # The name is a setting.
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
        return int(cursor.rowcount)
