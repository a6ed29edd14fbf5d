"""The map as a reader uses it: pointer, keyboard, address, phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import MAP_READY as READY
from tests.browser.portal import WITH_BROWSER, Complaints, Portal

pytestmark = WITH_BROWSER

SHARE = "IMM.SHR@UNDESA2020"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def open_map(portal: Portal, page: Page) -> Iterator[Page]:
    """A member's browser that takes note of what the page complains about."""
    complaints = Complaints.of(page)
    portal.enter(page.context, "reader")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(portal.at("bmp/map/"))
    page.wait_for_selector(READY, state="attached")
    yield page
    assert complaints.lines == []


def counts(page: Page) -> list[str]:
    return page.locator("[data-legend='rows'] .legend__count").all_inner_texts()


def visit(page: Page, query: str) -> None:
    page.goto(page.url.partition("?")[0] + query)
    page.wait_for_selector(READY)


def test_the_map_is_useful_by_pointer_and_by_keyboard(open_map: Page) -> None:
    page = open_map
    assert counts(page) == ["10", "6", "34"]
    assert page.locator("path.shape--endorsed[data-code]").count() == 10

    _an_indicator_and_a_year_by_keyboard(page)
    _the_table_has_the_same_values(page)
    _the_address_brings_the_view_back(page)
    _enter_opens_the_card_and_escape_returns(page)
    _search_leads_to_a_country(page)


def _an_indicator_and_a_year_by_keyboard(page: Page) -> None:
    page.locator("[data-layer-key='indicator']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-legend='title']")).to_have_text("% of population, 2020")
    assert counts(page) == ["3", "10", "10", "13", "9", "4"]

    page.locator(".slider__input").focus()
    page.keyboard.press("Home")
    expect(page.locator(".slider__year")).to_have_text("1990")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slider__year")).to_have_text("1995")
    assert "year=1995" in page.url


def _the_table_has_the_same_values(page: Page) -> None:
    label = page.locator("path[data-code='KAZ'][role='button']").get_attribute(
        "aria-label"
    )
    page.locator("[data-view-key='table']").click()
    row = page.locator("tr[data-code='KAZ'] td").nth(1)
    expect(row).to_be_visible()
    assert label
    assert label.startswith("Kazakhstan, 1995:")
    shown = label.split(": ")[1].split("\N{NO-BREAK SPACE}")[0]
    assert f"{float(row.inner_text().split(chr(160))[0]):.1f}" == shown
    assert page.locator("tbody tr").count() == 50

    head = page.locator("[data-sort='value']")
    head.click()
    expect(head.locator("xpath=..")).to_have_attribute("aria-sort", "ascending")


def _the_address_brings_the_view_back(page: Page) -> None:
    address = page.url
    visit(page, "")
    page.goto(address)
    page.wait_for_selector(READY)
    expect(page.locator(".map-table caption")).to_contain_text("1995")
    page.locator("[data-view-key='map']").click()
    page.go_back()
    expect(page.locator("[data-map]")).to_have_attribute("data-view", "table")


def _enter_opens_the_card_and_escape_returns(page: Page) -> None:
    visit(page, f"?layer=indicator&indicator={SHARE}")
    stops = page.locator(".map-canvas [tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    page.keyboard.press("ArrowRight")
    code = page.evaluate("document.activeElement.dataset.code")
    assert code != "ALB"
    page.keyboard.press("Enter")
    expect(page.locator(".map-card__name")).to_be_visible()
    assert f"country={code}" in page.url

    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.code") == code


def _search_leads_to_a_country(page: Page) -> None:
    page.locator("#find-country").fill("armen")
    page.keyboard.press("Enter")
    expect(page.locator(".map-card__name")).to_have_text("Armenia")


def test_a_phone_shows_map_year_and_legend_without_sideways_scrolling(
    open_map: Page,
) -> None:
    page = open_map
    page.set_viewport_size(PHONE)

    visit(page, f"?layer=indicator&indicator={SHARE}")

    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    tops = [
        page.locator(part).bounding_box()["y"]  # type: ignore[index]
        for part in (".layers", ".map-canvas", ".map-picker", ".slider", ".map-legend")
    ]
    assert tops == sorted(tops)


def test_on_a_phone_the_card_is_a_sheet_over_the_legend(open_map: Page) -> None:
    page = open_map
    page.set_viewport_size(PHONE)

    visit(page, f"?layer=indicator&indicator={SHARE}&year=2020&country=UKR")

    card = page.locator(".map-card")
    profile = card.get_by_role("link", name="Open the profile")
    expect(card.locator(".map-card__name")).to_be_in_viewport()
    expect(card.locator(".map-card__now")).to_contain_text("11.4")
    expect(profile).to_be_in_viewport(ratio=1)
    expect(page.locator("path[data-code=UKR]").first).to_be_in_viewport()
    expect(card.locator(".map-card__figures")).to_be_hidden()

    handle = card.get_by_role("button", name="Figures of this country")
    handle.press("Enter")
    expect(card.locator(".map-card__figures")).to_be_visible()
    expect(handle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_on_a_phone_the_sheet_follows_the_finger(open_map: Page) -> None:
    page = open_map
    page.set_viewport_size(PHONE)
    visit(page, "?country=ARM")
    card = page.locator(".map-card")
    expect(card.locator(".map-card__name")).to_have_text("Armenia")

    stops = []
    for way in (60, -60, -60):
        _swipe(page, way)
        stops.append(card.get_attribute("data-stop"))
    assert stops == ["title", "card", "full"]

    for _ in range(3):
        _swipe(page, 60)
    expect(card).to_be_hidden()


def _swipe(page: Page, way: int) -> None:
    box = page.locator(".map-card__name").bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + way)
    page.mouse.up()


def test_on_paper_the_map_is_drawn_for_the_paper(open_map: Page) -> None:
    page = open_map
    before = page.locator(".map-canvas").bounding_box()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    box = page.locator(".map-canvas").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (780, 520)
    expect(page.locator("path[data-code='KAZ']").first).to_be_in_viewport()
    expect(page.locator(".map-legend")).to_be_visible()
    expect(page.locator(".map-tools")).to_be_hidden()

    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".map-canvas").bounding_box() == before
