"""Dated rows: both ends are days on which the row is in force; empty means open."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q


def in_force(on: dt.date, prefix: str = "") -> Q:
    """Return the condition "in force on that day" for `valid_from` and `valid_to`."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(
        **{f"{prefix}valid_from__lte": on}
    )
    not_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(
        **{f"{prefix}valid_to__gte": on}
    )
    return begun & not_ended
