"""With JavaScript switched off every page still says what it has to say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from profiles.publication import draft_papers
from tests.browser.portal import WITH_BROWSER, Address, Portal

pytestmark = WITH_BROWSER


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of a browser that runs no script."""
    return new_context(java_script_enabled=False).new_page()


def test_the_front_page_lists_the_profiles(portal: Portal, plain: Page) -> None:
    portal.open(plain, Address("bmp/"))

    expect(plain.locator(".hero__legend b")).to_have_text(["10", "6", "34"])
    expect(plain.locator("#profiles")).to_contain_text("Armenia")
    expect(plain.locator(".topbar__panel")).to_be_visible()


def test_a_request_is_sent_and_errors_keep_what_was_typed(
    portal: Portal, plain: Page
) -> None:
    portal.open(plain, Address("bmp/register/"))
    plain.locator("#id_name").fill("Petar Dovin")

    plain.get_by_role("button", name="Send the request").click()

    expect(plain.locator(".error-summary li")).to_have_count(6)
    expect(plain.locator("#id_name")).to_have_value("Petar Dovin")


def test_the_map_is_a_table_that_has_every_state(portal: Portal, plain: Page) -> None:
    portal.enter(plain.context, "reader")

    plain.goto(portal.at("bmp/map/"))

    rows = plain.locator(".map-table tbody tr")
    expect(rows).to_have_count(50)
    expect(rows.locator("th").first).to_be_visible()
    expect(plain.locator(".map-legend .legend__count")).to_have_text(["10", "6", "34"])


def test_an_indicator_is_chosen_by_a_link(portal: Portal, plain: Page) -> None:
    portal.enter(plain.context, "reader")
    plain.goto(portal.at("bmp/map/"))

    plain.locator("[data-layer-key=indicator]").click()

    expect(plain.locator(".map-table caption")).to_contain_text("2020")
    row = plain.locator("tr[data-code=KAZ] td").nth(1)
    expect(row).to_have_text("19.9\N{NO-BREAK SPACE}%")


def test_a_year_and_a_card_need_no_script(portal: Portal, plain: Page) -> None:
    portal.enter(plain.context, "reader")
    query = "?layer=indicator&indicator=IMM.SHR@UNDESA2020&country=KAZ"
    plain.goto(portal.at(f"bmp/map/{query}"))
    expect(plain.locator(".map-plain__card .map-card__name")).to_have_text("Kazakhstan")

    plain.locator("#plain-year").select_option("1990")
    plain.get_by_role("button", name="Show").click()

    expect(plain.locator(".map-table caption")).to_contain_text("1990")
    expect(plain.locator(".map-plain__card .map-card__name")).to_have_text("Kazakhstan")


def test_a_state_has_figures_charts_and_tables(portal: Portal, plain: Page) -> None:
    portal.open(plain, Address("bmp/countries/ARM/", "reader"))

    expect(plain.get_by_role("heading", level=1)).to_have_text("Armenia")
    assert plain.locator("figure.chart svg").count() >= 3
    expect(plain.locator("figure.chart table").first).to_be_attached()


def test_a_profile_has_its_text_and_contents(portal: Portal, plain: Page) -> None:
    portal.open(plain, Address("bmp/profiles/ARM/extended/2011/", "reader"))

    expect(plain.locator(".edition-notice")).to_contain_text("Demonstration text")
    expect(plain.locator("a.contents__link").first).to_be_visible()
    assert plain.locator(".chapter").count() > 10


def test_a_draft_is_asked_for_as_a_pdf_and_looked_for_again(
    portal: Portal, plain: Page
) -> None:
    portal.open(plain, Address("bmp/edit/{draft}/submission/", "secretariat"))
    plain.get_by_role("button", name="English").click()
    expect(plain.get_by_role("status")).to_contain_text("Waiting since")

    draft_papers.drain()
    plain.get_by_role("link", name="Look again").click()

    expect(plain.get_by_role("status")).to_contain_text("The PDF is ready")
