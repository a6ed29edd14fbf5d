"""The chart of an indicator: lines, bars, the address, a picture to take away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import NARROW, SHARE, WITH_BROWSER, visit

pytestmark = WITH_BROWSER

CHART = f"?layer=indicator&indicator={SHARE}&year=2020&view=chart"
ROWS = ".course__row"
BARS = "[data-country]"
_VALUES = """() => Object.fromEntries([...document.querySelectorAll('[data-country]')]
    .map((bar) => [bar.dataset.country,
        bar.querySelector('.bars__value, .bars__absent').textContent]))"""
_CELLS = """() => Object.fromEntries([...document.querySelectorAll('tr[data-code]')]
    .map((row) => [row.dataset.code, row.querySelectorAll('td')[1].textContent]))"""


def test_countries_are_added_and_taken_out_and_the_address_keeps_them(
    open_map: Page,
) -> None:
    page = open_map
    visit(page, f"?layer=indicator&indicator={SHARE}&year=2020")
    page.locator("[data-view-key='chart']").click()
    expect(page.locator(ROWS).first).to_contain_text("of 5 participants")

    _add(page, "Ukraine")
    _add(page, "Armenia")

    expect(page.locator(ROWS)).to_have_count(2)
    expect(page).to_have_url(re.compile("lines=UKR%2CARM"))
    page.reload()
    expect(page.locator(ROWS)).to_have_count(2)
    page.locator(".language__link[lang='ru']").click()
    expect(page.locator(ROWS).first).to_contain_text("Украина")

    page.locator("[data-line='UKR']").click()

    expect(page.locator(ROWS)).to_have_count(1)
    expect(page).to_have_url(re.compile("lines=ARM&"))


def _add(page: Page, name: str) -> None:
    page.get_by_label("Add a country").select_option(label=name)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(ROWS, has_text=name)).to_be_visible()


def test_bars_lines_and_table_say_the_same(open_map: Page) -> None:
    page = open_map
    visit(page, f"{CHART}&lines=KAZ")
    expect(page.locator(BARS)).to_have_count(50)
    values: dict[str, str] = page.evaluate(_VALUES)
    expect(page.locator(f"{ROWS} b")).to_have_text(values["KAZ"])

    page.locator("[data-view-key='table']").click()

    expect(page.locator("tr[data-code='KAZ']")).to_be_visible()
    assert page.evaluate(_CELLS) == values
    assert "lines=KAZ" in page.url
    page.go_back()
    expect(page.locator("[data-map]")).to_have_attribute("data-view", "chart")


def test_bars_stand_by_group_until_the_reader_sorts(open_map: Page) -> None:
    page = open_map
    visit(page, CHART)
    titles = page.locator(".bars__title")
    expect(titles.first).to_have_text("Central Asia")

    page.get_by_role("button", name="By value").click()

    expect(titles).to_have_count(0)
    expect(page.locator(BARS).first).to_have_attribute("data-country", "LIE")
    expect(page.locator(BARS).last).to_contain_text("counted in another row")
    assert "sort=value" in page.url


def test_a_bar_selects_its_country_and_keeps_the_focus(open_map: Page) -> None:
    page = open_map
    visit(page, CHART)
    bar = page.locator("[data-country='UKR']")
    bar.press("Enter")

    expect(bar).to_have_attribute("aria-pressed", "true")
    expect(bar).to_be_focused()
    expect(page.locator(ROWS)).to_contain_text(["Ukraine"])
    assert "country=UKR" in page.url

    page.locator("[data-part='timeline'] .slider__input").focus()
    page.keyboard.press("Home")
    expect(page.locator(".course__year")).to_have_text("1990")
    page.keyboard.press("Escape")
    expect(bar).to_have_attribute("aria-pressed", "false")


def test_years_are_read_by_arrow_keys_and_by_pointer(open_map: Page) -> None:
    page = open_map
    visit(page, f"{CHART}&lines=UKR,KAZ")
    plot = page.locator(".map-chart__plot")
    expect(plot).to_have_attribute("aria-label", re.compile("1990 to 2020: Ukraine"))

    plot.press("ArrowLeft")
    expect(page.locator(".course__year")).to_have_text("2015")
    expect(page.locator(".map-chart [role='status']")).to_contain_text("2015: Ukraine")
    plot.press("Enter")
    expect(page).to_have_url(re.compile("year=2015"))

    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + 45, box["y"] + 60)
    expect(page.locator(".course__year")).to_have_text("1990")
    page.mouse.move(box["x"] + 45, box["y"] - 20)
    expect(page.locator(".course__year")).to_have_text("2015")


@pytest.mark.parametrize("kind", ["lines", "bars"])
def test_a_picture_is_made_on_the_page(
    open_map: Page, tmp_path: Path, kind: str
) -> None:
    page = open_map
    visit(page, f"{CHART}&lines=UKR,KAZ")

    with page.expect_download() as download:
        page.locator(f"[data-png='{kind}']").click()

    assert download.value.suggested_filename == f"IMM.SHR-UNDESA2020-2020-{kind}.png"
    kept = tmp_path / "chart.png"
    download.value.save_as(kept)
    content = kept.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 2 * (1120 + 64)


def test_a_chart_that_cannot_be_had_is_spoken_of_and_the_table_shows(
    open_map: Page,
) -> None:
    page = open_map
    page.route(re.compile(r"js/chart\."), lambda route: route.abort())
    visit(page, f"?layer=indicator&indicator={SHARE}")

    page.locator("[data-view-key='chart']").click()

    expect(page.locator("[data-bar='status']")).to_contain_text("table has the same")
    expect(page.locator("tr[data-code='KAZ']")).to_be_visible()


def test_on_a_phone_nothing_is_wider_than_the_page(open_map: Page) -> None:
    page = open_map
    page.set_viewport_size(NARROW)
    visit(page, f"{CHART}&lines=UKR,BIH,MDA&means=yes")
    expect(page.locator(BARS)).to_have_count(50)

    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == NARROW["width"]


def test_other_layers_offer_no_chart(open_map: Page) -> None:
    page = open_map
    expect(page.locator("[data-view-key='chart']")).to_be_hidden()

    visit(page, f"{CHART}&lines=UKR")
    expect(page.locator("[data-view-key='chart']")).to_be_visible()
    page.locator("[data-layer-key='profiles']").click()

    expect(page.locator("[data-map]")).to_have_attribute("data-view", "map")
    expect(page.locator("[data-view-key='chart']")).to_be_hidden()
