"""Load the templates and the published lists of profiles; safe to repeat."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

from profiles.models import Kind, Listing, Profile, Template, TemplateSection

DATA = Path(__file__).resolve().parent / "data"
# <kind>-<version>.json: an edition keeps the version it was begun with. What changes an
# outline is a file of its own; in a file there is only spelling to correct.
TEMPLATES = DATA / "templates"
LISTED = DATA / "listed_status.csv"


def load() -> None:
    for path in sorted(TEMPLATES.glob("*.json")):
        kind, _hyphen, version = path.stem.partition("-")
        _load_template(Kind(kind), int(version), path)
    with LISTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _load_listing(row)


def _load_template(kind: Kind, version: int, path: Path) -> None:
    template, _created = Template.objects.get_or_create(kind=kind, version=version)
    sections: dict[str, TemplateSection] = {}
    for position, row in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        sections[row["code"]], _created = TemplateSection.objects.update_or_create(
            template=template,
            code=row["code"],
            defaults=_section(row, position, sections.get(row["parent"])),
        )
    template.sections.exclude(code__in=sections).delete()


def _section(
    row: dict[str, Any], position: int, parent: TemplateSection | None
) -> dict[str, Any]:
    return {
        "parent": parent,
        "position": position,
        "titles": row["titles"],
        "guidance": row["guidance"],
        "content": TemplateSection.Content(row["kind"]),
        "indicators": row["indicators"],
    }


def _load_listing(row: dict[str, str]) -> None:
    profile, _created = Profile.objects.get_or_create(
        dialogue_id=row["dialogue"], country_id=row["iso3"], kind=Kind(row["kind"])
    )
    Listing.objects.update_or_create(
        profile=profile,
        as_of=dt.date.fromisoformat(row["as_of"]),
        defaults={
            "status": Listing.Status(row["status"]),
            "source": {
                name.removeprefix("source_"): text
                for name, text in row.items()
                if name.startswith("source_")
            },
        },
    )
