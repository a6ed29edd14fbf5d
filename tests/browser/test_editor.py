"""The editor of a section: written with it, kept by the server, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from accounts.models import User
from profiles.editing import saving
from profiles.editing.place import Place
from profiles.models import Edition
from tests.browser.portal import WITH_BROWSER, Complaints, Portal

pytestmark = WITH_BROWSER

RICH = "[role='textbox'][contenteditable='true']"
SAVED = "[data-edit='saved']"
DRAFT = "bmp/edit/ARM/extended/2031/"
SAVED_NOW = re.compile(r"^Saved \d\d:\d\d$")


@pytest.fixture(scope="module")
def draft(portal: Portal) -> Edition:
    return Edition.objects.get(label="2031")


@pytest.fixture
def writer(portal: Portal, draft: Edition, page: Page) -> Iterator[Page]:
    """The secretariat's browser, which takes note of what the page complains about."""
    complaints = Complaints.of(page)
    portal.enter(page.context, "secretariat")
    yield page
    assert complaints.lines == []


def kept(draft: Edition, code: str) -> str:
    text = Place(draft, draft.template.sections.get(code=code), "en").text()
    return text.body if text else ""


def save(page: Page) -> None:
    page.locator(RICH).press("Control+s")
    expect(page.locator(SAVED)).to_have_text(SAVED_NOW)


