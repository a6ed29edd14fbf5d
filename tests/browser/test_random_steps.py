"""A reader who presses whatever there is: after each step all that is shown agrees."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import WITH_BROWSER

pytestmark = WITH_BROWSER

STATES = 50
CODES = ("UKR", "KAZ", "MLT", "XKX", "DEU", "ARM", "SRB", "RUS")
# What the page shows, and what the server says of the series shown.
_SHOWN = """async () => {
    const find = (selector) => document.querySelector(selector);
    const all = (selector) => [...document.querySelectorAll(selector)];
    const table = (nodes, told) => Object.fromEntries(nodes.map(told));
    const seen = (node) => node && node.offsetParent !== null ? node : null;
    const { layer, view } = find('[data-map]').dataset;
    const address = find('[data-bar="download"]').getAttribute('href');
    const isFigures = layer === 'indicator';
    const figures = isFigures && await fetch(address.replace(/csv$/, 'json'));
    const kindOf = (path) => /shape--([\\w-]+)/.exec(path.getAttribute('class'))[1];
    const names = view === 'map' ? all('.names text') : [];
    return {
        layer,
        view,
        search: location.search,
        year: find("[data-part='timeline'] .slider__year").textContent,
        figures: isFigures ? await figures.json() : null,
        kinds: table(all('path.shape[data-code]'), (path) => [
            path.dataset.code, kindOf(path)]),
        labels: table(all('[role="button"][data-code]:not([aria-hidden])'), (node) => [
            node.dataset.code, node.getAttribute('aria-label')]),
        counts: table(all('.legend__row[data-kind]'), (row) => [
            row.dataset.kind, Number(row.dataset.count)]),
        card: seen(find('.map-card'))?.getAttribute('aria-label'),
        rows: seen(find('.map-table')) && all('.map-table tbody tr').map((row) => [
            row.dataset.code, row.cells[2]?.textContent]),
        boxes: names.map((each) => each.getBBox()).map(
            ({x, y, width, height}) => [x, y, x + width, y + height]),
    };
}"""


_GO_BACK = """() => new Promise((done) => {
    addEventListener('popstate', done, {once: true});
    history.back();
})"""


def step(page: Page, random: Random) -> None:
    """Do one thing that the page offers at this moment."""
    move = random.choice([_year, _indicator, _layer, _view, _country, _escape, _back])
    move(page, random)
    page.wait_for_selector("[data-map]:not([data-busy])")


def _year(page: Page, random: Random) -> None:
    slider = page.locator("[data-part='timeline'] .slider__input")
    if slider.is_visible() and slider.is_enabled():
        slider.focus()
        page.keyboard.press(random.choice(["Home", "End", "ArrowLeft", "ArrowRight"]))


def _indicator(page: Page, random: Random) -> None:
    opener = page.locator(".map-picker summary")
    if not opener.is_visible():
        return
    opener.click()
    options = page.locator("[data-series]")
    expect(options.first).to_be_visible()
    options.nth(random.randrange(options.count())).click()


def _layer(page: Page, random: Random) -> None:
    key = random.choice(["profiles", "indicator", "flows"])
    page.locator(f"[data-layer-key='{key}']").click()
    expect(page.locator("[data-map]")).to_have_attribute("data-layer", key)


def _view(page: Page, random: Random) -> None:
    switch = page.locator(
        f"[data-view-key='{random.choice(['map', 'chart', 'table'])}']"
    )
    if switch.is_visible():
        switch.click()


def _country(page: Page, random: Random) -> None:
    code = random.choice(CODES)
    state = page.locator(f"[tabindex][data-code='{code}']")
    if state.is_visible():
        state.focus()
        page.keyboard.press("Enter")


def _escape(page: Page, _random: Random) -> None:
    page.keyboard.press("Escape")


def _back(page: Page, _random: Random) -> None:
    # Before the first step lies another page.
    if page.evaluate("navigation.currentEntry.index > window.first"):
        page.evaluate(_GO_BACK)


def check(shown: dict[str, Any]) -> None:
    """Hold what stands in one place against what stands in the others."""
    assert len(shown["kinds"]) == len(shown["labels"]) == STATES
    if shown["layer"] != "flows":
        assert sum(shown["counts"].values()) == STATES
        for kind, count in shown["counts"].items():
            assert list(shown["kinds"].values()).count(kind) == count
    chosen = re.search(r"[?&]country=(\w{3})", shown["search"])
    if chosen is None:
        assert shown["card"] is None
    elif shown["card"]:
        assert shown["labels"][chosen[1]].startswith(shown["card"])
    if shown["figures"]:
        _figures_agree(shown)
    for place, box in enumerate(shown["boxes"]):
        assert not any(_overlap(box, other) for other in shown["boxes"][:place])


def _figures_agree(shown: dict[str, Any]) -> None:
    figures, year = shown["figures"], shown["year"]
    place = figures["periods"].index(year)
    kinds: dict[int | None, set[str]] = {}
    for code, column in figures["countries"].items():
        value = column[place]
        band = None if value is None else sum(b <= value for b in figures["breaks"])
        if value is None or figures["breaks"]:
            kinds.setdefault(band, set()).add(shown["kinds"][code])
        assert f", {year}: " in shown["labels"][code]
    for band, seen in kinds.items():
        assert band is None or len(seen) == 1, (band, seen)
    for code, text in shown["rows"] or []:
        value = figures["countries"].get(code, [None] * (place + 1))[place]
        assert any(each.isdigit() for each in text) == (value is not None), (code, text)


def _overlap(one: list[float], other: list[float]) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    )


@pytest.mark.parametrize(
    ("seed", "steps"),
    [
        (1, 30),
        *(pytest.param(seed, 200, marks=pytest.mark.deep) for seed in range(2, 6)),
    ],
)
def test_after_any_steps_all_that_is_shown_agrees(
    open_map: Page, seed: int, steps: int
) -> None:
    page, random = open_map, Random(seed)
    page.evaluate("window.first = navigation.currentEntry.index")
    for number in range(steps):
        step(page, random)
        shown = page.evaluate(_SHOWN)
        try:
            check(shown)
        except AssertionError as fault:
            fault.add_note(f"after step {number}: {shown['search']}")
            raise
