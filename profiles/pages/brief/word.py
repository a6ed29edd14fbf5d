"""The brief as a Word document: headings and tables that can be worked on."""

from __future__ import annotations

import datetime as dt
import io

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from imap.core.dates import spelled
from imap.core.packing import dated
from profiles.pages.brief.content import Brief
from profiles.pages.brief.paper import heading
from profiles.pages.brief.tables import Table

SMALL = Pt(8)
MARGIN = Mm(18)


def document(brief: Brief) -> bytes:
    """Return the file's bytes; the same brief on the same day has the same ones."""
    word = Document()
    for section in word.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = MARGIN
        section.top_margin = section.bottom_margin = MARGIN
    word.core_properties.title = brief.title
    word.core_properties.author = str(brief.dialogue.names)
    word.add_heading(brief.title, level=0)
    as_of = _("as of %(day)s") % {"day": spelled(brief.day)}
    _small(word, f"{_('Bilateral brief')} · {brief.dialogue.names} · {as_of}")
    word.add_paragraph(brief.sentence)
    for table in brief.tables:
        _add_table(word, table)
    for each in brief.mentions:
        word.add_heading(heading(each), level=1)
        _small(word, each.edition)
        if each.notice:
            word.add_paragraph(each.notice, style="Intense Quote")
        for row in each.rows:
            word.add_heading(f"{row.code} {row.title}", level=2)
            word.add_paragraph(row.passage)
        if not each.rows:
            word.add_paragraph(_("The profile does not name this state."))
    word.add_heading(_("Sources"), level=1)
    for line in (*brief.sources, *brief.footnotes):
        _small(word, line)
    return _bytes(word, brief.day)


def _add_table(word: WordDocument, table: Table) -> None:
    word.add_heading(table.title, level=1)
    grid = word.add_table(rows=1, cols=len(table.head), style="Light List")
    for row, texts in enumerate([table.head, *table.rows]):
        cells = grid.rows[0].cells if row == 0 else grid.add_row().cells
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.text = text
            if column:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if table.note:
        _small(word, table.note)


def _small(word: WordDocument, text: str) -> None:
    run = word.add_paragraph().add_run(text)
    run.font.size = SMALL


def _bytes(word: WordDocument, day: dt.date) -> bytes:
    """Return the file: the same brief on the same day has the same bytes."""
    made = io.BytesIO()
    word.save(made)
    return dated(made.getvalue(), day)
