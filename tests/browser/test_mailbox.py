"""The mailbox by keyboard, and an answer that is kept while it is being written."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from accounts.mailbox.models import Draft
from tests.browser.portal import WITH_BROWSER, Portal
from tests.mailbox.rows import make_enquiry, make_letter

pytestmark = WITH_BROWSER


def test_letters_are_gone_through_and_answered_by_keyboard(
    portal: Portal, at_desk: BrowserContext
) -> None:
    for number, subject in enumerate(("First letter", "Second letter")):
        # The longest waiting stand first, before those of other tests.
        since = timezone.now() - timedelta(days=90 - number)
        make_letter(make_enquiry(subject=subject, waiting_since=since))
    page = at_desk.new_page()
    page.goto(portal.at("bmp/desk/mailbox/"))
    heading = page.get_by_role("heading", level=1)

    for key, subject in (("j", "First"), ("j", "Second"), ("k", "First")):
        page.keyboard.press(key)
        expect(heading).to_have_text(f"{subject} letter")
        page.wait_for_load_state()  # keys work once the scripts of the page have run
    page.keyboard.press("s")
    expect(page.locator("input[data-put-off]")).to_be_focused()
    page.locator("body").click(position={"x": 1, "y": 1})
    page.keyboard.press("a")
    expect(page.locator("[data-assign]")).to_be_focused()
    page.locator("body").click(position={"x": 1, "y": 1})
    page.keyboard.press("r")
    expect(page.locator("[data-answer]")).to_be_focused()


def test_an_answer_is_kept_while_it_is_written_and_found_again(
    portal: Portal, at_desk: BrowserContext
) -> None:
    row = make_enquiry(subject="A question of figures")
    make_letter(row)
    page = at_desk.new_page()
    address = portal.at(f"bmp/desk/mailbox/{row.number}/")
    page.goto(address)

    page.locator("[data-answer]").fill("The figure is right; its")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved at")
    page.goto(portal.at("bmp/desk/mailbox/"))
    page.goto(address)

    expect(page.locator("[data-answer]")).to_have_value("The figure is right; its")
    assert Draft.objects.get(enquiry=row).by is not None
    expect(page.locator(".mailbox__head")).to_contain_text("You are answering until")
