"""The map as a reader uses it: pointer, keyboard, address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import MAP_READY as READY
from tests.browser.portal import SHARE, WITH_BROWSER, visit

pytestmark = WITH_BROWSER

STOCK = "IMM.STK@UNDESA2020"
YEARS = "[data-part='timeline']"
# The figures of the table, and what a screen reader hears of each state, by code.
_CELLS = """() => Object.fromEntries(
    [...document.querySelectorAll('tr[data-code]')]
        .map((row) => [row.dataset.code, row.querySelectorAll('td')[1].textContent]))"""
_LABELS = """() => Object.fromEntries(
    [...document.querySelectorAll('[role="button"][data-code]')]
        .map((node) => [node.dataset.code, node.getAttribute('aria-label')]))"""
# Every participant but Kosovo*, which this source counts in another row.
SHADED = 49


def counts(page: Page) -> list[str]:
    return page.locator("[data-legend='rows'] .legend__count").all_inner_texts()


def test_the_map_is_useful_by_pointer_and_by_keyboard(open_map: Page) -> None:
    page = open_map
    assert counts(page) == ["10", "6", "34"]
    assert page.locator("path.shape.shape--endorsed[data-code]").count() == 10

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

    page.locator(f"{YEARS} .slider__input").focus()
    page.keyboard.press("Home")
    expect(page.locator(f"{YEARS} .slider__year")).to_have_text("1990")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{YEARS} .slider__year")).to_have_text("1995")
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


def test_letters_lead_to_the_country_whose_name_begins_with_them(
    open_map: Page,
) -> None:
    page = open_map
    page.locator("path[role='button'][tabindex='0']").focus()
    focused = "document.activeElement.dataset.code"

    page.keyboard.type("ka")
    assert page.evaluate(focused) == "KAZ"
    page.wait_for_timeout(1000)  # the beginning of a name ends with a pause
    page.keyboard.press("m")
    first = page.evaluate(focused)
    page.keyboard.press("m")

    assert {first, page.evaluate(focused)} == {"MLT", "MNE"}


def test_one_sentence_says_what_the_view_shows(open_map: Page) -> None:
    page = open_map
    visit(page, f"?layer=indicator&indicator={SHARE}&year=2020&country=KAZ")

    summary = page.locator("[data-bar='sentence']")
    expect(summary).to_contain_text(
        "49 of 50 states and areas have a figure for 2020; the median is 11.3"
    )
    expect(summary).to_contain_text("Kazakhstan: 19.9")


def test_escape_leaves_nothing_behind_and_then_the_map(open_map: Page) -> None:
    page = open_map
    visit(page, f"?layer=indicator&indicator={SHARE}&year=2015")
    hover, card = page.locator(".map-hover"), page.locator(".map-card")
    page.locator("path[data-code='KAZ'][role='button']").hover()
    expect(hover).to_contain_text("2015")

    page.locator(f"{YEARS} .slider__step").last.press("Enter")
    expect(hover).to_contain_text("2020")
    page.locator("path[data-code='KAZ'][role='button']").click()
    expect(card).to_be_visible()
    expect(hover).to_be_hidden()

    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(hover).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.code") == "KAZ"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")


def test_the_other_language_shows_the_view_of_this_moment(open_map: Page) -> None:
    page = open_map
    visit(page, f"?layer=indicator&indicator={SHARE}&year=0&at=nowhere")
    assert page.url.endswith("year=1990")

    page.locator("[data-zoom='1']").click()
    page.wait_for_url(re.compile("[?&]at="))  # the map has come to rest
    page.locator(f"{YEARS} .slider__step").last.click()
    page.locator("path[data-code='KAZ'][role='button']").click()
    expect(page.locator(".map-card__name")).to_be_visible()
    view = page.url.partition("?")[2]
    assert "year=1995" in view
    assert "country=KAZ" in view
    assert "at=" in view
    page.locator(".language__link[lang='ru']").click()
    page.wait_for_selector(READY)

    assert page.url.partition("/ru/")[2] == f"bmp/map/?{view}"
    expect(page.locator(".map-card__name")).to_have_text("Казахстан")


def test_back_brings_the_place_of_the_map_back_too(open_map: Page) -> None:
    page = open_map
    page.locator("[data-layer-key='indicator']").click()
    expect(page.locator("[data-legend='title']")).to_have_text("% of population, 2020")
    whole = page.locator("path.shape[data-code='KAZ']").bounding_box()
    page.locator("[data-zoom='1']").click()
    page.wait_for_url(re.compile("[?&]at="))

    page.go_back()

    expect(page.locator("[data-map]")).to_have_attribute("data-layer", "profiles")
    # Looking closer brought more corners, which move an edge by less than two pixels.
    place = page.locator("path.shape[data-code='KAZ']").bounding_box()
    assert place == pytest.approx(whole, abs=2)


def test_a_year_that_is_also_the_opening_one_survives_a_reload(open_map: Page) -> None:
    page = open_map
    visit(page, "?layer=indicator&indicator=ASY.STK@UNHCR2025&year=2020")
    expect(page.locator(f"{YEARS} .slider__year")).to_have_text("2020")

    page.reload()
    page.wait_for_selector(READY)

    expect(page.locator(f"{YEARS} .slider__year")).to_have_text("2020")


@pytest.mark.parametrize(
    "query",
    [
        f"indicator={SHARE}&year=2005",
        f"indicator={STOCK}&year=2020",
        "indicator=POP.NET@WDI2025&year=2011",
        "indicator=ECO.GDP@WDI2025&year=2019",
    ],
)
def test_what_is_told_of_a_state_is_what_the_table_says(
    open_map: Page, query: str
) -> None:
    page = open_map
    visit(page, f"?layer=indicator&{query}&view=table")
    cells: dict[str, str] = page.evaluate(_CELLS)
    assert len(cells) > 40

    visit(page, f"?layer=indicator&{query}")
    labels: dict[str, str] = page.evaluate(_LABELS)
    if "GDP" not in query:  # money is in millions there, and whole beside it
        told = [labels[code].split(": ")[1] for code in cells]
        assert [
            text.startswith(cell)
            for text, cell in zip(told, cells.values(), strict=True)
        ] == [True] * len(cells)
    page.locator("path.shape[data-code='KAZ']").hover()
    expect(page.locator(".map-hover")).to_contain_text(cells["KAZ"])


def test_a_layer_that_cannot_be_had_is_spoken_of_and_the_map_goes_on(
    open_map: Page,
) -> None:
    page = open_map
    page.route(re.compile("layer-indicator"), lambda route: route.abort())
    visit(page, "")

    page.locator("[data-layer-key='indicator']").click()

    expect(page.locator("[data-bar='status']")).to_contain_text("could not be loaded")
    page.locator("[data-layer-key='profiles']").click()
    assert counts(page) == ["10", "6", "34"]


def test_a_year_has_no_place_in_the_address_of_a_layer_without_years(
    open_map: Page,
) -> None:
    visit(open_map, "?layer=profiles&year=2005&view=chart")

    assert "?" not in open_map.url


def test_the_last_zoom_cannot_be_gone_beyond(open_map: Page) -> None:
    page = open_map
    nearer = page.locator("[data-zoom='1']")
    expect(nearer).to_have_attribute("aria-disabled", "false")

    nearer.focus()
    for _ in range(8):
        page.keyboard.press("Enter")

    expect(nearer).to_have_attribute("aria-disabled", "true")
    expect(page.locator("[data-zoom='-1']")).to_have_attribute("aria-disabled", "false")


def test_everybody_sees_that_the_link_is_copied(open_map: Page) -> None:
    open_map.locator("[data-bar='copy']").click()

    status = open_map.locator("[data-bar='status']")
    expect(status).to_contain_text("link")
    box = status.bounding_box()
    assert box
    assert box["width"] > 40


ENDORSED = {"ARM", "AZE", "CZE", "HUN", "KAZ", "POL", "ROU", "SVK", "TJK", "UKR"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_endorsed_states_are_named_with_and_without_a_card(
    open_map: Page, language: str
) -> None:
    page = open_map
    address = page.url.replace("/en/", f"/{language}/")

    for query in ("", "?country=UKR"):
        page.goto(address + query)
        page.wait_for_selector(READY)
        if query:
            expect(page.locator(".map-card__figures")).to_be_visible()
        page.wait_for_function(
            "(codes) => codes.every((code) =>"
            " document.querySelector(`text.name[data-code=${code}]`))",
            arg=sorted(ENDORSED),
        )


def test_names_take_the_ink_of_the_fill_they_stand_on(open_map: Page) -> None:
    page = open_map
    name = page.locator("text.name[data-code='KAZ']")
    expect(name).to_have_class("name name--dark")

    page.locator("[data-layer-key='indicator']").click()
    expect(page.locator("path.shape[data-code='POL']")).to_have_class(
        "shape shape--class-2"
    )
    expect(page.locator("text.name[data-code='POL']")).to_have_class("name name--light")


def test_counts_are_circles_and_shares_are_shades(open_map: Page) -> None:
    page = open_map
    visit(page, f"?layer=indicator&indicator={STOCK}&year=1990")
    circles = page.locator(".leaflet-circles-pane path.circle")

    assert circles.count() == int(counts(page)[0])
    assert page.locator("path.shape[class*='class-']").count() == 0
    assert page.locator(".scale__circle").count() == 3
    # Where the middle of a state lies beyond the map, its circle does not.
    stage = page.locator(".map-canvas").bounding_box()
    largest = circles.first.bounding_box()
    assert stage
    assert largest
    assert stage["x"] < largest["x"]
    assert largest["x"] + largest["width"] < stage["x"] + stage["width"]

    page.locator("text.name[data-code='KAZ']").wait_for()
    page.locator("path.shape[data-code='KAZ']").click()
    expect(page.locator(".map-card__name")).to_have_text("Kazakhstan")

    visit(page, f"?layer=indicator&indicator={SHARE}")
    assert circles.count() == 0
    assert page.locator("path.shape[class*='class-']").count() == SHADED


def _search_leads_to_a_country(page: Page) -> None:
    page.locator("#find-country").fill("armen")
    page.keyboard.press("Enter")
    expect(page.locator(".map-card__name")).to_have_text("Armenia")


# The elements that a step of the years adds to drawing and legend, or takes from them.
_REBUILT = """async () => {
    const all = () => new Set(document.querySelectorAll(
        '.map-canvas *, .legend *, .map-table *'));
    const before = all();
    document.querySelector("[data-step='-1']").click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const after = all();
    const isNew = (node) => !(before.has(node) && after.has(node));
    const changed = [...before, ...after].filter(isNew);
    return changed.map((node) => node.outerHTML);
}"""


@pytest.mark.parametrize("indicator", [SHARE, STOCK])
def test_a_step_of_the_years_rebuilds_nothing(open_map: Page, indicator: str) -> None:
    page = open_map
    visit(page, f"?layer=indicator&indicator={indicator}&year=2020&country=KAZ")
    expect(page.locator(".map-card__name")).to_be_visible()
    page.wait_for_load_state("networkidle")
    label = page.locator("path[data-code='KAZ'][role='button']")
    before = label.get_attribute("aria-label")

    assert page.evaluate(_REBUILT) == []
    expect(page.locator(f"{YEARS} .slider__year")).to_have_text("2015")
    assert label.get_attribute("aria-label") != before
