"""No page breaks a rule of WCAG 2.2 A and AA that a machine can find."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.browser.portal import (
    ADDRESSES,
    IN_ARABIC,
    NARROW,
    WIDE,
    Address,
    Portal,
    together,
)

pytestmark = together("accessible")

_AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_BROKEN = """async (values) => {
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values },
    resultTypes: ['violations'],
    preload: false,
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id} at ${target.join(' ')}: ${failureSummary.split('\\n')[1]?.trim()}`));
}"""


@pytest.mark.parametrize(
    ("language", "addresses"),
    [("en", ADDRESSES), ("ru", ADDRESSES), ("ar", IN_ARABIC)],
    ids=["en", "ru", "ar"],
)
def test_no_page_breaks_a_rule(
    portal: Portal, page: Page, language: str, addresses: list[Address]
) -> None:
    faults = []

    for address in addresses:
        page.set_viewport_size(WIDE)
        portal.open(page, address, language)
        found = _broken_rules(page)
        faults += [f"{address.path} ({address.who}): {line}" for line in found]

    assert faults == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_forms_that_complain_break_no_rule(
    portal: Portal, page: Page, language: str
) -> None:
    faults = []

    for address in (
        Address("bmp/register/"),
        Address("accounts/login/"),
        Address("bmp/desk/registrations/{request}/", "secretariat"),
    ):
        portal.open(page, address, language)
        page.locator("main form[method=post] button[type=submit]").last.click()
        page.locator(".error-summary").wait_for()
        faults += [f"{address.path}: {line}" for line in _broken_rules(page)]

    assert faults == []


def _broken_rules(page: Page) -> list[str]:
    """Run axe at both widths; the policy of the page keeps out a script element."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        found += [f"{size['width']} px {at}" for at in page.evaluate(_BROKEN, _RULES)]
    return found
