"""What a PDF says of itself: where it stands on its way, and how to check it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from imap.core import dates
from imap.core.letters import printable
from profiles.publication.pdf.inline import Data


@dataclass(frozen=True)
class Imprint:
    """What stands on the first and last page besides the content.

    `stage` is "published", "submitted" or "draft"; a draft says so across each page.
    `day` is that of publication, submission or making, and the file's own: what is
    made twice from the same has the same bytes. `check_code` is spelled with hyphens,
    and `sha256` that of the content. `endorsements` are lines; `notices` stand first
    on the first page and again at the head of every other.
    """

    stage: str
    day: dt.date
    address: str
    check_code: str = ""
    check_address: str = ""
    sha256: str = ""
    citation: str = ""
    endorsements: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        return self.stage not in {"published", "submitted"}

    def stage_line(self) -> str:
        day = dates.spelled(self.day)
        if self.is_draft:
            return _("Draft of %s, not endorsed") % day
        if self.stage == "submitted":
            return _("Submitted for endorsement on %s") % day
        return _("Published on %s") % day

    def foot(self) -> str:
        """Name on each page what is signed, so that none is lost or exchanged."""
        line = self.stage_line()
        if not self.check_code:
            return line
        words = {"stage": line, "code": self.check_code}
        return _("%(stage)s · Check code %(code)s") % words


def rows(imprint: Imprint, title: str) -> list[Data]:
    """Return what the last page says of the document, line by line."""
    lines = [
        _row(_("Document"), title),
        _row(_("Status"), imprint.stage_line()),
        _row(_("Permanent address"), imprint.address, imprint.address, is_latin=True),
        _row(_("Check code"), imprint.check_code, is_latin=True),
        _row(_("How to check"), _how_to_check(imprint), imprint.check_address),
        _row(_("SHA-256 of the content"), imprint.sha256, is_latin=True),
        _row(_("How to cite"), imprint.citation, imprint.address),
    ]
    return [line for line in lines if line["text"]]


def _how_to_check(imprint: Imprint) -> str:
    if not imprint.check_code or not imprint.check_address:
        return ""
    text = _(
        "Enter the code at %s: the page says which text it stands for, and whether a"
        " later one has taken its place."
    )
    return text % imprint.check_address


def _row(head: str, text: str, href: str = "", *, is_latin: bool = False) -> Data:
    """Return a line with its head; what is Latin reads from the left everywhere."""
    return {
        "head": head,
        "text": printable(text),
        "href": href,
        "is_latin": is_latin,
    }