def test_what_is_written_is_kept_and_read_again(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    page = writer
    page.goto(portal.at(f"{DRAFT}B4/en/"))
    text = page.locator(RICH)
    text.click()
    page.keyboard.type("Schools ")
    page.locator("[data-command='bold']").click()
    page.keyboard.type("grew")
    page.locator("[data-command='bold']").click()
    page.keyboard.press("Enter")
    page.keyboard.type("Fast.")
    save(page)

    body = kept(draft, "B4")
    assert re.search(r"<p [^>]*>Schools <strong>grew</strong></p>", body)
    first, second = re.findall(r'data-p="(\w+)"', body)

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.reload()
    assert asked == []  # nothing is unsaved: the browser does not ask to stay
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Indeed.")
    expect(page.locator(SAVED)).to_have_text("Not saved yet")
    save(page)
    body = kept(draft, "B4")
    assert "Fast. Indeed." in body
    assert re.findall(r'data-p="(\w+)"', body) == [first, second]


# With figures and notes, with charts, with a table that has a head and a caption.
@pytest.mark.parametrize("code", ["C4", "C1.1", "X4"])
def test_a_text_goes_through_the_editor_whole(
    writer: Page, portal: Portal, draft: Edition, code: str
) -> None:
    page = writer
    before = kept(draft, code)
    page.goto(portal.at(f"{DRAFT}{code}/en/"))
    expect(page.locator(RICH)).to_be_visible()

    page.locator(RICH).press("Control+End")
    save(page)

    after = kept(draft, code)
    for mark in ("<data ", "<cite ", "<figure ", "<caption", "<thead", "<th", "<td"):
        assert before.count(mark) == after.count(mark), mark
    words = re.compile(r"<[^>]*>|\s+")
    assert words.sub("", before) == words.sub("", after)


def begin_with(draft: Edition, code: str, body: str) -> None:
    place = Place(draft, draft.template.sections.get(code=code), "en")
    text = place.text()
    by = User.objects.get(full_name="Jana Morel")
    saving.save(place, body, version=text.version if text else 0, by=by)


def test_a_figure_in_a_note_stays_in_it(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    page = writer
    figure = '<data data-figure="REM.IN@WDI2025:ARM:2010"></data>'
    note = f"<cite>In all {figure} came</cite>"
    begin_with(draft, "F1", f"<p>One{note} two</p>")
    page.goto(portal.at(f"{DRAFT}F1/en/"))
    expect(page.locator(f"{RICH} cite .edit-figure")).to_be_visible()

    page.locator(RICH).press("Control+End")
    page.keyboard.type("!")
    save(page)

    assert f"One{note} two!" in kept(draft, "F1")


@pytest.mark.parametrize(
    "inside",
    ["see <cite>another</cite>", "see<blockquote>another</blockquote>"],
)
def test_a_text_that_the_editor_would_move_about_stays_plain(
    writer: Page, portal: Portal, draft: Edition, inside: str
) -> None:
    page = writer
    begin_with(draft, "F2", f"<blockquote><cite>{inside}</cite> end</blockquote>")
    page.goto(portal.at(f"{DRAFT}F2/en/"))

    expect(page.locator(SAVED)).to_contain_text("only its plain text can show")
    expect(page.locator("#edit-body")).to_be_visible()
    expect(page.locator(RICH)).to_have_count(0)


def test_both_levels_of_headings_are_offered(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    page = writer
    page.goto(portal.at(f"{DRAFT}G2/en/"))
    page.locator(RICH).click()
    for command, words in (("heading", "Upper"), ("subheading", "Lower")):
        button = page.locator(f"[data-command='{command}']")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    page.keyboard.type("Text.")
    save(page)

    body = re.sub(r' data-p="\w+"', "", kept(draft, "G2"))
    assert body == "<h4>Upper</h4>\n<h5>Lower</h5>\n<p>Text.</p>"


def test_a_figure_is_inserted_not_typed(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    page = writer
    page.goto(portal.at(f"{DRAFT}C4/en/"))
    page.locator(RICH).press("Control+Home")

    page.locator("[data-insert-figure]").first.click()
    expect(page.locator(".edit-figure").first).to_contain_text("US$")
    save(page)

    assert re.search(
        r'<data data-figure="REM.IN@WDI2025:ARM:\d{4}"></data>', kept(draft, "C4")
    )


def meet(portal: Portal, page: Page, at_desk: BrowserContext, code: str) -> None:
    """Let another save first, and then whoever is at the page."""
    portal.enter(page.context, "secretariat")
    other = at_desk.new_page()
    for each in (page, other):
        each.goto(portal.at(f"{DRAFT}{code}/en/"))
        each.locator(RICH).click()
    other.keyboard.type("Theirs.")
    save(other)
    other.close()
    page.keyboard.type("Mine.")
    page.locator(RICH).press("Control+s")
    expect(page.locator(".merge")).to_contain_text("Theirs.")
    expect(page.locator(RICH)).to_contain_text("Mine.")


def test_whoever_goes_on_in_the_own_text_saves_there(
    portal: Portal, draft: Edition, page: Page, at_desk: BrowserContext
) -> None:
    meet(portal, page, at_desk, "C7")
    # Neither saved nor left alone: it is kept like other words that are typed.
    expect(page.locator(SAVED)).to_contain_text("not saved yet")
    save_so = page.get_by_role("button", name="Save so")
    expect(save_so).to_be_enabled()

    page.locator(RICH).press("End")
    page.keyboard.type(" More.")

    expect(save_so).to_be_disabled()
    save(page)
    expect(page.locator(".merge")).to_have_count(0)
    body = kept(draft, "C7")
    assert "Mine." in body
    assert "More." in body


def test_two_who_save_the_same_section_choose_and_lose_nothing(
    portal: Portal, draft: Edition, page: Page, at_desk: BrowserContext
) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    meet(portal, page, at_desk, "C1.2.2")
    page.on("dialog", stay)

    page.get_by_role("button", name="Save so").click()

    expect(page.locator(".merge")).to_have_count(0)
    expect(page.locator(RICH)).to_contain_text("Mine.")
    body = kept(draft, "C1.2.2")
    assert "Theirs." in body
    assert "Mine." in body
    assert asked == []


def test_others_at_the_section_are_told_and_learn_who_writes(
    writer: Page, portal: Portal
) -> None:
    page = writer
    signs: list[str] = []

    def answer(route: Route) -> None:
        signs.append(route.request.post_data or "")
        others = ["Anahit Editor has this section open."]
        route.fulfill(json={"others": others})

    page.route("**/here/", answer)
    page.goto(portal.at(f"{DRAFT}B4/en/"))
    line = page.get_by_text("Anahit Editor has this section open.")
    expect(line).to_be_visible()
    assert "writing" not in signs[-1]

    page.locator(RICH).click()
    with page.expect_request("**/here/"):
        page.keyboard.type("One")

    assert "writing" in signs[-1]
    expect(line).to_have_count(1)
    page.keyboard.press("Control+z")
    page.on("dialog", lambda dialog: dialog.accept())


def test_a_lost_connection_loses_no_word(
    portal: Portal, draft: Edition, page: Page
) -> None:
    portal.enter(page.context, "secretariat")
    page.goto(portal.at(f"{DRAFT}C3/en/"))
    page.locator(RICH).click()
    page.keyboard.type("Written in a tunnel.")
    page.context.set_offline(True)
    page.locator(RICH).press("Control+s")
    expect(page.locator(SAVED)).to_contain_text("there is no connection")

    page.context.set_offline(False)
    save(page)

    assert "Written in a tunnel." in kept(draft, "C3")


def test_the_bar_is_one_stop_and_arrows_go_along_it(
    writer: Page, portal: Portal
) -> None:
    page = writer
    page.goto(portal.at(f"{DRAFT}B4/en/"))
    bold = page.locator("[data-command='bold']")
    bold.focus()

    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-command='italic']")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(RICH)).to_be_focused()


def test_without_script_a_text_area_saves(
    browser: Browser, portal: Portal, draft: Edition
) -> None:
    context = browser.new_context(java_script_enabled=False)
    portal.enter(context, "secretariat")
    page = context.new_page()
    page.goto(portal.at(f"{DRAFT}C6/en/"))
    page.locator("#edit-body").fill("<p>By hand.</p>")

    page.get_by_role("button", name="Save").click()

    assert "By hand." in kept(draft, "C6")
    context.close()


def test_words_typed_before_the_browser_closed_are_there_again(
    portal: Portal, draft: Edition, page: Page
) -> None:
    portal.enter(page.context, "secretariat")
    address = portal.at(f"{DRAFT}C5/en/")
    page.goto(address)
    page.locator(RICH).click()
    with page.expect_request(lambda request: "autosave" in request.url):
        page.keyboard.type("Typed and not saved.")
    expect(page.locator(SAVED)).to_contain_text("not saved yet")
    page.goto("about:blank")

    page.goto(address)
    page.get_by_role("link", name="Take them up").click()

    expect(page.locator(RICH)).to_contain_text("Typed and not saved.")
    save(page)
    assert "Typed and not saved." in kept(draft, "C5")


def test_whoever_signed_in_anew_in_another_window_saves_here(
    portal: Portal, draft: Edition, page: Page
) -> None:
    portal.enter(page.context, "secretariat")
    page.goto(portal.at(f"{DRAFT}C3/ru/"))
    page.locator(RICH).click()
    page.keyboard.type("Before.")
    page.context.clear_cookies()
    page.locator(RICH).press("Control+s")
    expect(page.locator(SAVED)).to_contain_text("You are signed out")

    portal.enter(page.context, "secretariat")
    other = page.context.new_page()
    other.goto(portal.at(DRAFT))
    save(page)

    place = Place(draft, draft.template.sections.get(code="C3"), "ru")
    text = place.text()
    assert text
    assert "Before." in text.body


def test_a_section_can_be_marked_ready_from_its_first_save_on(
    writer: Page, portal: Portal
) -> None:
    page = writer
    page.goto(portal.at(f"{DRAFT}C1.2.1/en/"))
    ready = page.get_by_role("button", name="Mark as ready")
    expect(page.locator(RICH)).to_be_visible()
    expect(ready).to_be_hidden()

    page.locator(RICH).click()
    page.keyboard.type("Written.")
    save(page)

    expect(ready).to_be_visible()
