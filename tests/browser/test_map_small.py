"""The map on a phone, on paper, and with a layer more."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from imap.map.layers.socket import register, withdraw
from tests.browser.portal import MAP_READY as READY
from tests.browser.portal import NARROW, SHARE, WITH_BROWSER, Portal, visit
from tests.map.tide import TideLayer

pytestmark = WITH_BROWSER


def test_a_phone_shows_map_year_and_legend_without_sideways_scrolling(
    open_map: Page,
) -> None:
    page = open_map
    page.set_viewport_size(NARROW)

    visit(page, f"?layer=indicator&indicator={SHARE}")

    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    tops = [
        page.locator(part).bounding_box()["y"]  # type: ignore[index]
        for part in (
            ".layers",
            ".map-canvas",
            ".map-picker",
            ".slider:visible",
            ".legend__title",
        )
    ]
    assert tops == sorted(tops)


# For each participant the point of its shape that lies most in the middle, and whose
# it is. A state too small for a shape on screen is its dot.
MIDDLES = """() => [...document.querySelectorAll("path.shape")].map((path) => {
  const { code } = path.dataset;
  const dot = document.querySelector(`.dot[data-code=${code}]`);
  const middle = middleOf(path) ?? middleOf(dot);
  const hit = document.elementFromPoint(middle.x, middle.y);
  return { code, x: middle.x, y: middle.y, hit: hit?.dataset.code };

  function middleOf(path) {
    const { x, y, width, height } = path.getBBox();
    const steps = Array.from({ length: 15 }, (_, i) => (i + 0.5) / 15);
    const inside = steps
      .flatMap((a) => steps.map((b) => [x + a * width, y + b * height]))
      .map(([x, y]) => new DOMPoint(x, y))
      .filter((point) => path.isPointInFill(point));
    const sum = (key) => inside.reduce((total, each) => total + each[key], 0);
    const [cx, cy] = [sum('x') / inside.length, sum('y') / inside.length];
    const far = (point) => Math.hypot(point.x - cx, point.y - cy);
    return inside
      .sort((a, b) => far(a) - far(b))[0]
      ?.matrixTransform(path.getScreenCTM());
  }
})"""


@pytest.mark.parametrize("width", [360, 1440])
def test_the_middle_of_each_participant_belongs_to_no_neighbour(
    open_map: Page, width: int
) -> None:
    page = open_map
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, "")

    middles = page.evaluate(MIDDLES)

    assert len(middles) == 50
    assert {each["code"]: each["hit"] for each in middles} == {
        each["code"]: each["code"] for each in middles
    }
    ukraine = next(each for each in middles if each["code"] == "UKR")
    page.mouse.click(ukraine["x"], ukraine["y"])
    expect(page.locator(".map-card__name")).to_have_text("Ukraine")


def test_beside_a_small_state_a_finger_still_finds_it(open_map: Page) -> None:
    page = open_map
    page.set_viewport_size({"width": 360, "height": 800})
    visit(page, "")
    malta = page.locator("path.target[data-code='MLT']").bounding_box()
    assert malta
    assert min(malta["width"], malta["height"]) >= 24

    page.mouse.click(malta["x"] + malta["width"] / 2, malta["y"] + malta["height"] - 3)

    expect(page.locator(".map-card__name")).to_have_text("Malta")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_on_a_phone_the_table_comes_after_its_controls_and_no_column_is_cut(
    open_map: Page, language: str
) -> None:
    page = open_map
    page.set_viewport_size(NARROW)
    address = page.url.replace("/en/", f"/{language}/").partition("?")[0]

    page.goto(f"{address}?layer=indicator&indicator=IMM.STK@UNDESA2020&view=table")
    page.wait_for_selector(READY, state="attached")

    parts = (".map-picker", ".slider:visible", ".map-bar .switch", ".map-table tbody")
    tops = [page.locator(part).bounding_box()["y"] for part in parts]  # type: ignore[index]
    assert tops == sorted(tops)
    table = page.locator(".map-table")
    assert table.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_on_a_phone_year_classes_and_country_are_one_sheet(open_map: Page) -> None:
    page = open_map
    page.set_viewport_size(NARROW)

    visit(page, f"?layer=indicator&indicator={SHARE}&year=2020&country=UKR")

    card = page.locator(".map-card")
    expect(card.locator(".map-card__now")).to_contain_text("11.4")
    expect(card.get_by_role("link", name="Open the profile")).to_be_in_viewport(ratio=1)
    expect(page.locator("path[data-code=UKR]").first).to_be_in_viewport()
    order = (
        *(".map-picker", ".slider:visible", ".legend__title"),
        *(".map-card", ".legend__note"),
    )
    tops = [page.locator(part).bounding_box()["y"] for part in order]  # type: ignore[index]
    assert tops == sorted(tops)
    expect(page.locator(".slider:visible")).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-legend='rows']")).to_be_in_viewport(ratio=1)

    card.get_by_role("button", name="Close the card").click()
    expect(card).to_be_hidden()


def today_in_words(page: Page) -> str:
    return page.evaluate(
        "new Intl.DateTimeFormat('en-GB', {dateStyle: 'long'}).format(new Date())"
    )


def test_a_printed_indicator_has_its_name_and_year_as_title(open_map: Page) -> None:
    page = open_map
    visit(page, f"?layer=indicator&indicator={SHARE}&year=2010")
    page.set_viewport_size(NARROW)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    title = page.locator("[data-paper='title']")
    expect(title).to_have_text("Immigrants as share of population, 2010")
    expect(title).to_be_visible()
    expect(page.locator(".legend__label").first).to_have_text("under 2")
    expect(page.locator(".legend__label").first).to_be_visible()


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
    # Title and day of this very view; the legend is one block beside the map.
    expect(page.locator("[data-paper='title']")).to_have_text(
        "Extended Migration Profiles"
    )
    expect(page.locator("[data-paper='date']")).to_have_text(today_in_words(page))
    legend = page.locator(".map-legend").bounding_box()
    assert legend
    assert 200 < legend["width"] < 300
    assert legend["x"] + legend["width"] <= box["x"]

    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".map-canvas").bounding_box() == before


def test_on_paper_the_notice_of_a_demonstration_stands_on_each_page(
    portal: Portal, page: Page
) -> None:
    portal.enter(page.context, "reader")
    page.goto(portal.at("bmp/profiles/ARM/extended/2011/"))
    page.emulate_media(media="print")

    notice = page.locator(".edition-notice")
    expect(notice).to_be_visible()
    # Browsers repeat the head of a table on every page that the table goes on.
    expect(notice).to_have_css("display", "table-header-group")
    expect(page.locator(".edition-sheet")).to_have_css("display", "table")


def test_the_sheet_of_a_state_tells_the_exact_count(open_map: Page) -> None:
    page = open_map
    page.set_viewport_size(NARROW)

    visit(page, "?layer=indicator&indicator=IMM.STK@UNDESA2020&year=2020&country=ARM")

    expect(page.locator(".map-card__now")).to_contain_text("190,349")


def test_a_layer_that_a_room_registers_is_drawn_like_the_others(
    open_map: Page,
) -> None:
    page = open_map
    register(TideLayer())
    try:
        visit(page, "")
    finally:
        withdraw("tide")

    page.locator("[data-layer-key='tide']").click()

    expect(page.locator(".legend__title")).to_contain_text("Tides of the coasts")
    expect(page.locator(".map-picker")).to_be_hidden()
    expect(page.locator("[data-kind='endorsed'] .legend__count")).to_have_text("7")
    # Under preparation on the list of profiles, among the first seven here.
    expect(page.locator("path.shape[data-code='AZE']")).to_have_class(
        "shape shape--endorsed"
    )
    assert page.url.endswith("?layer=tide")
    assert page.locator("[data-bar='download']").get_attribute("href") == (
        "/bmp/data/tides.csv"
    )
    page.locator("[data-view-key='table']").click()
    expect(page.locator("tbody td", has_text="Ebb tide")).to_have_count(7)
    page.go_back()
    page.go_back()
    expect(page.locator(".legend__title")).to_contain_text("Extended Migration")
