"""A passkey in a real browser: set up, signed in with, confirmed with.

Chromium's own virtual device stands in for a telephone or a USB key.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.portal import WITH_BROWSER, Complaints, Portal
from tests.factories import PASSWORD, make_member

pytestmark = WITH_BROWSER

_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def key(page: Page) -> Iterator[CDPSession]:
    """Plug a virtual device into the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
    yield session
    session.send("WebAuthn.disable")


def _sign_in(portal: Portal, page: Page, email: str) -> None:
    page.goto(portal.at("accounts/login/"))
    page.get_by_label("E-mail address or user name").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_staff_set_up_a_passkey_and_sign_in_with_it_alone(
    portal: Portal, page: Page, key: CDPSession
) -> None:
    complaints = Complaints.of(page)
    staff = make_member("bmp", role="secretariat", second_factor=False)
    desk = portal.at("bmp/desk/registrations/")

    _sign_in(portal, page, staff.email)
    page.goto(desk)
    expect(page.get_by_text("asks for a second step")).to_be_visible()
    _add_passkey(portal, page)
    expect(page).to_have_url(portal.at("accounts/2fa/recovery-codes/"))
    _sign_out(page)

    page.goto(portal.at("accounts/login/") + "?next=/en/bmp/desk/registrations/")
    page.get_by_role("button", name="With a passkey").click()

    expect(page).to_have_url(desk)
    assert complaints.lines == []


def test_a_passkey_is_the_second_step_after_the_password(
    portal: Portal, page: Page, key: CDPSession
) -> None:
    staff = make_member("bmp", role="secretariat", second_factor=False)
    _sign_in(portal, page, staff.email)
    _add_passkey(portal, page)
    _sign_out(page)

    _sign_in(portal, page, staff.email)
    expect(page).to_have_url(portal.at("accounts/2fa/authenticate/"))
    page.locator("#mfa_webauthn_authenticate").click()
    expect(page).to_have_url(portal.at("bmp/map/"))

    page.goto(portal.at("bmp/desk/registrations/"))
    expect(page).to_have_url(portal.at("bmp/desk/registrations/"))


def test_a_passkey_confirms_a_session_that_lacks_the_second_step(
    portal: Portal, page: Page, key: CDPSession
) -> None:
    staff = make_member("bmp", role="secretariat", second_factor=False)
    _sign_in(portal, page, staff.email)
    _add_passkey(portal, page)

    page.goto(portal.at("bmp/desk/registrations/"))
    page.locator("#mfa_webauthn_reauthenticate").click()

    expect(page).to_have_url(portal.at("bmp/desk/registrations/"))


def _add_passkey(portal: Portal, page: Page) -> None:
    page.goto(portal.at("accounts/2fa/webauthn/add/"))
    password = page.get_by_label("Password", exact=True)
    password.fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(portal.at("accounts/2fa/webauthn/add/"))
    page.get_by_label("sign in with this key alone").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")
