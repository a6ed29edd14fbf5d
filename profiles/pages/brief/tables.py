"""A table of the brief: words only, so that page, PDF and DOCX cannot differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from imap.statistics.models import Source

ABSENT = "\N{EN DASH}"


@dataclass(frozen=True)
class Table:
    """The first cell of a row names it; the others stand at the end of their column."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def source_line(source: Source) -> str:
    """Return publisher, title, edition and licence of a source."""
    told = f"{source.publishers}: {source.titles}, {source.edition}, {source.licence}"
    return _("Source: %s") % told
