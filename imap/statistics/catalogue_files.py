"""The catalogue from the files of `data/`: sources, indicators, types of flows, notes.

Sources, indicators and types are staff's to change (`file_or_staff` has the rule).
Notes and countries counted elsewhere are the files' alone, for the sources they name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from imap.statistics.file_or_staff import as_file_says, settle
from imap.statistics.importing.rows import Known, known
from imap.statistics.models import (
    CountedElsewhere,
    DataNote,
    FlowType,
    FromFiles,
    Indicator,
    Source,
)
from imap.statistics.seed_files import csv_rows, rows_by_code

LANGUAGES = ("en", "ru", "fr", "ar")

Said = Mapping[str, Mapping[str, Any]]

# Each file, its model and the names of what may stand on a row of it.
FILES: tuple[tuple[str, type[FromFiles], tuple[str, ...]], ...] = (
    ("flow_types", FlowType, ("flows",)),
    ("indicators", Indicator, ("observations", "shares")),
    ("sources", Source, ("observations", "flows", "flow_types")),
)


def load_catalogue() -> None:
    """Bring the catalogue into line with its files; to be called in a transaction."""
    _load(Source, rows_by_code("sources"))
    sources = _keys(Source)
    _load_indicators()
    _load(FlowType, _flow_types(sources))
    _load_counted_elsewhere(sources)
    _load_data_notes(sources)


def known_to_files() -> Known:
    """Return what the files name, as they describe it.

    The seed is checked against this: that staff narrow a range or correct the name of
    an edition makes no figure of the project's own wrong.
    """
    indicators = Indicator.objects.filter(code__in=rows_by_code("indicators"))
    sources = Source.objects.filter(code__in=rows_by_code("sources"))
    types = FlowType.objects.filter(code__in=rows_by_code("flow_types"))
    return known(
        map(as_file_says, indicators),
        map(as_file_says, sources),
        map(as_file_says, types),
    )


def remove_unnamed() -> None:
    """Remove rows that the files named once, name no longer, and nothing uses.

    To be called after the figures of the seed were replaced.
    """
    for name, model, users in FILES:
        unnamed = model._default_manager.exclude(code__in=rows_by_code(name))
        _remove([row for row in unnamed if row.loaded], users)


def _keys(model: type[FromFiles]) -> dict[str, int]:
    """Return the primary keys of a part of the catalogue by code."""
    return dict(model._default_manager.values_list("code", "pk"))


def _load(model: type[FromFiles], said: Said) -> None:
    stored = {row.code: row for row in model._default_manager.filter(code__in=said)}
    for code, values in said.items():
        row = stored.get(code) or model(code=code)
        if settle(row, values):
            _stay_cautious(row)
            row.save()


def _stay_cautious(row: FromFiles) -> None:
    """Keep sensitive what staff or the file call so, whatever the other shows first."""
    if isinstance(row, Indicator) and row.sensitive:
        row.is_key_figure = False


def _remove(rows: Iterable[FromFiles], users: tuple[str, ...]) -> None:
    """Remove rows without users, and then those whose last user went with them."""
    kept: list[FromFiles] = []
    gone = 0
    for row in rows:
        if any(getattr(row, user).exists() for user in users):
            kept.append(row)
        else:
            row.delete()
            gone += 1
    if gone and kept:
        _remove(kept, users)


def _load_indicators() -> None:
    said = rows_by_code("indicators")
    counts = {code: row.pop("count") for code, row in said.items()}
    for position, row in enumerate(said.values()):
        row["position"] = position
    # First the new ones without their counts: a count may stand below its share.
    new = said.keys() - _keys(Indicator).keys()
    _load(Indicator, {code: row for code, row in said.items() if code in new})
    ids = _keys(Indicator)
    for code, count in counts.items():
        said[code] = {**said[code], "count_id": ids[count] if count else None}
    _load(Indicator, said)


def _flow_types(sources: Mapping[str, int]) -> Said:
    rows = rows_by_code("flow_types")
    for row in rows.values():
        row["source_id"] = sources[row.pop("source")]
    return rows


def _load_counted_elsewhere(sources: Mapping[str, int]) -> None:
    CountedElsewhere.objects.filter(source__code__in=rows_by_code("sources")).delete()
    CountedElsewhere.objects.bulk_create(
        CountedElsewhere(
            source_id=sources[row["source"]],
            country_id=row["iso3"],
            counted_in_id=row["counted_in"],
            from_year=row["from_year"] or None,
            to_year=row["to_year"] or None,
            notes={code: row[f"note_{code}"] for code in LANGUAGES},
        )
        for row in csv_rows("counted_elsewhere")
    )


def _load_data_notes(sources: Mapping[str, int]) -> None:
    DataNote.objects.filter(source__code__in=rows_by_code("sources")).delete()
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
        for row in csv_rows("data_notes")
    )
