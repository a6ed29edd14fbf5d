"""Nothing is kept longer than `settings.RETENTION` says; time carries it out.

Each room names its rules in its `personal_data.py`. A rule finds the rows that go; they
go in batches, each in a transaction of its own, locked, so that many may do it at once
and any number of times. A dry run counts and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

BATCH = 200
# What belongs to no i-Map.
PLATFORM = ""


@dataclass(frozen=True)
class Rule:
    """`count` says how many go from a place now, `go` lets them go."""

    kind: str
    places: tuple[str, ...]
    count: Callable[[str], int]
    go: Callable[[str], int]


_rules: dict[str, Rule] = {}


def rule(each: Rule) -> None:
    _rules[each.kind] = each


def rows(
    kind: str,
    due: Callable[[str], QuerySet[Any]],
    go: Callable[[Sequence[Any]], object],
    *,
    places: Sequence[str] = tuple(settings.DIALOGUES),
) -> None:
    """Make a rule of rows: which are due in a place, and how a batch of them goes."""
    rule(
        Rule(
            kind,
            tuple(places),
            lambda place: due(place).count(),
            lambda place: _in_batches(due, go, place),
        )
    )


def before(name: str) -> datetime:
    """Return the moment before which what `name` covers is kept no longer."""
    return timezone.now() - timedelta(days=settings.RETENTION[name])


def report() -> dict[str, int]:
    """Return how many rows of which kind and i-Map would go now."""
    autodiscover_modules("personal_data")
    return {
        _name(each, place): each.count(place)
        for each in _rules.values()
        for place in each.places
    }


def carry_out() -> int:
    autodiscover_modules("personal_data")
    return sum(each.go(place) for each in _rules.values() for place in each.places)


def _name(each: Rule, place: str) -> str:
    return f"{each.kind}, {place}" if place else each.kind


def _in_batches(
    due: Callable[[str], QuerySet[Any]],
    go: Callable[[Sequence[Any]], object],
    place: str,
) -> int:
    last, done = None, 0
    while True:
        with transaction.atomic():
            due_rows = due(place).order_by("pk")
            if last is not None:
                due_rows = due_rows.filter(pk__gt=last)
            batch = list(
                due_rows.select_for_update(of=("self",), skip_locked=True)[:BATCH]
            )
            if not batch:
                return done
            last = batch[-1].pk
            go(batch)
        done += len(batch)
