"""What is pasted from a word processor: its structure stays, the rest is told."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.portal import WITH_BROWSER, Complaints, Portal
from tests.browser.test_vectors import EDITOR, PASTE

pytestmark = WITH_BROWSER

SECTION = "bmp/edit/ARM/extended/2031/C4/en/"
ITEM = (
    "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level{level} lfo1'>"
    "<![if !supportLists]><span style='mso-list:Ignore'>{mark}<span>&nbsp;</span>"
    "</span><![endif]>{text}</p>"
)
NOTE = "<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a>"
COMMENT = (
    "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[A1]</a>"
    "</span>"
)
NOTES = (
    "<div style='mso-element:footnote-list'><hr><div id=ftn1><p>"
    "<a href='#_ftnref1' name='_ftn1'>[1]</a> Census of 2011</p></div></div>"
)
COMMENTS = (
    "<div style='mso-element:comment-list'><div style='mso-element:comment'>"
    "<div class=msocomtxt>Really?</div></div></div>"
)
WORD = "".join(
    [
        "<h1 style='color:#2F5496'>Labour</h1>",
        f"<p class=MsoNormal>Many left{NOTE}<del>, it is said</del>.{COMMENT}",
        "<img src='file:///C:/chart.png'></p>",
        ITEM.format(level=1, mark="·", text="first"),
        ITEM.format(level=2, mark="1.", text="inner"),
        ITEM.format(level=1, mark="·", text="second"),
        "<table><tr><td colspan=2>Both</td></tr><tr><td>a</td><td>b</td></tr></table>",
        NOTES,
        COMMENTS,
    ]
)
DOCS = (
    "<b style='font-weight:normal'><p><span style='font-weight:700'>Bold</span> and"
    " <span style='font-style:italic'>slanted</span></p></b>"
)


def test_a_document_keeps_its_structure_and_what_is_left_out_is_told(
    page: Page, portal: Portal
) -> None:
    complaints = Complaints.of(page)
    open_empty(page, portal)

    page.evaluate(PASTE, WORD)

    text = page.locator(EDITOR)
    expect(text.locator("h4")).to_have_text("Labour")
    expect(text.locator("cite")).to_have_text("Census of 2011")
    expect(text.locator("p", has_text="Many left")).to_have_text(
        re.compile(r"^Many leftCensus of 2011\.")
    )
    expect(text.locator("ul > li")).to_have_count(2)
    expect(text.locator("ul > li > ol > li")).to_have_text("inner")
    expect(text.locator("td[colspan='2']")).to_have_text("Both")
    for gone in ("it is said", "Really?", "A1", "·", "[1]"):
        expect(text).not_to_contain_text(gone)
    expect(page.locator("[data-edit='pasted']")).to_have_text(
        "Left out of what you pasted: pictures (1), deleted text (1), "
        "comments (1), colours."
    )
    assert complaints.lines == []


def test_a_text_without_such_things_is_pasted_without_a_word(
    page: Page, portal: Portal
) -> None:
    open_empty(page, portal)

    page.evaluate(PASTE, "<p>Plain <b>words</b></p>")

    expect(page.locator(EDITOR).locator("strong")).to_have_text("words")
    expect(page.locator("[data-edit='pasted']")).to_be_empty()


def test_the_form_of_words_that_stands_in_styles_is_kept(
    page: Page, portal: Portal
) -> None:
    open_empty(page, portal)

    page.evaluate(PASTE, DOCS)

    text = page.locator(EDITOR)
    expect(text.locator("strong")).to_have_text("Bold")
    expect(text.locator("em")).to_have_text("slanted")


def test_a_table_gets_a_title_and_rows_and_a_footnote_by_keyboard(
    page: Page, portal: Portal
) -> None:
    open_empty(page, portal)
    bar = page.get_by_role("toolbar")
    expect(bar.get_by_role("button", name="Add row")).to_be_hidden()

    bar.get_by_role("button", name="Table", exact=True).press("Enter")
    bar.get_by_role("button", name="Add row").press("Enter")
    bar.get_by_role("button", name="Delete column").press("Enter")
    bar.get_by_role("button", name="Title of the table").press("Enter")
    page.get_by_label("Title of the table").and_(page.locator("input")).fill("By year")
    page.keyboard.press("Enter")
    bar.get_by_role("button", name="Footnote").press("Enter")
    page.get_by_label("Text of the footnote").and_(page.locator("input")).fill("Census")
    page.keyboard.press("Enter")

    table = page.locator(f"{EDITOR} table")
    expect(table.locator("tr")).to_have_count(4)
    expect(table.locator("tr").first.locator("th")).to_have_count(2)
    expect(table).to_have_attribute("data-caption", "By year")
    expect(table.locator("cite")).to_have_text("Census")


def open_empty(page: Page, portal: Portal) -> None:
    """Open a section and empty its field; what is typed there is not kept."""
    portal.enter(page.context, "secretariat")
    page.route("**/autosave/", lambda route: route.abort())
    page.goto(portal.at(SECTION))
    page.locator(EDITOR).wait_for()
    page.locator(EDITOR).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
