"""The list of members as a file, in which no cell is ever a formula.

Both formats keep the rule of `imap.core.spreadsheets`; a cell of a workbook is marked
as text besides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from accounts.membership.listing import Entry
from accounts.membership.marks import FLAGS
from imap.core.access import Standing
from imap.core.spreadsheets import neutral

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_file(kind: str, entries: Iterable[Entry]) -> bytes:
    rows = [_head(), *(_row(entry) for entry in entries)]
    return _xlsx(rows) if kind == "xlsx" else _csv(rows)


def _csv(rows: list[list[str]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    # The mark by which Excel knows that this is UTF-8.
    return target.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("i-Map")
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=None)
            cell.value, cell.data_type = neutral(text), "s"
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _head() -> list[str]:
    return [
        _("Name"),
        _("E-mail"),
        _("Role"),
        _("State of the role"),
        _("Edition"),
        _("Sections"),
        _("State or organisation"),
        _("Ministry or office"),
        _("Post"),
        _("From"),
        _("Until"),
        _("Standing"),
        _("Last looked at"),
        _("Last used on"),
        _("Remarks"),
    ]


def _row(entry: Entry) -> list[str]:
    membership = entry.membership
    asked = membership.registration
    return [
        membership.name,
        membership.user.email,
        str(membership.get_role_display()),
        entry.state,
        membership.edition,
        ", ".join(membership.sections),
        entry.office,
        asked.ministry if asked else "",
        asked.post if asked else "",
        membership.valid_from.isoformat(),
        membership.valid_until.isoformat(),
        standing_word(membership.standing),
        membership.reviewed_at.date().isoformat() if membership.reviewed_at else "",
        membership.last_used_on.isoformat() if membership.last_used_on else "",
        "; ".join(str(FLAGS[mark]) for mark in entry.marks),
    ]


def standing_word(standing: Standing) -> str:
    return {
        Standing.ACTIVE: _("With access"),
        Standing.SUSPENDED: _("Paused"),
        Standing.EXPIRED: _("Ended"),
        Standing.NONE: _("Not yet begun"),
    }[standing]
