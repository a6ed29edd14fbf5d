"""No page breaks the content policy, asks another host, scrolls sideways, or breaks a
rule of WCAG 2.2 A and AA that a machine can find.

Each page is opened once in each language and seen at both widths. The rules are tried
once: wide in English, narrow in Russian, whose words are the longer ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, ViewportSize

from tests.browser.portal import (
    ADDRESSES,
    IN_ARABIC,
    NARROW,
    WIDE,
    WITH_BROWSER,
    Address,
    Complaints,
    Portal,
)

pytestmark = WITH_BROWSER

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
_IS_WIDER = """() => {
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth <= innerWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter((element) =>
    element.getBoundingClientRect().right > innerWidth + 1);
  return [`${scrollWidth} px`, ...out.slice(0, 4).map((element) =>
    `${element.tagName}.${element.getAttribute('class') ?? ''}`)];
}"""


@pytest.mark.parametrize(
    ("language", "addresses", "widths"),
    [
        ("en", ADDRESSES, [WIDE]),
        ("ru", ADDRESSES, [NARROW]),
        ("ar", IN_ARABIC, [WIDE, NARROW]),
    ],
    ids=["en", "ru", "ar"],
)
def test_every_page_keeps_to_the_policy_the_width_and_the_rules(
    portal: Portal,
    page: Page,
    language: str,
    addresses: list[Address],
    widths: list[ViewportSize],
) -> None:
    complaints = Complaints.of(page)
    faults = []

    for address in addresses:
        page.set_viewport_size(WIDE)
        portal.open(page, address, language)
        found = _seen_at_both_widths(page, widths)
        found += complaints.lines
        faults += [f"{address.path} ({address.who}): {line}" for line in found]
        complaints.lines.clear()

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


def _seen_at_both_widths(page: Page, with_rules: list[ViewportSize]) -> list[str]:
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        found += page.evaluate(_IS_WIDER)
        if size in with_rules:
            broken = _broken_rules(page)
            found += [f"at {size['width']} px {line}" for line in broken]
    return found


def _broken_rules(page: Page) -> list[str]:
    """Run axe from the outside: the policy of the page keeps out a script element."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    broken: list[str] = page.evaluate(_BROKEN, _RULES)
    return broken
