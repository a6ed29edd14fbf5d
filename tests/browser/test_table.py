"""The table of the map page: filtered, copied, with the course of each state."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.portal import NARROW, SHARE, WITH_BROWSER, visit

pytestmark = WITH_BROWSER

TABLE = f"?layer=indicator&indicator={SHARE}&year=2020&view=table"
ROWS = ".map-table tbody tr"


def test_a_filter_leaves_the_states_that_are_meant(open_map: Page) -> None:
    page = open_map
    visit(page, TABLE)
    field = page.get_by_role("searchbox", name="Filter")
    field.fill("turk")

    expect(page.locator(f"{ROWS} th")).to_have_text(["Türkiye", "Turkmenistan"])
    expect(page.locator(".table-tools__count")).to_have_text("2 of 50")

    field.fill("")
    expect(page.locator(ROWS)).to_have_count(50)


def test_each_state_has_its_course_with_the_year_that_is_shown(
    open_map: Page,
) -> None:
    page = open_map
    visit(page, TABLE)
    courses = page.locator(f"{ROWS} .table__course")

    expect(courses).to_have_count(50)
    expect(page.locator("tr[data-code='DEU'] .hover__dot")).to_have_count(1)
    # Counted in another row: it has no course of its own.
    expect(page.locator("tr[data-code='XKX'] .hover__dot")).to_have_count(0)


def test_a_copy_is_a_plain_table_with_figures_that_can_be_summed(
    open_map: Page,
) -> None:
    page = open_map
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, f"{TABLE.replace(SHARE, 'IMM.STK@UNDESA2020')}&country=DEU")
    page.get_by_role("searchbox", name="Filter").fill("germany")
    expect(page.locator(ROWS)).to_have_count(1)
    page.get_by_role("button", name="Copy table").click()
    expect(page.locator(".table-tools__count")).to_have_text("The table is copied.")

    read = """async (type) => {
        const [item] = await navigator.clipboard.read();
        return (await item.getType(type)).text();
    }"""
    head, row = page.evaluate(read, "text/plain").splitlines()
    assert head.split("\t") == ["State or area", "Group", "People, 2020", "Note"]
    assert row.split("\t")[2] == "15762457"
    markup = page.evaluate(read, "text/html")
    assert "<th>People, 2020</th>" in markup
    assert "15,762,457" in markup
    assert not any(tag in markup for tag in ("<a", "<button", "<svg", "class="))


def test_a_table_that_cannot_be_had_leaves_the_map(open_map: Page) -> None:
    page = open_map
    page.route("**/js/table*.js", lambda route: route.abort())
    page.locator("[data-view-key='table']").click()

    expect(page.locator("[data-bar='status']")).to_have_text(
        "The table could not be loaded."
    )
    expect(page.locator("[data-map]")).to_have_attribute("data-view", "map")


def test_what_is_shown_can_be_taken_away(open_map: Page) -> None:
    page = open_map
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, f"?layer=indicator&indicator={SHARE}&year=1995&country=UKR")
    expect(page.locator(".map-card__name")).to_be_visible()
    page.locator(".take summary").focus()
    page.keyboard.press("Enter")
    links = page.locator(".take__link")
    expect(links).to_have_count(6)
    hrefs = [link.get_attribute("href") or "" for link in links.all()]
    for form in ("png", "svg", "pdf", "txt"):
        [href] = [each for each in hrefs if f"view.{form}?" in each]
        assert "year=1995" in href
        assert "country=UKR" in href

    page.get_by_role("link", name="Citation").click()

    citation = page.locator(".take__citation")
    expect(citation).to_contain_text("Immigrants as share of population, 1995.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == citation.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".take__panel")).to_be_hidden()
    expect(page.locator(".take summary")).to_be_focused()
    expect(page.locator(".map-card__name")).to_be_visible()


def test_on_a_phone_names_keep_their_room(open_map: Page) -> None:
    page = open_map
    page.set_viewport_size(NARROW)
    visit(page, TABLE)

    expect(page.locator(f"{ROWS} .table__course").first).to_be_hidden()
    name = page.locator("tr[data-code='BLR'] a")
    expect(name).to_be_visible()
    # One line of it.
    assert (name.bounding_box() or {"height": 99})["height"] < 30
