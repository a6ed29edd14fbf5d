"""What the PDF of an edition says, and that it says it in order."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import outloud
import pytest
from lxml import html
from lxml.etree import _Element as Element
from pypdf import PageObject, PdfReader

from profiles.publication.pdf import make
from profiles.snapshot.canonical import Content
from tests.profiles.publication.conftest import IMPRINT
from tests.profiles.publication.reading import alternatives, pages, spoken, squeezed

NOTICE = "Demonstration text; the profile endorsed in 2011 is not reproduced here."


def saying(content: Content, body: str, language: str = "en") -> Content:
    """Return a content whose only text is this one, in its first section."""
    changed = copy.deepcopy(content)
    for section in changed["sections"]:
        section["texts"] = {}
    changed["sections"][0]["texts"] = {language: body}
    return changed


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def place_of(word: str, page: PageObject) -> float:
    """Return how far from the left edge a word stands that is a piece of its own."""
    places: list[float] = []

    def visit(
        text: str, outer: list[float], inner: list[float], *_font: object
    ) -> None:
        if text.strip() == word:
            places.append(outer[4] + inner[4])

    page.extract_text(visitor_text=visit)
    return places[0]


def first_page_of_text(content: Content, body: str) -> str:
    return pages(make(saying(content, body), "en", IMPRINT))[2]


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


def test_a_draft_says_so_across_every_page(editions: None, armenia: Content) -> None:
    short = saying(armenia, "<p>One.</p>")

    draft = pages(make(short, "en", replace(IMPRINT, stage="draft")))
    published = pages(make(short, "en", IMPRINT))

    assert all(re.search(r"^Draft$", text, re.MULTILINE) for text in draft)
    assert not any(re.search(r"^Draft$", text, re.MULTILINE) for text in published)


def test_what_is_with_its_state_says_so(editions: None, armenia: Content) -> None:
    short = saying(armenia, "<p>One.</p>")

    told = pages(make(short, "en", replace(IMPRINT, stage="submitted")))

    assert "Submitted for endorsement on 27 November 2026" in told[0]
    assert all("Check code 7KQ4-9MXT-2CRD" in text for text in told)


def test_a_russian_reader_gets_russian(editions: None, armenia: Content) -> None:
    told = pages(make(armenia, "ru", replace(IMPRINT, stage="draft")))

    text = squeezed("".join(told))
    for part in ("Армения", "Проект", "Содержание", "Рисунок 1", "Таблица 1"):
        assert squeezed(part) in text
    assert squeezed("2 931 084") in text
    assert "Demonstration text" not in text


def test_arabic_reads_from_the_right(editions: None, armenia: Content) -> None:
    chart = (
        '<figure data-chart="lines" data-series="POP.TOT@WPP2024:ARM"'
        ' data-title="السكان" data-labels="السكان"></figure>'
    )
    body = f"<p>السكر</p>{chart}"

    pdf = make(saying(armenia, body, "ar"), "ar", IMPRINT)

    reader = PdfReader(BytesIO(pdf))
    page = reader.pages[2]
    assert root_of(reader)["/Lang"] == "ar"
    assert place_of("0", page) > page.mediabox.width / 2
    assert set("السكر") <= set(page.extract_text())


def test_a_section_without_the_language_says_which_one_it_is_in(
    editions: None, armenia: Content
) -> None:
    told = pages(make(saying(armenia, "<p>Один.</p>", "ru"), "en", IMPRINT))[2]

    assert "The text of this section is in another language: Русский." in told
    assert "Один." in told


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "#sys.inputs",
        "$x$ *a* _b_ `c`",
        "\\ @label [ ] ]",
        "= no heading",
        "// no comment /* none */",
        "~ -- --- ...",
    ],
)
def test_no_text_becomes_markup(editions: None, armenia: Content, text: str) -> None:
    assert text in first_page_of_text(armenia, f"<p>{text}</p>")


def test_a_label_in_a_text_stays_words(editions: None, armenia: Content) -> None:
    told = first_page_of_text(armenia, "<p>a &lt;label&gt; b</p>")

    assert "a <label> b" in told


def test_a_letter_that_no_font_has_is_marked(editions: None, armenia: Content) -> None:
    told = first_page_of_text(armenia, "<p>a \u65e5 b \ufeffc \U0001f600</p>")

    assert "a \ufffd b c \ufffd" in told


def test_a_name_with_an_asterisk_brings_its_footnote(
    editions: None, armenia: Content
) -> None:
    pdf = make(saying(armenia, "<p>Kosovo* too.</p>"), "en", IMPRINT)

    told = squeezed("".join(pages(pdf)))

    assert squeezed("Kosovo*: This designation is without prejudice") in told


def test_a_profile_under_an_asterisk_has_the_footnote_on_its_first_page(
    editions: None, armenia: Content
) -> None:
    changed = saying(armenia, "<p>One.</p>")
    changed["country"] = "XKX"
    changed["countries"] = {"XKX": {"en": "Kosovo*"}}

    first = pages(make(changed, "en", IMPRINT))[0]

    assert squeezed("* This designation is without prejudice") in squeezed(first)
