"""Count what people do in a window of time, in one statement of the database.

A limit is a number and a unit: "50/h". Count before doing what is limited, and give
back what turned out well: of many that come at the very same moment, no more than the
limit get through.
"""

from __future__ import annotations

import hashlib
import time
from typing import NamedTuple

from django.db import connection, models
from django.db.models import F

_SECONDS = {"m": 60, "h": 3600, "d": 86400}
# Both databases lock the row they count in; the first one in a window sets its end.
_COUNT = """
    INSERT INTO {table} (slot, count, ends) VALUES (%(slot)s, 1, %(ends)s)
    ON CONFLICT (slot) DO UPDATE SET
        count = CASE WHEN {table}.ends <= %(now)s THEN 1 ELSE {table}.count + 1 END,
        ends = CASE WHEN {table}.ends <= %(now)s THEN excluded.ends
            ELSE {table}.ends END
    RETURNING count
"""


class Limit(models.Model):
    """One count: of what and whose only the digest in its slot says."""

    slot = models.CharField(max_length=100, primary_key=True)
    count = models.PositiveIntegerField()
    # Seconds since 1970.
    ends = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.slot


class Count(NamedTuple):
    """The place of one among those of its window."""

    number: int
    most: int

    @property
    def holds(self) -> bool:
        return self.number <= self.most

    @property
    def is_last(self) -> bool:
        return self.number == self.most

    @property
    def is_first_beyond(self) -> bool:
        """Whether the limit began to shut with this one: so once in a window."""
        return self.number == self.most + 1


def count(name: str, key: str, limit: str) -> Count:
    """Count one more for `key`."""
    number, unit = limit.split("/")
    now = time.time()
    table = connection.ops.quote_name(Limit._meta.db_table)
    slot, ends = _slot(name, key), now + _SECONDS[unit]
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT.format(table=table), {"slot": slot, "now": now, "ends": ends}
        )
        [place] = cursor.fetchone()
    return Count(place, int(number))


def count_within(name: str, key: str, limit: str) -> bool:
    """Count one more for `key` and say whether `limit` still holds."""
    return count(name, key, limit).holds


def give_back(name: str, key: str) -> None:
    """Take back one that was counted."""
    row = Limit.objects.filter(slot=_slot(name, key), count__gt=0)
    row.update(count=F("count") - 1)


def forget(name: str, key: str) -> None:
    Limit.objects.filter(slot=_slot(name, key)).delete()


def delete_ended() -> int:
    """Delete counts whose window has ended: they limit nothing, and tell of people."""
    return Limit.objects.filter(ends__lte=time.time()).delete()[0]


def _slot(name: str, key: str) -> str:
    return f"{name}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
