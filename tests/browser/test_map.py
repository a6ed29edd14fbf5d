"""The map as a reader uses it: pointer, keyboard, address, phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARE = "IMM.SHR@UNDESA2020"
READY = "[data-map][data-ready]"


@pytest.fixture
def open_map(live_server: LiveServer, page: Page) -> Iterator[Page]:
    """A member's browser that takes note of what the page complains about."""
    call_command("load_reference", verbosity=0)
    client = Client()
    client.force_login(make_member(dialogue="bmp"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response",
        lambda answer: complaints.append(answer.url) if answer.status >= 400 else None,
    )
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/en/bmp/map/")
    page.wait_for_selector(READY)
    yield page
    assert complaints == []


def counts(page: Page) -> list[str]:
    return page.locator("[data-legend='rows'] .legend__count").all_inner_texts()


def visit(page: Page, query: str) -> None:
    page.goto(page.url.partition("?")[0] + query)
    page.wait_for_selector(READY)


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
    page.set_viewport_size({"width": 360, "height": 800})

    visit(page, f"?layer=indicator&indicator={SHARE}")

    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    tops = [
        page.locator(part).bounding_box()["y"]  # type: ignore[index]
        for part in (".layers", ".map-canvas", ".map-picker", ".slider", ".map-legend")
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
