"""The brief as a PDF of one or two pages, typeset like the editions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from imap.core import language
from imap.core.colours import colours
from imap.core.dates import spelled
from profiles.pages.brief.content import Brief
from profiles.pages.brief.mentions import Mentions
from profiles.pages.brief.tables import Table
from profiles.publication.pdf.typesetting import typeset

# The first column is read, the others compared.
FIRST_COLUMN = 2


def paper(brief: Brief) -> bytes:
    """Return a tagged PDF; the same brief on the same day has the same bytes."""
    return typeset(_report(brief), brief.day, "brief.typ")


def _report(brief: Brief) -> dict[str, Any]:
    code = language.current()
    return {
        "title": brief.title,
        "kind": _("Bilateral brief"),
        "i_map": str(brief.dialogue.names),
        "lang": code,
        "dir": language.direction(code),
        "day": brief.day.isoformat(),
        "printed": _("as of %(day)s") % {"day": spelled(brief.day)},
        "colours": dict(colours(brief.dialogue.slug)),
        "sentence": brief.sentence,
        "tables": [_table(each) for each in brief.tables],
        "mentions": [_mentions(each) for each in brief.mentions],
        "sources_title": _("Sources"),
        "sources": list(brief.sources),
        "footnotes": brief.footnotes,
    }


def _table(table: Table) -> dict[str, Any]:
    rest: Sequence[int] = [1] * (len(table.head) - 1)
    return {
        "title": table.title,
        "head": list(table.head),
        "widths": [FIRST_COLUMN, *rest],
        "rows": [list(row) for row in table.rows],
        "note": table.note,
    }


def _mentions(each: Mentions) -> dict[str, Any]:
    return {
        "title": heading(each),
        "edition": each.edition,
        "notice": each.notice,
        "rows": [
            {"title": f"{row.code} {row.title}", "passage": row.passage}
            for row in each.rows
        ],
        "none": _("The profile does not name this state."),
    }


def heading(each: Mentions) -> str:
    """Return the title over what one profile says of the other state."""
    return _("%(other)s in the profile of %(state)s") % {
        "other": each.other,
        "state": each.state,
    }
