"""Flows on the map: a country, its partners, the same as a list and a table."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import WITH_BROWSER, visit

pytestmark = WITH_BROWSER

UKRAINE = "?layer=flows&country=UKR&flow=IMS2020.STOCK&year=2020"
CURVES = ".leaflet-flows-pane path.flow"


def test_a_country_is_chosen_and_its_partners_are_joined(open_map: Page) -> None:
    page = open_map
    page.locator("[data-layer-key='flows']").click()
    expect(page.locator("[data-legend='title']")).to_contain_text("Choose a country")
    assert page.locator(CURVES).count() == 0

    page.get_by_label("Country", exact=True).select_option("UKR")
    page.get_by_label("Measure", exact=True).select_option("IMS2020.STOCK")

    expect(page.locator(CURVES)).to_have_count(25)
    expect(page.locator(".flow-list")).to_contain_text("3,268,263")
    expect(page.locator("path.shape--chosen[data-code]")).to_have_attribute(
        "data-code", "UKR"
    )
    assert "country=UKR" in page.url

    page.get_by_role("button", name="Outward").click()

    expect(page.locator(CURVES)).to_have_count(15)
    widest = page.locator(f"{CURVES}[data-flow='RUS']").get_attribute("stroke-width")
    other = page.locator(f"{CURVES}[data-flow='POL']").get_attribute("stroke-width")
    assert widest
    assert other
    # Width goes with the square root: 3,268,263 and 272,594 people.
    assert float(widest) / float(other) == pytest.approx((3268263 / 272594) ** 0.5)


def test_list_map_and_table_say_the_same(open_map: Page) -> None:
    page = open_map
    visit(page, f"{UKRAINE}&way=out")
    expect(page.locator(".flow-list")).to_be_visible()
    listed = dict(
        zip(
            page.locator(".flow-list tbody th").all_inner_texts(),
            page.locator(".flow-list tbody td:nth-child(2)").all_inner_texts(),
            strict=True,
        )
    )
    label = page.locator("path[data-code='POL'][role='button']").get_attribute(
        "aria-label"
    )
    page.locator("[data-view-key='table']").click()
    row = page.locator("tr[data-code='POL'] td").nth(1)

    expect(row).to_have_text(listed["Poland"])
    assert label
    assert f"Born in Ukraine, living elsewhere: {listed['Poland']} people" in label
    amounts = [int(text.replace(",", "")) for text in listed.values()]
    assert sum(amounts) == 6_139_144


def test_the_address_keeps_the_question_and_back_takes_it_back(open_map: Page) -> None:
    page = open_map
    visit(page, f"{UKRAINE}&way=in&top=5")
    expect(page.locator(CURVES)).to_have_count(5)

    page.locator("path.shape[data-code='POL']").click()
    expect(page.locator(".flow-list__title")).to_contain_text("Poland")
    page.go_back()

    expect(page.locator(".flow-list__title")).to_contain_text("Ukraine")
    assert re.search("way=in&top=5", page.url)


def test_a_year_changes_the_curves_and_keeps_them(open_map: Page) -> None:
    page = open_map
    visit(page, f"{UKRAINE}&way=out")
    curve = page.locator(f"{CURVES}[data-flow='RUS']").element_handle()
    before = curve.get_attribute("stroke-width")

    page.locator("[data-part='flows-timeline'] .slider__input").focus()
    page.keyboard.press("Home")

    expect(page.locator("[data-part='flows-timeline'] .slider__year")).to_have_text(
        "1990"
    )
    expect(page.locator(".flow-list")).to_contain_text("3,301,922")
    assert curve.get_attribute("stroke-width") != before
    assert curve.evaluate("(node) => node.isConnected")


def test_five_years_are_told_with_both_ends(open_map: Page) -> None:
    page = open_map
    visit(page, "?layer=flows&country=KAZ&flow=ABEL.FLOW5Y&year=1990")

    expect(page.locator("[data-part='flows-timeline'] .slider__year")).to_have_text(
        "1990\N{EN DASH}1995"
    )


def test_leaving_the_layer_leaves_no_curve(open_map: Page) -> None:
    page = open_map
    visit(page, UKRAINE)
    expect(page.locator(CURVES)).not_to_have_count(0)

    page.locator("[data-layer-key='profiles']").click()

    expect(page.locator("[data-map]")).to_have_attribute("data-layer", "profiles")
    expect(page.locator(CURVES)).to_have_count(0)
    expect(page.locator(".map-card__name")).to_have_text("Ukraine")
