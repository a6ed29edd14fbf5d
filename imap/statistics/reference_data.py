"""Load the seed of figures from `data/`; safe to repeat, quick when nothing changed.

All of it is one released batch, "seed". The files win over the rows they describe,
but not over the class limits that staff have set.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from imap.statistics.classes import suggest_breaks
from imap.statistics.models import (
    CountedElsewhere,
    DataNote,
    Flow,
    FlowType,
    Indicator,
    Observation,
    Release,
    Source,
)
from imap.statistics.versions import figures_changed

DATA = Path(__file__).parent / "data"
RELEASE = "seed"
LANGUAGES = ("en", "ru", "fr", "ar")
BATCH = 5000


@transaction.atomic
def load() -> None:
    content_hash = _hash_of_files()
    release, _ = Release.objects.get_or_create(
        code=RELEASE,
        defaults={
            "titles": {"en": "Seed of figures", "ru": "Начальный набор показателей"},
            "state": Release.State.RELEASED,
        },
    )
    if release.content_hash == content_hash:
        return
    set_by_staff = _limits_set_by_staff()
    _load_catalogue()
    release.observations.all().delete()
    release.flows.all().delete()
    _load_observations(release)
    _load_flows(release)
    _settle_classes()
    _keep_limits(set_by_staff)
    release.content_hash = content_hash
    release.report = {
        "observations": release.observations.count(),
        "missing": release.observations.filter(value=None).count(),
        "flows": release.flows.count(),
    }
    release.save()
    figures_changed()


def editions() -> dict[str, str]:
    return {row["code"]: row["edition"] for row in _json("sources")}


def _load_catalogue() -> None:
    for row in _json("sources"):
        Source.objects.update_or_create(code=row.pop("code"), defaults=row)
    rows = _json("indicators")
    for position, row in enumerate(rows):
        values = row | {"position": position, "count": None}
        Indicator.objects.update_or_create(code=row["code"], defaults=values)
    ids = dict(Indicator.objects.values_list("code", "pk"))
    for row in rows:
        if row["count"]:
            shares = Indicator.objects.filter(code=row["code"])
            shares.update(count=ids[row["count"]])
    sources = _sources()
    for row in _json("flow_types"):
        values = row | {"source": None, "source_id": sources[row["source"]]}
        del values["source"]
        FlowType.objects.update_or_create(code=row["code"], defaults=values)
    _load_counted_elsewhere(sources)
    _load_data_notes(sources)


def _load_data_notes(sources: dict[str, int]) -> None:
    DataNote.objects.all().delete()
    DataNote.objects.bulk_create(
        DataNote(
            source_id=sources[row["source"]],
            country_id=row["iso3"],
            indicators=row["indicators"].split(),
            kind=row["kind"],
            code=row["code"],
            notes={
                code: row[f"note_{code}"]
                for code in ("en", "ru")
                if row[f"note_{code}"]
            },
        )
        for row in _csv("data_notes")
    )


def _load_counted_elsewhere(sources: dict[str, int]) -> None:
    CountedElsewhere.objects.all().delete()
    CountedElsewhere.objects.bulk_create(
        CountedElsewhere(
            source_id=sources[row["source"]],
            country_id=row["iso3"],
            counted_in_id=row["counted_in"],
            from_year=row["from_year"] or None,
            to_year=row["to_year"] or None,
            notes={code: row[f"note_{code}"] for code in LANGUAGES},
        )
        for row in _csv("counted_elsewhere")
    )


def _load_observations(release: Release) -> None:
    indicators = dict(Indicator.objects.values_list("code", "pk"))
    sources = _sources()
    rows = (
        Observation(
            indicator_id=indicators[row["indicator"]],
            country_id=row["iso3"],
            source_id=sources[row["source"]],
            release=release,
            period=row["year"],
            year=int(row["year"]),
            breakdown=row["breakdown"],
            value=Decimal(row["value"]) if row["value"] else None,
            published=row["value"],
            flag=row["flag"],
            definition=row["definition"],
        )
        for row in _csv("observations")
    )
    Observation.objects.bulk_create(rows, batch_size=BATCH)


def _load_flows(release: Release) -> None:
    types = dict(FlowType.objects.values_list("code", "pk"))
    sources = _sources()
    rows = (
        Flow(
            type_id=types[row["type"]],
            source_id=sources[row["source"]],
            release=release,
            origin_id=row["origin"],
            destination_id=row["destination"],
            period=row["year"],
            year=int(row["year"]),
            value=Decimal(row["value"]),
            published=row["value"],
        )
        for row in _csv("flows_2020")
    )
    Flow.objects.bulk_create(rows, batch_size=BATCH)


def _settle_classes() -> None:
    """Give class limits, once and over all years, where the catalogue has none."""
    for indicator in Indicator.objects.filter(breaks=[]):
        figures = indicator.observations.totals().values_list("value", flat=True)
        held = (value for value in figures if value is not None)
        indicator.breaks = suggest_breaks(held)
        indicator.save(update_fields=["breaks"])


def _limits_set_by_staff() -> dict[str, list[float]]:
    """Return limits by code; who empties them asks for the suggested ones again."""
    limits = Indicator.objects.values_list("code", "breaks", "loaded_breaks")
    return {code: now for code, now, loaded in limits if now and now != loaded}


def _keep_limits(set_by_staff: dict[str, list[float]]) -> None:
    Indicator.objects.update(loaded_breaks=F("breaks"))
    for code, breaks in set_by_staff.items():
        Indicator.objects.filter(code=code).update(breaks=breaks)


def _sources() -> dict[str, int]:
    return dict(Source.objects.values_list("code", "pk"))


def _json(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return rows


def _csv(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _hash_of_files() -> str:
    whole = hashlib.sha256()
    for path in sorted(DATA.glob("*.[cj]s*")):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()
