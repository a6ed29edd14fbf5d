"""Load the dated facts about each Process: meetings, conclusions, what it is."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from imap.process.models import About, Conclusion, Meeting
from imap.reference.sync import numbered, upsert

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load() -> None:
    _load_meetings()
    _load_conclusions()
    upsert(About.objects.all(), ("dialogue_id", "key"), numbered(_rows("about")))


def _load_meetings() -> None:
    rows = numbered(_rows("meetings"))
    for row in rows:
        row["starts"] = dt.date.fromisoformat(row["starts"])
        row["ends"] = dt.date.fromisoformat(row["ends"]) if row["ends"] else None
    upsert(Meeting.objects.all(), ("dialogue_id", "code"), rows)


def _load_conclusions() -> None:
    meetings = {
        (meeting.dialogue_id, meeting.code): meeting.pk
        for meeting in Meeting.objects.all()
    }
    rows = _rows("conclusions")
    for row in rows:
        row["meeting_id"] = meetings[row["dialogue_id"], row.pop("meeting")]
    upsert(Conclusion.objects.all(), ("meeting_id", "number"), rows)


def _rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file, each with its source written out and dated."""
    sources = _json("sources")
    rows = []
    for row in _json(name):
        source = sources[row.pop("source")]
        row["dialogue_id"] = row.pop("dialogue")
        row["as_of"] = dt.date.fromisoformat(source["as_of"])
        row["sources"] = source["names"]
        rows.append(row)
    return rows


def _json(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
