"""Comments beside the editor: led by the caret, sent without leaving the text."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from profiles.models import Comment
from tests.browser.portal import WITH_BROWSER, Complaints, Portal

pytestmark = WITH_BROWSER

RICH = "[role='textbox'][contenteditable='true']"
SAVED = "[data-edit='saved']"
SECTION = "bmp/edit/ARM/extended/2031/A/en/"


def test_the_caret_chooses_the_paragraph_and_what_is_typed_stays(
    page: Page, portal: Portal
) -> None:
    complaints = Complaints.of(page)
    portal.enter(page.context, "secretariat")
    page.goto(portal.at(SECTION))
    text = page.locator(RICH)
    second = text.locator("p[data-p]").nth(1)
    name = second.get_attribute("data-p") or ""
    second.click()
    page.keyboard.type("Unsaved ")

    page.get_by_text("Comment on a passage").click()
    expect(page.get_by_label("Passage")).to_have_value(name)
    page.get_by_label("Comment", exact=True).fill("Since when?")
    page.get_by_role("button", name="Comment").click()

    expect(page.locator(f"[data-paragraph='{name}']")).to_contain_text("Since when?")
    expect(page.get_by_role("heading", name="Comments 1 open")).to_be_focused()
    expect(text.locator(".edit-commented")).to_contain_text("Unsaved")
    assert Comment.objects.get(edition__profile__country="ARM").paragraph == name
    # The draft is saved, so that no words are on their way when the test is over.
    text.press("Control+s")
    expect(page.locator(SAVED)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    assert complaints.lines == []
