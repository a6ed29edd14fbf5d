"""Bring stored rows into line with a reviewed file, writing only what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = Mapping[str, Any]
M = TypeVar("M", bound=Model)


def upsert(stored: QuerySet[M], key: Sequence[str], rows: Sequence[Row]) -> None:
    """Create the rows whose key is new and change those that differ."""
    by_key = {_key_of(row, key): row for row in stored}
    new: list[M] = []
    changed: list[M] = []
    for values in rows:
        row = by_key.get(tuple(values[field] for field in key))
        if row is None:
            new.append(stored.model(**values))
        elif _assign(row, values):
            changed.append(row)
    if changed:
        # First, so that a row which ends makes room for the one that follows it.
        stored.bulk_update(changed, [name for name in rows[0] if name not in key])
    stored.bulk_create(new)


def prune(stored: QuerySet[M], key: Sequence[str], rows: Sequence[Row]) -> None:
    """Delete the stored rows whose key the file no longer has."""
    kept = {tuple(values[field] for field in key) for values in rows}
    stale = [row.pk for row in stored if _key_of(row, key) not in kept]
    if stale:
        stored.filter(pk__in=stale).delete()


def numbered(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Give each row its position within its dialogue, in the order of the file."""
    seen: Counter[str] = Counter()
    placed = []
    for row in rows:
        seen[row["dialogue_id"]] += 1
        placed.append({**row, "position": seen[row["dialogue_id"]]})
    return placed


def _key_of(row: Model, key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, field) for field in key)


def _assign(row: Model, values: Row) -> bool:
    differing = {
        name: value for name, value in values.items() if getattr(row, name) != value
    }
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)
