"""Load the catalogue and the seed of figures from `data/`; safe to repeat.

The catalogue is reference data (`catalogue_files`). The seed's figures are one release,
"seed", read and written as any other (`importing`). Quick when no file has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from django.db import transaction

from imap.statistics import seed_files
from imap.statistics.catalogue_files import (
    known_to_files,
    load_catalogue,
    remove_unnamed,
)
from imap.statistics.classes import suggest_breaks
from imap.statistics.importing.reading import (
    Reading,
    Row,
    read_flow_totals,
    read_flows,
    read_observations,
)
from imap.statistics.importing.report import Report
from imap.statistics.importing.rows import Known
from imap.statistics.importing.writing import replace
from imap.statistics.models import Indicator, Release
from imap.statistics.versions import figures_changed

RELEASE = "seed"
PROBLEMS_SHOWN = 5


class BadSeedError(Exception):
    """A file of the project's own figures has a line that is no figure.

    The message names file, line and column of the first problems.
    """


@transaction.atomic
def load() -> None:
    """Bring catalogue and seed into line with the files, all of it or nothing.

    The release keeps the state that staff gave it. Raises BadSeedError.
    """
    content_hash = seed_files.content_hash()
    if Release.objects.filter(code=RELEASE, content_hash=content_hash).exists():
        return
    release = _seed()
    # Another load may have done it all while this one waited.
    if release.content_hash == content_hash:
        return
    load_catalogue()
    release.report = _load_figures(release)
    remove_unnamed()
    _settle_classes()
    release.content_hash = content_hash
    release.save(update_fields=["content_hash", "report"])
    # Names and limits changed even where the release is not shown.
    figures_changed()


def editions() -> dict[str, str]:
    """Return what the files call the edition of each source, by its code."""
    sources = seed_files.rows_by_code("sources")
    return {code: row["edition"] for code, row in sources.items()}


def _seed() -> Release:
    """Return the release of the seed, held by this transaction."""
    Release.objects.get_or_create(
        code=RELEASE,
        defaults={
            "titles": {"en": "Seed of figures", "ru": "Начальный набор показателей"},
            "state": Release.State.RELEASED,
        },
    )
    return Release.objects.select_for_update().get(code=RELEASE)


def _load_figures(release: Release) -> dict[str, object]:
    """Replace the figures of the seed; return its report by file."""
    known = known_to_files()
    observations = _read("observations", read_observations, known)
    flows = _read("flows", read_flows, known)
    totals = _read("flow_totals", read_flow_totals, known)
    replace(release, chain(observations.rows, flows.rows, totals.rows))
    return {
        "observations": observations.report.as_json(),
        "flows": flows.report.as_json(),
        "flow_totals": totals.report.as_json(),
    }


def _read(
    name: str, read: Callable[[Iterable[str], Known], Reading[Row]], known: Known
) -> Reading[Row]:
    with seed_files.open_csv(name) as lines:
        reading = read(lines, known)
    if not reading.report.is_clean:
        raise BadSeedError(_told(name, reading.report))
    return reading


def _told(name: str, report: Report) -> str:
    first = report.problems[:PROBLEMS_SHOWN]
    lines = (
        f"{name}.csv, line {problem.line}, {problem.column}: "
        f"{problem.text!r}: {problem.message}"
        for problem in first
    )
    more = report.problems_found - len(first)
    return "\n".join([*lines, *([f"and {more} more"] if more else [])])


def _settle_classes() -> None:
    """Suggest class limits, over all years, where neither file nor staff have any."""
    for indicator in Indicator.objects.filter(breaks=[]):
        figures = indicator.observations.totals().values_list("value", flat=True)
        values = (value for value in figures if value is not None)
        indicator.breaks = suggest_breaks(values)
        if indicator.loaded:
            indicator.loaded["breaks"] = indicator.breaks
        indicator.save(update_fields=["breaks", "loaded"])
