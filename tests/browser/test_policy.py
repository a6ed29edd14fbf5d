"""No page breaks the content policy, asks another host, or scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.portal import (
    ADDRESSES,
    IN_ARABIC,
    NARROW,
    WIDE,
    Address,
    Complaints,
    Portal,
    together,
)

pytestmark = together("policy")

_IS_WIDER = """() => {
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth <= innerWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter((element) =>
    element.getBoundingClientRect().right > innerWidth + 1);
  return [`${scrollWidth} px`, ...out.slice(0, 4).map((element) =>
    `${element.tagName}.${element.getAttribute('class') ?? ''}`)];
}"""


@pytest.mark.parametrize(
    ("language", "addresses"),
    [("en", ADDRESSES), ("ru", ADDRESSES), ("ar", IN_ARABIC)],
    ids=["en", "ru", "ar"],
)
def test_no_page_breaks_the_policy_or_scrolls_sideways(
    portal: Portal, page: Page, language: str, addresses: list[Address]
) -> None:
    complaints = Complaints.of(page)
    faults = []

    for address in addresses:
        page.set_viewport_size(WIDE)
        portal.open(page, address, language)
        wide = page.evaluate(_IS_WIDER)
        page.set_viewport_size(NARROW)
        found = [*complaints.lines, *wide, *page.evaluate(_IS_WIDER)]
        faults += [f"{address.path} ({address.who}): {line}" for line in found]
        complaints.lines.clear()

    assert faults == []
