"""A mark that changes with the released figures; payloads are stored under it."""

from __future__ import annotations

from django.db.models import F

from imap.statistics.models import DataVersion

ONLY_ROW = 1


def data_version() -> str:
    row = DataVersion.objects.filter(pk=ONLY_ROW).first()
    if row is None:
        return "0"
    # A database made anew begins at 1 again; the second keeps the two apart.
    return f"{row.number}-{int(row.changed_at.timestamp())}"


def figures_changed() -> None:
    row, _ = DataVersion.objects.get_or_create(pk=ONLY_ROW)
    row.number = F("number") + 1
    row.save()
