"""What is typed and not saved is kept, however long it is and whatever fails."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from profiles.editing import autosave
from profiles.editing.place import Place
from profiles.models import Edition
from tests.browser.portal import WITH_BROWSER, Portal

pytestmark = WITH_BROWSER

RICH = "[role='textbox'][contenteditable='true']"
SAVED = "[data-edit='saved']"
DRAFT = "bmp/edit/ARM/extended/2031/"
LONG = 40_000


@pytest.fixture(scope="module")
def draft(portal: Portal) -> Edition:
    return Edition.objects.get(label="2031")


@pytest.fixture
def writer(portal: Portal, draft: Edition, page: Page) -> Page:
    portal.enter(page.context, "secretariat")
    return page


def place(draft: Edition, code: str) -> Place:
    return Place(draft, draft.template.sections.get(code=code), "en")


def words_kept(draft: Edition, code: str) -> str:
    row = autosave.of(place(draft, code), User.objects.get(full_name="Jana Morel"))
    return row.body if row else ""


def write(page: Page, portal: Portal, code: str, text: str) -> None:
    page.goto(portal.at(f"{DRAFT}{code}/en/"))
    page.locator(RICH).click()
    page.keyboard.insert_text(text)
    expect(page.locator(SAVED)).to_have_text("Not saved yet")


def test_a_long_text_in_cyrillic_is_kept(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    write(writer, portal, "B4", "я" * LONG)

    expect(writer.locator(SAVED)).to_contain_text("Kept")

    assert words_kept(draft, "B4").count("я") == LONG


def test_words_typed_just_before_leaving_are_kept(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    write(writer, portal, "C3", "At the door.")

    with writer.expect_response("**/autosave/") as answer:
        writer.evaluate("dispatchEvent(new Event('pagehide'))")

    assert answer.value.ok
    assert "At the door." in words_kept(draft, "C3")
