"""The one place that writes figures: the rows of a release, replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from imap.statistics.importing.rows import FlowRow, FlowTotalRow, ObservationRow
from imap.statistics.models import Flow, FlowTotal, Observation, Release
from imap.statistics.versions import figures_changed

BATCH = 5000

FigureRow = ObservationRow | FlowRow | FlowTotalRow


@transaction.atomic
def replace(release: Release, rows: Iterable[FigureRow]) -> None:
    """Put rows in place of all that a release holds; all of them or none.

    Rows may come one by one; those of all kinds in any order. A figure that is there
    twice raises IntegrityError. The release's own fields stay as they are. Only figures
    that readers see raise the data version.
    """
    # One after the other: two at once would both find the same rows to take away. The
    # state may have changed since the caller read it.
    target = Release.objects.select_for_update().get(pk=release.pk)
    target.observations.all().delete()
    target.flows.all().delete()
    target.flow_totals.all().delete()
    for batch in _batches(rows):
        _write(target, batch)
    if target.state == Release.State.RELEASED:
        figures_changed()


def _write(release: Release, rows: list[FigureRow]) -> None:
    Observation.objects.bulk_create(
        Observation(release=release, **row._asdict())
        for row in rows
        if isinstance(row, ObservationRow)
    )
    Flow.objects.bulk_create(
        Flow(release=release, **row._asdict())
        for row in rows
        if isinstance(row, FlowRow)
    )
    FlowTotal.objects.bulk_create(
        FlowTotal(release=release, **row._asdict())
        for row in rows
        if isinstance(row, FlowTotalRow)
    )


def _batches(rows: Iterable[FigureRow]) -> Iterator[list[FigureRow]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
