"""The main job: a stranger asks, the secretariat approves, a member reads Armenia."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from accounts.models import Registration, User
from imap.core.outbox.models import OutgoingMail
from tests.accounts.forms import link_in
from tests.browser.portal import MAP_READY, WITH_BROWSER, Complaints, Portal, said
from tests.factories import PASSWORD, make_member

pytestmark = WITH_BROWSER

NEW_PASSWORD = "seven slow boats at noon"
SECOND = 30


class Visitor:
    """A browser in one language; words are those of the English page."""

    def __init__(self, portal: Portal, page: Page, language: str) -> None:
        self.portal, self.page, self.language = portal, page, language

    def say(self, text: str) -> str:
        return said(text, self.language)

    def go(self, path: str) -> None:
        self.page.goto(self.portal.at(path, self.language))

    def press(self, text: str) -> None:
        name = self.say(text)
        self.page.get_by_role("main").get_by_role("button", name=name).first.click()

    def follow(self, text: str) -> None:
        name = self.say(text)
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def reads(self, text: str) -> None:
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(self.say(text))

    def signs_in(self, name: str, password: str) -> None:
        self.page.locator("#id_login").fill(name)
        self.page.locator("#id_password").fill(password)
        self.press("Sign in")


@pytest.mark.parametrize(
    ("language", "with_second_step"), [("en", True), ("ru", False)], ids=["en", "ru"]
)
def test_from_the_front_page_to_the_profile_of_armenia(
    portal: Portal,
    page: Page,
    at_desk: BrowserContext,
    settings: Settings,
    language: str,
    *,
    with_second_step: bool,
) -> None:
    settings.MFA_REQUIRED = with_second_step
    settings.MFA_TOTP_TOLERANCE = 1
    email = f"anna.{language}@migration.example"
    complaints = Complaints.of(page)
    visitor = Visitor(portal, page, language)
    at_desk.clear_cookies()
    secretary = Visitor(portal, at_desk.new_page(), language)

    _ask_for_access(visitor, email)
    _sign_in_at_the_desk(secretary, with_second_step=with_second_step)
    _approve(secretary, email)
    _come_in(visitor, email)
    _read_the_profile(visitor)
    _leave(visitor)

    assert complaints.lines == []


def _ask_for_access(visitor: Visitor, email: str) -> None:
    page = visitor.page
    visitor.go("bmp/")
    visitor.follow("Register for access")
    page.locator("#id_name").fill("Anna Hakobyan")
    page.locator("#id_email").fill(email)
    page.locator("#id_office").select_option("ARM")
    page.locator("#id_ministry").fill("Migration Service")
    page.locator("#id_post").fill("Head of unit")
    page.locator("#id_purpose").fill("Preparing a meeting.")
    page.locator("#id_notice").check()
    visitor.press("Send the request")
    visitor.reads("Look into your mailbox")
    assert not User.objects.filter(email=email).exists()

    page.goto(visitor.portal.url + _link(email, "registration-confirm"))
    visitor.reads("Confirm your address")
    visitor.press("Confirm")
    visitor.reads("Your address is confirmed")


def _sign_in_at_the_desk(secretary: Visitor, *, with_second_step: bool) -> None:
    user = make_member("bmp", role="secretariat", second_factor=False)
    secretary.go("bmp/desk/registrations/")
    if not with_second_step:
        secretary.signs_in(user.email, PASSWORD)
        return
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    assert Authenticator.objects.filter(user=user).exists()
    secretary.signs_in(user.email, PASSWORD)
    counter = int(time.time()) // SECOND
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    secretary.page.locator("#id_code").fill(code)
    secretary.page.keyboard.press("Enter")


def _approve(secretary: Visitor, email: str) -> None:
    page = secretary.page
    request = Registration.objects.get(email=email)
    row = page.locator(f".queue__row[href*='/{request.number}/']")
    expect(row).to_contain_text("Anna Hakobyan")
    row.click()
    expect(page.locator(".desk__address").first).to_have_text(email)
    page.locator("#id_reason").fill("Known to the contact point.")
    page.locator("[data-verb='approve']").click()
    expect(page.locator(".banner--ok")).to_be_visible()


def _come_in(visitor: Visitor, email: str) -> None:
    page = visitor.page
    page.goto(visitor.portal.url + _link(email, "registration-approved"))
    visitor.reads("Your access")
    visitor.press("Go on to your sign-in")
    visitor.reads("Choose your password")
    page.locator("#id_password1").fill(NEW_PASSWORD)
    page.locator("#id_password2").fill(NEW_PASSWORD)
    visitor.press("Save the password")
    expect(page.locator("#id_password1")).to_have_count(0)

    visitor.go("accounts/login/")
    visitor.signs_in(email, NEW_PASSWORD)
    expect(page.locator(MAP_READY)).to_be_attached()


def _read_the_profile(visitor: Visitor) -> None:
    page = visitor.page
    name = {"en": "Armenia", "ru": "Армения"}[visitor.language]
    counts = page.locator("[data-legend=rows] .legend__count")
    expect(counts).to_have_text(["10", "6", "34"])

    page.locator("#find-country").fill(name[:5])
    page.keyboard.press("Enter")
    expect(page.locator(".map-card__name")).to_have_text(name)
    page.locator(".map-card").get_by_role(
        "link", name=visitor.say("Country page")
    ).click()
    visitor.reads(name)
    page.locator("main a[href*='/profiles/ARM/extended/2011/']").first.click()
    notice = "Demonstration text; the profile endorsed in 2011 is not reproduced here."
    expect(page.get_by_role("main")).to_contain_text(visitor.say(notice))
    expect(page.locator(".chapter").first).to_be_visible()


def _leave(visitor: Visitor) -> None:
    page = visitor.page
    menu = page.locator(".account")
    menu.locator("summary").click()
    menu.get_by_role("link", name=visitor.say("My access")).click()
    visitor.reads("My access")
    menu.locator("summary").click()
    menu.get_by_role("button", name=visitor.say("Sign out")).click()
    expect(page.locator(".account")).to_have_count(0)

    visitor.go("bmp/map/")
    visitor.reads("Sign in")


def _link(email: str, name: str) -> str:
    return link_in(OutgoingMail.objects.get(to=email, name=name))
