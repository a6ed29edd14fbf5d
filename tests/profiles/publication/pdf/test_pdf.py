"""What the PDF of an edition says, and that it says it in order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import outloud
from lxml import html
from lxml.etree import _Element as Element
from pypdf import PdfReader

from profiles.publication.pdf import make
from profiles.snapshot.canonical import Content
from tests.profiles.publication.pdf.conftest import IMPRINT
from tests.profiles.publication.pdf.reading import (
    alternatives,
    pages,
    root_of,
    spoken,
    squeezed,
)

NOTICE = "Demonstration text; the profile endorsed in 2011 is not reproduced here."


def words(element: Element) -> Iterator[str]:
    """Return the words of a text that are its own: nothing looked up, no notes."""
    if element.tag not in {"cite", "figure", "data"}:
        yield squeezed(element.text or "")
        for child in element:
            yield from words(child)
    yield squeezed(element.tail or "")


def test_it_says_every_section_in_order(armenia: Content, file: Path) -> None:
    told = squeezed("".join(piece.text for piece in spoken(file)))

    # The contents name each section once before the text does.
    at = told.index("Generalcountryinformation") + 1
    for section in armenia["sections"]:
        if "en" not in section["texts"]:
            continue
        at = told.index(squeezed(section["code"] + section["titles"]["en"]), at)
        body = html.fragment_fromstring(section["texts"]["en"], create_parent="div")
        for part in words(body):
            at = told.index(part, at)


def test_a_note_is_read_where_its_number_stands(file: Path) -> None:
    pieces = spoken(file)
    note = next(
        at for at, piece in enumerate(pieces) if "Mid-year population of" in piece.text
    )

    before = squeezed("".join(piece.text for piece in pieces[:note]))
    after = squeezed("".join(piece.text for piece in pieces[note:]))
    assert "to2,931,084in2010.7" in before
    assert "Thefallwasfastest" in after
    assert after.index("Thefallwasfastest") < after.index("Figure1Thepopulation")
    # A screen reader hears the alternative text, then the values as a table.
    assert after.index("Figure1Thepopulation") < after.index("YearPopulation1990")


def test_a_checker_finds_no_error(file: Path) -> None:
    result = outloud.check(str(file))

    assert result.error is None
    assert result.errors == 0
    # Notes are painted at the foot of a page and read where their number stands; that
    # foot looks like a running one to the checker, though each note says another thing.
    assert {each.rule for each in result.findings} <= {"ORD-001", "PAG-001"}


def test_it_declares_itself_tagged_titled_and_in_a_language(english: bytes) -> None:
    reader = PdfReader(BytesIO(english))
    root = root_of(reader)

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Armenia: Extended Migration Profile 2011"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in english


def test_the_same_content_makes_the_same_bytes(
    editions: None, armenia: Content, english: bytes
) -> None:
    assert make(armenia, "en", IMPRINT) == english


def test_charts_have_words_for_those_who_do_not_see_them(file: Path) -> None:
    told = alternatives(file)

    assert told[0] == (
        "Chart: The population has fallen in every year since 1991. People, mid-year."
        " Its values follow as a table."
    )
    assert all(told)


def test_the_outline_leads_to_sections_by_their_codes(english: bytes) -> None:
    def titles(level: Any) -> Iterator[str]:
        for each in level:
            if isinstance(each, list):
                yield from titles(each)
            else:
                yield each.title

    found = list(titles(PdfReader(BytesIO(english)).outline))

    assert found[:2] == [
        "0 General country information",
        "0.1 Acronyms and abbreviations",
    ]
    assert "C1.2.4 Asylum seekers, refugees, stateless persons" in found
    assert found[-1] == "About this document"


def test_the_demonstration_notice_stands_on_every_page(english: bytes) -> None:
    assert all(text.startswith(NOTICE) for text in pages(english))


def test_every_page_has_the_notices_of_its_maker(english: bytes) -> None:
    assert all("This notice is a trial." in text for text in pages(english))


def test_every_page_names_the_check_code_and_its_number(english: bytes) -> None:
    told = pages(english)

    assert all(
        text.rstrip().endswith(f"Check code 7KQ4-9MXT-2CRD {number}")
        for number, text in enumerate(told, start=1)
    )


def test_the_imprint_says_how_to_check_it(english: bytes) -> None:
    told = squeezed(pages(english)[-1])

    for part in (
        *("7KQ4-9MXT-2CRD", "Enter the code at https://imap.example/en/check/"),
        *(IMPRINT.sha256, IMPRINT.citation, IMPRINT.address),
    ):
        assert squeezed(part) in told


def test_the_end_lists_sources_and_the_disclaimer_with_its_date(english: bytes) -> None:
    told = squeezed("".join(pages(english)[-2:]))

    assert squeezed("Refugee Data Finder") in told
    assert squeezed("do not imply official endorsement") in told
    assert squeezed("(23 November 2026)") in told


def test_the_title_page_names_who_endorsed(english: bytes) -> None:
    first = pages(english)[0]

    assert "Armenia" in first
    assert "Extended Migration Profile 2011" in first
    assert "Published on 27 November 2026" in first
    assert IMPRINT.endorsements[0] in first
