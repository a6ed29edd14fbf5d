"""The standing portal, its pages, and what a browser complains about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import (
    BrowserContext,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)

# The marks of a module of browser tests, which one process runs (tests/conftest.py).
WITH_BROWSER = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 360, "height": 740}
MAP_READY = "[data-map][data-ready]"

_REPORT_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


class Address(NamedTuple):
    path: str  # without the language
    who: str = "anonymous"
    status: int = 200


SHARE = "IMM.SHR@UNDESA2020"
SHARE_2020 = f"layer=indicator&indicator={SHARE}&year=2020"
ADDRESSES = [
    Address(""),
    Address("legal/notice/"),
    Address("legal/privacy/"),
    Address("legal/accessibility/"),
    Address("bmp/"),
    Address("bmp/check/"),
    Address("bmp/check/?code=7KQ4"),
    Address("bmp/register/"),
    Address("bmp/register/sent/"),
    Address("bmp/register/confirm/{confirm}/"),
    Address("bmp/register/access/{access}/"),
    Address("bmp/register/confirm/nonsense/", status=404),
    Address("accounts/login/"),
    Address("accounts/login/code/"),
    Address("accounts/logout/", "reader"),
    Address("accounts/password/reset/"),
    Address("accounts/password/reset/done/"),
    Address("accounts/username/"),
    Address("accounts/username/sent/"),
    Address("me/", "stranger"),
    Address("bmp/map/", "stranger", 403),
    Address("bmp/nothing/", "reader", 404),
    Address("bmp/", "reader"),
    Address("bmp/map/", "reader"),
    Address(f"bmp/map/?{SHARE_2020}&country=ARM", "reader"),
    Address(f"bmp/map/?{SHARE_2020}&view=chart&lines=ARM,UKR", "reader"),
    Address(f"bmp/map/?{SHARE_2020}&view=table", "reader"),
    Address("bmp/map/?layer=flows&country=UKR", "reader"),
    Address("bmp/brief/ARM/UKR/", "reader"),
    Address("bmp/map/?layer=flows&country=UKR&view=table", "reader"),
    Address("bmp/countries/", "reader"),
    Address("bmp/countries/ARM/", "reader"),
    Address("bmp/countries/XKX/", "reader"),
    Address("bmp/profiles/ARM/extended/2011/", "reader"),
    Address("bmp/profiles/XAA/extended/2021/", "reader"),
    Address("bmp/profiles/XAA/extended/2023/", "reader"),
    Address("bmp/profiles/XAA/extended/2023/changes/", "reader"),
    Address("me/", "reader"),
    Address("accounts/password/change/", "reader"),
    Address("accounts/email/", "reader"),
    Address("accounts/sessions/", "reader"),
    Address("accounts/2fa/", "reader"),
    Address("accounts/2fa/totp/activate/", "reader"),
    Address("accounts/reauthenticate/", "reader"),
    Address("bmp/edit/", "secretariat"),
    Address("bmp/edit/UKR/extended/", "secretariat"),
    Address("bmp/edit/{draft}/", "secretariat"),
    Address("bmp/edit/{draft}/submission/", "secretariat"),
    Address("bmp/edit/{draft}/pdf/en/", "secretariat"),
    Address("bmp/edit/XAA/light/2026/submission/", "secretariat"),
    Address("bmp/edit/ARM/extended/2011/publication/", "secretariat"),
    Address("bmp/edit/ARM/extended/2011/", "secretariat"),
    Address("bmp/edit/ARM/extended/2011/submission/", "secretariat"),
    Address("bmp/edit/ARM/extended/2011/A/en/", "secretariat"),
    Address("bmp/edit/{draft}/C4/en/", "secretariat"),
    Address("bmp/edit/{draft}/C4/en/history/", "secretariat"),
    Address("bmp/edit/XAA/extended/2026/F3/ru/", "secretariat"),
    Address("bmp/edit/XAA/extended/2026/F3/en/history/", "secretariat"),
    Address("bmp/edit/XAA/extended/2026/names/{state_name}/", "secretariat"),
    Address(
        "bmp/edit/XAA/extended/2026/F3/en/suggestions/{suggestion}/", "secretariat"
    ),
    Address("bmp/desk/registrations/", "secretariat"),
    Address("bmp/desk/domains/", "secretariat"),
    Address("bmp/desk/registrations/{request}/", "secretariat"),
    Address("bmp/desk/mailbox/", "secretariat"),
    Address("bmp/desk/mailbox/{enquiry}/", "secretariat"),
    Address("bmp/desk/mailbox/{enquiry}/request/", "secretariat"),
    Address("bmp/desk/mailbox/{enquiry}/people/", "secretariat"),
    Address("bmp/desk/registrations/{decided}/?state=all", "secretariat"),
]
IN_ARABIC = [
    Address("mtm/"),
    Address("mtm/register/"),
    Address("mtm/map/", "reader mtm"),
    Address("mtm/map/?layer=indicator&view=chart", "reader mtm"),
    Address("mtm/countries/", "reader mtm"),
]


@dataclass(frozen=True)
class Portal:
    url: str
    sessions: dict[str, str]
    places: dict[str, str]

    def at(self, path: str, language: str = "en") -> str:
        return f"{self.url}/{language}/{path.format(**self.places)}"

    def enter(self, context: BrowserContext, who: str) -> None:
        context.clear_cookies()
        if self.sessions[who]:
            session = self.sessions[who]
            context.add_cookies(
                [{"name": "sessionid", "value": session, "url": self.url}]
            )

    def open(self, page: Page, address: Address, language: str = "en") -> None:
        """Open the page as whoever it is for; maps until they are drawn."""
        self.enter(page.context, address.who)
        answer = page.goto(self.at(address.path, language))
        assert answer is not None
        assert answer.status == address.status, page.url
        assert urlsplit(page.url).path == urlsplit(answer.request.url).path
        if "/map/" in address.path and address.status == 200:
            expect(page.locator(MAP_READY)).to_be_attached()
        if "view=chart" in address.path:
            expect(page.locator(".map-chart__plot")).to_be_visible()


@dataclass
class Complaints:
    """What the console said, what was refused, and who else was asked."""

    lines: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Complaints:
        found = cls()
        page.add_init_script(_REPORT_VIOLATIONS)
        page.on("console", lambda message: found.console(message.type, message.text))
        page.on("pageerror", lambda error: found.lines.append(f"error: {error}"))
        page.on("request", found.request)
        page.on("response", found.response)
        return found

    def console(self, kind: str, text: str) -> None:
        # The answer to a page may be 403 or 404; parts of pages are watched below.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.lines.append(f"{kind}: {text}")

    def request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in ("localhost", None):
            self.lines.append(f"another host: {request.url}")

    def response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 400 and not is_page:
            self.lines.append(f"{response.status}: {response.url}")


def said(text: str, language: str) -> str:
    """Return the words of the page in a language."""
    with override(language):
        return gettext(text)


def visit(page: Page, query: str) -> None:
    page.goto(page.url.partition("?")[0] + query)
    page.wait_for_selector(MAP_READY)
