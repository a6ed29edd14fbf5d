"""The flows of one state as rows to take away: every type and year, as published."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from imap.core.language import current
from imap.map.layers.view import Export
from imap.reference.participants import participants
from imap.statistics.models import Flow, Source

HEAD = (
    *("type", "name", "origin", "origin_name", "destination", "destination_name"),
    *("period", "value", "unit", "source", "edition"),
)


def flows_of(dialogue: str, iso3: str) -> Export | None:
    """Return what goes between a participating state and the others; None of no other
    place.
    """
    names = {each.iso3: each.name for each in participants(dialogue, current())}
    if iso3 not in names:
        return None
    rows = (
        Flow.objects.released()
        .filter(
            Q(origin=iso3, destination__in=names)
            | Q(destination=iso3, origin__in=names)
        )
        .select_related("type", "source")
        .order_by("type__position", "year", "origin", "destination")
    )
    sources = {row.source.code: row.source for row in rows}
    return Export(
        about=_about(names[iso3], list(sources.values())),
        head=HEAD,
        rows=[_cells(row, names) for row in rows],
    )


def _about(name: str, sources: Sequence[Source]) -> list[str]:
    lines = [
        _("Flows between %(name)s and the other states of the i-Map") % {"name": name}
    ]
    for source in sources:
        told = (
            f"{source.publishers}: {source.titles}, {source.edition}, {source.licence}"
        )
        lines += [_("Source: %s") % told, str(source.notes)]
    return lines


def _cells(row: Flow, names: dict[str, str]) -> list[str]:
    return [
        row.type.code,
        str(row.type.names),
        row.origin_id,
        names[row.origin_id],
        row.destination_id,
        names[row.destination_id],
        row.type.period(row.year),
        row.published,
        str(row.type.units),
        f"{row.source.publishers}: {row.source.titles}",
        row.source.edition,
    ]
