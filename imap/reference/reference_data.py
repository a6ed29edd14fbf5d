"""Load the reviewed reference data of `data/`; safe to repeat.

The files win over the rows they describe. What staff may edit on an i-Map (mailbox,
footnotes, boundary disclaimer) is set once, when the i-Map is created.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from imap.core.language import search_key, sort_key
from imap.reference.models import (
    Country,
    CountryGroup,
    CountryName,
    Dialogue,
    Organisation,
    Participation,
    ThematicArea,
)
from imap.reference.sync import numbered, prune, upsert

DATA = Path(__file__).parent / "data"
CODED = ("dialogue_id", "code")


@transaction.atomic
def load() -> None:
    _load_dialogues()
    _load_countries()
    _load_country_names()
    upsert(Organisation.objects.all(), CODED, _dialogue_rows("organisations"))
    upsert(CountryGroup.objects.all(), CODED, numbered(_dialogue_rows("groups")))
    areas = numbered(_dialogue_rows("thematic_areas"))
    upsert(ThematicArea.objects.all(), CODED, areas)
    _load_participations()


def _load_dialogues() -> None:
    legal = _json("legal_texts")
    for row in _json("dialogues"):
        marks = row["footnotes"]
        overwritten = {
            name: row[name]
            for name in ("names", "subtitles", "map_extent", "opens_with")
        } | {"languages": list(settings.DIALOGUES[row["slug"]])}
        set_once = {
            "mailbox": _mailbox(row),
            "footnotes": _only(marks, legal["footnotes"]),
            "earlier_footnotes": _only(marks, legal["earlier_footnotes"]),
            "boundary_disclaimer": legal["boundary_disclaimer"]["texts"],
            "boundary_disclaimer_date": legal["boundary_disclaimer"]["date"],
        }
        Dialogue.objects.update_or_create(
            slug=row["slug"],
            defaults=overwritten,
            create_defaults=overwritten | set_once,
        )


def _mailbox(row: dict[str, Any]) -> str:
    setting = row.get("mailbox_setting")
    return str(getattr(settings, setting) if setting else row["mailbox"])


def _only(marks: list[str], texts: dict[str, Any]) -> dict[str, Any]:
    return {mark: texts[mark] for mark in marks if mark in texts}


def _load_countries() -> None:
    rows = [
        row | {"latitude": float(row["latitude"]), "longitude": float(row["longitude"])}
        for row in _csv("countries")
    ]
    upsert(Country.objects.all(), ("iso3",), rows)


def _load_country_names() -> None:
    rows = [
        {
            "country_id": row["iso3"],
            "language": row["language"],
            "name": row["name"],
            "is_alias": row["is_alias"] == "1",
            "sort_key": sort_key(row["name"]),
            "search_key": search_key(row["name"]),
            "valid_from": _date(row["valid_from"]),
            "valid_to": _date(row["valid_to"]),
        }
        for row in _csv("country_names")
    ]
    key = ("country_id", "language", "name")
    stored = CountryName.objects.filter(country__in={row["country_id"] for row in rows})
    prune(stored, key, rows)
    upsert(stored.all(), key, rows)


def _load_participations() -> None:
    groups = {
        (group.dialogue_id, group.code): group.pk
        for group in CountryGroup.objects.all()
    }
    rows = [
        {
            "dialogue_id": row["dialogue"],
            "country_id": row["iso3"],
            "group_id": groups[row["dialogue"], row["group"]],
            "role": row["role"],
            "valid_from": _date(row["valid_from"]),
            "valid_to": _date(row["valid_to"]),
            "state": row["state"],
        }
        for row in _csv("participations")
    ]
    key = ("dialogue_id", "country_id", "valid_from")
    stored = Participation.objects.filter(
        dialogue__in={row["dialogue_id"] for row in rows},
        country__in={row["country_id"] for row in rows},
    )
    prune(stored, key, rows)
    upsert(stored.all(), key, rows)


def _dialogue_rows(name: str) -> list[dict[str, Any]]:
    return [{"dialogue_id": row.pop("dialogue"), **row} for row in _json(name)]


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _json(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def _csv(name: str) -> list[dict[str, Any]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
