"""A text suggested instead of saved, and taken over, in the browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.portal import WITH_BROWSER, Complaints, Portal

pytestmark = WITH_BROWSER

RICH = "[role='textbox'][contenteditable='true']"
SECTION = "bmp/edit/ARM/extended/2031/A/en/"


def test_a_text_is_suggested_from_the_editor_and_taken_over(
    page: Page, portal: Portal
) -> None:
    complaints = Complaints.of(page)
    portal.enter(page.context, "secretariat")
    page.goto(portal.at(SECTION))
    page.locator(RICH).locator("p[data-p]").first.click()
    page.keyboard.type("Suggested ")

    page.get_by_text("Suggest it instead of saving").click()
    page.get_by_label("What you change, and why").fill("It was missing")
    page.get_by_role("button", name="Suggest").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Suggestion: A")
    expect(page.get_by_text("It was missing")).to_be_visible()
    expect(page.locator("mark", has_text="Suggested")).to_be_visible()
    page.get_by_role("button", name="Accept and save").click()

    expect(page.locator(RICH)).to_contain_text("Suggested")
    expect(page.get_by_text("1 decided suggestion")).to_be_visible()
    assert complaints.lines == []
