"""The other language beside the editor: its paragraph of the caret is marked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from profiles.models import Edition
from tests.browser.portal import NARROW, WIDE, WITH_BROWSER, Complaints, Portal

pytestmark = WITH_BROWSER

RICH = "[role='textbox'][contenteditable='true']"
MARKED = ".edit__paragraph[aria-current='true']"
ADDRESS = "bmp/edit/ARM/extended/2031/C1.2.4/en/"


@pytest.fixture(scope="module")
def draft(portal: Portal) -> Edition:
    return Edition.objects.get(label="2031")


def test_the_caret_marks_its_paragraph_in_the_other_language_and_scrolls_to_it(
    portal: Portal, draft: Edition, page: Page
) -> None:
    complaints = Complaints.of(page)
    portal.enter(page.context, "secretariat")
    page.set_viewport_size(WIDE)
    page.goto(portal.at(ADDRESS))
    text = page.locator(RICH)

    text.press("Control+Home")
    expect(page.locator(MARKED)).to_have_count(1)
    first = page.locator(MARKED).get_attribute("data-pair")
    text.press("Control+End")

    expect(page.locator(MARKED)).to_have_count(1)
    expect(page.locator(MARKED)).to_be_in_viewport()
    assert page.locator(MARKED).get_attribute("data-pair") != first
    assert complaints.lines == []


def test_a_paragraph_that_was_saved_just_now_is_shown_as_not_translated(
    portal: Portal, draft: Edition, page: Page
) -> None:
    portal.enter(page.context, "secretariat")
    page.goto(portal.at(ADDRESS))
    before = page.locator("[data-lack]").count()
    text = page.locator(RICH)
    text.press("Control+End")
    last = page.locator("[data-pair]").last
    expect(last).to_have_attribute("aria-current", "true")
    page.keyboard.press("Enter")
    expect(page.locator(MARKED)).to_have_count(0)
    page.keyboard.type("Nobody has translated this.")

    text.press("Control+s")
    expect(page.locator("[data-edit='saved']")).to_have_text(
        re.compile(r"^Saved \d\d:\d\d$")
    )

    expect(page.locator("[data-lack]")).to_have_count(before + 1)
    expect(page.locator(MARKED)).to_contain_text("Nobody has translated this.")
    expect(page.locator(MARKED)).to_contain_text("no paragraph yet")


def test_on_a_phone_the_other_language_stands_below(
    portal: Portal, draft: Edition, page: Page
) -> None:
    portal.enter(page.context, "secretariat")
    page.set_viewport_size(NARROW)
    page.goto(portal.at(ADDRESS))

    own, other = page.locator(RICH).bounding_box(), page.locator(".edit__other")
    below = other.bounding_box()

    assert own
    assert below
    assert below["y"] >= own["y"] + own["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
