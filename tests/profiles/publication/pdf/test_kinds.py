"""A draft, a submission, other languages, names under an asterisk."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from profiles.publication.pdf import make
from profiles.snapshot.canonical import Content
from tests.profiles.publication.pdf.conftest import IMPRINT, saying
from tests.profiles.publication.pdf.reading import pages, root_of, squeezed

pytestmark = pytest.mark.usefixtures("editions")


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


def test_a_draft_says_so_across_every_page(armenia: Content) -> None:
    short = saying(armenia, "<p>One.</p>")

    draft = pages(make(short, "en", replace(IMPRINT, stage="draft")))
    published = pages(make(short, "en", IMPRINT))

    assert all(re.search(r"^Draft$", text, re.MULTILINE) for text in draft)
    assert not any(re.search(r"^Draft$", text, re.MULTILINE) for text in published)


def test_what_is_with_its_state_says_so(armenia: Content) -> None:
    short = saying(armenia, "<p>One.</p>")

    told = pages(make(short, "en", replace(IMPRINT, stage="submitted")))

    assert "Submitted for endorsement on 27 November 2026" in told[0]
    assert all("Check code 7KQ4-9MXT-2CRD" in text for text in told)


def test_a_russian_reader_gets_russian(armenia: Content) -> None:
    told = pages(make(armenia, "ru", replace(IMPRINT, stage="draft")))

    text = squeezed("".join(told))
    for part in ("Армения", "Проект", "Содержание", "Рисунок 1", "Таблица 1"):
        assert squeezed(part) in text
    assert squeezed("2 931 084") in text
    assert "Demonstration text" not in text


def test_arabic_reads_from_the_right(armenia: Content) -> None:
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
    armenia: Content,
) -> None:
    told = pages(make(saying(armenia, "<p>Один.</p>", "ru"), "en", IMPRINT))[2]

    assert "The text of this section is in another language: Русский." in told
    assert "Один." in told


def test_a_name_with_an_asterisk_brings_its_footnote(armenia: Content) -> None:
    pdf = make(saying(armenia, "<p>Kosovo* too.</p>"), "en", IMPRINT)

    told = squeezed("".join(pages(pdf)))

    assert squeezed("Kosovo*: This designation is without prejudice") in told


def test_a_profile_under_an_asterisk_has_the_footnote_on_its_first_page(
    armenia: Content,
) -> None:
    changed = saying(armenia, "<p>One.</p>")
    changed["country"] = "XKX"
    changed["countries"] = {"XKX": {"en": "Kosovo*"}}

    first = pages(make(changed, "en", IMPRINT))[0]

    assert squeezed("* This designation is without prejudice") in squeezed(first)
