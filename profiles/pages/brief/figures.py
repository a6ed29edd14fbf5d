"""Key figures of two states side by side, each with its year; never sensitive ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from imap.reference.participants import Participant
from imap.statistics.key_figures import KeyFigure, key_figures
from profiles.pages.brief.tables import ABSENT, Table, source_line


@dataclass(frozen=True)
class SideBySide:
    table: Table
    sources: Sequence[str]


def side_by_side(first: Participant, second: Participant) -> SideBySide:
    """Return the preferred figures of both, in the order of the catalogue."""
    pairs = list(zip(key_figures(first.iso3), key_figures(second.iso3), strict=True))
    known = [pair for pair in pairs if any(figure.source for figure in pair)]
    table = Table(
        title=_("Figures side by side"),
        head=[_("Figure"), first.name, second.name, _("Source")],
        rows=[
            [_label(pair), *(_text(figure) for figure in pair), _source(pair)]
            for pair in known
        ],
        note=_("Of several editions the newest; the year stands beside each figure."),
    )
    held = [figure.source for pair in known for figure in pair if figure.source]
    return SideBySide(table, [source_line(source) for source in held])


def _label(pair: tuple[KeyFigure, KeyFigure]) -> str:
    return next(figure for figure in pair if figure.source).label()


def _text(figure: KeyFigure) -> str:
    if figure.value is None:
        return ABSENT
    return f"{figure.text()} ({figure.year})"


def _source(pair: tuple[KeyFigure, KeyFigure]) -> str:
    told = [figure.source_text() for figure in pair if figure.source]
    return "; ".join(dict.fromkeys(told))
