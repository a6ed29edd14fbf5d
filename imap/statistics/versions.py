"""A mark that changes with the released figures; payloads are stored under it."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from imap.statistics.models import DataVersion

ONLY_ROW = 1


def data_version() -> str:
    row = DataVersion.objects.filter(pk=ONLY_ROW).first()
    return version_text(row.number, row.changed_at) if row else version_text(None, None)


def version_text(number: int | None, changed_at: dt.datetime | None) -> str:
    """Return the mark of a number and the time it was given; "0" before any."""
    if number is None or changed_at is None:
        return "0"
    # A database made anew begins at 1 again; the second keeps the two apart.
    return f"{number}-{int(changed_at.timestamp())}"


def figures_changed() -> None:
    row, _ = DataVersion.objects.get_or_create(pk=ONLY_ROW)
    row.number = F("number") + 1
    row.save()
