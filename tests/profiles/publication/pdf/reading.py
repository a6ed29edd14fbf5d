"""What a PDF says: by its pages, as printed, and by its tags, as it is read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from outloud.model import Document
from pypdf import PdfReader


@dataclass(frozen=True)
class Spoken:
    """A piece of text with the tag it stands under, such as P, H2 or Note."""

    tag: str
    page: int
    text: str


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def squeezed(text: str) -> str:
    """Leave out what a line break may put between letters: spaces and hyphens."""
    return re.sub(r"[\s\u200b\u2010-]+", "", text)


def spoken(path: Path) -> list[Spoken]:
    """Return the texts of a tagged PDF in the order of its tags."""
    document = Document(str(path))
    try:
        root = document.root.StructTreeRoot
        return list(_walk(document, root, "", None))
    finally:
        document.close()


def alternatives(path: Path) -> list[str]:
    """Return what is said in place of each figure."""
    document = Document(str(path))
    try:
        return [each.alt or "" for each in document.elements_of("Figure")]
    finally:
        document.close()


def _walk(
    document: Document, node: Any, tag: str, page: int | None
) -> Iterator[Spoken]:
    if not isinstance(node, pikepdf.Dictionary):
        yield from _said(document, int(node), tag, page)
        return
    page = _page(document, node, page)
    if "/MCID" in node:
        yield from _said(document, int(node.MCID), tag, page)
        return
    tag = str(node.get("/S", tag)).lstrip("/")
    children = node.get("/K")
    if isinstance(children, pikepdf.Array):
        for child in children:
            yield from _walk(document, child, tag, page)
    elif children is not None:
        yield from _walk(document, children, tag, page)


def _page(document: Document, node: Any, above: int | None) -> int | None:
    own = node.get("/Pg")
    return above if own is None else document.page_index[own.objgen]


def _said(
    document: Document, mark: int, tag: str, page: int | None
) -> Iterator[Spoken]:
    assert page is not None
    text = document.content(page).mcid_text.get((None, mark))
    if text:
        yield Spoken(tag, page, text)
