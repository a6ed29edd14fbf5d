"""Asking for access and approving it with the keyboard alone."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import Registration
from imap.core.outbox.models import OutgoingMail
from tests.accounts.forms import link_in
from tests.browser.portal import WITH_BROWSER, Portal
from tests.factories import make_registration

pytestmark = WITH_BROWSER

EMAIL = "petar.d@migration.example"
MOST_STOPS = 40
_HAS_FOCUS = "element => element === document.activeElement"
_OUTLINE = "element => getComputedStyle(element).outlineStyle"


def test_access_is_asked_for_and_given_by_keyboard(
    portal: Portal, page: Page, at_desk: BrowserContext
) -> None:
    page.goto(portal.at("bmp/register/"))
    _skip_to_the_content(page)
    _send_an_incomplete_form(page)
    _mend_and_send(page)
    page.goto(portal.url + link_in(OutgoingMail.objects.get(to=EMAIL)))
    _go_to(page, page.get_by_role("button", name="Confirm"))
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Your address is confirmed")

    desk = at_desk.new_page()
    desk.goto(portal.at("bmp/desk/registrations/"))
    _approve(desk)

    registration = Registration.objects.get(email=EMAIL)
    assert registration.state == Registration.State.APPROVED


def test_a_request_without_flags_is_decided_with_three_keys(
    portal: Portal, at_desk: BrowserContext
) -> None:
    first_in_the_queue = timezone.localdate() - timedelta(days=30)
    row = make_registration(name="Ilze Kalna", rank_on=first_in_the_queue)
    desk = at_desk.new_page()
    desk.goto(portal.at("bmp/desk/registrations/"))

    desk.keyboard.press("j")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ilze Kalna")
    desk.wait_for_load_state()  # keys work once the scripts of the page have run
    desk.keyboard.press("a")
    desk.keyboard.press("Enter")
    expect(desk.locator(".banner--ok")).to_contain_text("Access given")

    row.refresh_from_db()
    assert row.state == Registration.State.APPROVED


def _skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#id_name")).to_be_focused()


def _send_an_incomplete_form(page: Page) -> None:
    page.keyboard.type("Petar Dovin")
    _go_to(page, page.get_by_role("button", name="Send the request"))
    page.keyboard.press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert summary.evaluate(_OUTLINE) == "solid"
    expect(page.locator("#id_name")).to_have_value("Petar Dovin")


def _mend_and_send(page: Page) -> None:
    """Follow the summary to the first field that lacks an answer, and go on from it."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_email")).to_be_focused()
    page.keyboard.type(EMAIL)
    answers = {
        "office": "Armenia",
        "ministry": "Migration Service",
        "post": "Head of unit",
        "purpose": "Preparing a meeting.",
    }
    for name, answer in answers.items():
        _go_to(page, page.locator(f"#id_{name}"))
        page.keyboard.type(answer)
    _go_to(page, page.locator("#id_notice"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Look into your mailbox")


def _approve(desk: Page) -> None:
    _go_to(desk, desk.locator(".queue__row", has_text="Petar Dovin"))
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Petar Dovin")
    _go_to(desk, desk.locator("#id_reason"))
    desk.keyboard.type("Known to the contact point.")
    _go_to(desk, desk.locator("[data-verb='approve']"))
    desk.keyboard.press("Space")
    expect(desk.locator(".banner--ok")).to_contain_text("Access given")


def _go_to(page: Page, target: Locator) -> None:
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate(_HAS_FOCUS):
            return
    raise AssertionError(f"{target} was not reached")
