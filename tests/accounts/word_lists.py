"""Word documents as the tests of lists need them: only what Word itself would write."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def deleted(words: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText>{words}</w:delText></w:r></w:del>'


def inserted(words: str) -> str:
    return f'<w:ins w:id="2">{text(words)}</w:ins>'


def moved_away(words: str) -> str:
    return f'<w:moveFrom w:id="3">{text(words)}</w:moveFrom>'


def cell(*runs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{''.join(runs)}</w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def plain_row(*words: str) -> str:
    return row(*(cell(text(each)) for each in words))


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def document(*body: str, before: str = "") -> bytes:
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{_W}">'
        f"<w:body><w:p>{text('Note verbale')}</w:p>{''.join(body)}</w:body>"
        "</w:document>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return file.getvalue()
