"""The bilateral brief: two states on a page, in a PDF and in a Word document."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from docx import Document

from imap.statistics.models import Flow
from tests.profiles.publication.pdf.reading import pages, squeezed

PAGE = "/en/bmp/brief/ARM/UKR/"

pytestmark = pytest.mark.usefixtures("editions")


def page(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_figures_both_ways_stand_with_year_and_share(member: Client) -> None:
    html = page(member)

    held = Flow.objects.get(
        type__code="IMS2020.STOCK", origin="ARM", destination="UKR", year=2020
    )
    row = re.search(r"Migrant stock, 2020 edition, people.*?</tr>", html, re.DOTALL)
    assert row
    assert f"{held.value:,.0f} (0.1\xa0%)" in row[0]
    assert "In 2024, " in html
    assert "no mirror gap" in html


def test_the_same_two_the_other_way_round_swap_the_columns(member: Client) -> None:
    paths = (PAGE, "/en/bmp/brief/UKR/ARM/")
    found = []
    for path in paths:
        row = re.search(r'<th scope="row">2005</th>.*?</tr>', page(member, path))
        assert row
        found.append(re.findall(r">([\d,]+)</td>", row[0]))

    assert len(found[0]) == 2
    assert found[0] == found[1][::-1]


def test_refugees_by_origin_are_in_no_brief(member: Client) -> None:
    # Refugees hosted are a key figure; by origin they are not to be handed on.
    html = page(member, "/en/bmp/brief/UKR/POL/")

    assert "Refugees, end of year," not in html
    assert "Asylum-seekers, end of year," not in html


def test_a_profile_that_names_the_other_state_is_quoted_with_its_notice(
    member: Client,
) -> None:
    html = page(member)

    assert "Ukraine in the profile of Armenia" in html
    assert 'href="/en/bmp/profiles/ARM/extended/2011/#C2.1"' in html
    assert "Demonstration text; the profile endorsed in 2011" in html
    assert "The profile does not name this state." in html


def test_russian_names_are_found_in_their_cases(member: Client) -> None:
    html = page(member, "/ru/bmp/brief/ARM/UKR/")

    assert 'href="/ru/bmp/profiles/ARM/extended/2011/#' in html


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pdf_says_the_same_on_two_pages_and_has_the_same_bytes(
    member: Client, language: str
) -> None:
    path = f"/{language}/bmp/brief/ARM/UKR.pdf"
    first, again = member.get(path), member.get(path)

    assert first["Content-Type"] == "application/pdf"
    assert first.content == again.content
    told = pages(first.content)
    assert len(told) <= 2
    text = squeezed("".join(told))
    title = re.search(r"<h1>(.*?)</h1>", page(member, path.replace(".pdf", "/")))
    assert title
    for words in (title[1], "KNOMAD", "35,141" if language == "en" else "35141"):
        assert squeezed(words) in text


def test_the_word_document_has_the_tables_of_the_page(member: Client) -> None:
    answer = member.get("/en/bmp/brief/ARM/UKR.docx")

    assert answer.content == member.get("/en/bmp/brief/ARM/UKR.docx").content
    word = Document(io.BytesIO(answer.content))
    assert word.paragraphs[0].text == "Armenia and Ukraine"
    rows = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    assert rows[1][:2] == ["1990", "35,141"]
    assert len(word.tables) == page(member).count('<table class="table">')


@pytest.mark.parametrize(
    "path",
    ["ARM/ARM/", "ARM/USA/", "ZZZ/ARM/", "ARM/USA.pdf", "ARM/ARM.docx"],
)
def test_a_brief_of_what_does_not_take_part_is_not_found(
    member: Client, path: str
) -> None:
    assert member.get(f"/en/bmp/brief/{path}").status_code == 404


def test_choosing_two_states_leads_to_their_brief(member: Client) -> None:
    answer = member.get("/en/bmp/brief/?first=ARM&second=KAZ")
    none = member.get("/en/bmp/brief/")

    assert answer.headers["Location"] == "/en/bmp/brief/ARM/KAZ/"
    assert none.headers["Location"] == "/en/bmp/countries/"


@pytest.mark.parametrize("second", ["ARM", "USA", ""])
def test_who_chooses_no_second_state_is_told_and_keeps_the_first(
    member: Client, second: str
) -> None:
    page = member.get(f"/en/bmp/brief/?first=ARM&second={second}", follow=True)

    assert page.redirect_chain[-1][0] == "/en/bmp/countries/ARM/"
    assert "Choose two different states for a brief." in page.content.decode()


def test_a_state_without_flows_of_its_own_still_has_a_brief(member: Client) -> None:
    html = page(member, "/en/bmp/brief/XKX/UKR/")

    assert "No figures between the two states are held here." in html
    assert "* " in html
