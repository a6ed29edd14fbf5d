"""What is typed and not saved is kept, however long it is and whatever fails."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from accounts.models import User
from profiles.editing import autosave, saving
from profiles.editing.place import Place
from profiles.models import Edition
from tests.browser.portal import WITH_BROWSER, Portal

pytestmark = WITH_BROWSER

RICH = "[role='textbox'][contenteditable='true']"
SAVED = "[data-edit='saved']"
DRAFT = "bmp/edit/ARM/extended/2031/"
LONG = 40_000
MOST = 200_000


@pytest.fixture(scope="module")
def draft(portal: Portal) -> Edition:
    return Edition.objects.get(label="2031")


@pytest.fixture
def writer(portal: Portal, draft: Edition, page: Page) -> Page:
    portal.enter(page.context, "secretariat")
    return page


def place(draft: Edition, code: str) -> Place:
    return Place(draft, draft.template.sections.get(code=code), "en")


def words_kept(draft: Edition, code: str) -> str:
    """Return what is offered on the next visit, of all windows."""
    by = User.objects.get(full_name="Jana Morel")
    return "".join(row.body for row in autosave.waiting(place(draft, code), by))


def write(page: Page, portal: Portal, code: str, text: str) -> None:
    page.goto(portal.at(f"{DRAFT}{code}/en/"))
    page.locator(RICH).click()
    page.keyboard.insert_text(text)
    expect(page.locator(SAVED)).to_have_text("Not saved yet")


def test_a_long_text_in_cyrillic_is_kept(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    write(writer, portal, "B4", "я" * LONG)

    expect(writer.locator(SAVED)).to_contain_text("Kept")

    assert words_kept(draft, "B4").count("я") == LONG


def test_words_typed_just_before_leaving_are_kept(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    write(writer, portal, "C3", "At the door.")

    with writer.expect_response("**/autosave/") as answer:
        writer.evaluate("dispatchEvent(new Event('pagehide'))")

    assert answer.value.ok
    assert "At the door." in words_kept(draft, "C3")


def fail_once(page: Page, address: str, status: int = 503) -> None:
    """Answer the first request to an address like a server that is being restarted."""
    page.route(address, lambda route: route.fulfill(status=status), times=1)


def test_words_are_kept_after_a_restart_of_the_server(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    fail_once(writer, "**/autosave/")
    write(writer, portal, "C5", "Through a restart.")
    expect(writer.locator(SAVED)).to_contain_text("the portal cannot answer just now")

    expect(writer.locator(SAVED)).to_contain_text("Kept")

    assert "Through a restart." in words_kept(draft, "C5")


def test_words_are_kept_once_the_writer_has_signed_in_again(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    page, address = writer, portal.at(f"{DRAFT}C6/en/")
    write(page, portal, "C6", "Over a long lunch.")
    page.context.clear_cookies()
    expect(page.locator(SAVED)).to_contain_text("You are signed out")

    portal.enter(page.context, "secretariat")
    other = page.context.new_page()
    other.goto(portal.at(DRAFT))
    expect(page.locator(SAVED)).to_contain_text("Kept")
    other.close()

    page.goto(address)
    page.get_by_role("link", name="Take them up").click()
    expect(page.locator(RICH)).to_contain_text("Over a long lunch.")


# A server that is away, and one that refuses the form.
@pytest.mark.parametrize(
    ("status", "said"), [(502, "the portal cannot answer"), (400, "Not saved.")]
)
def test_words_whose_save_failed_are_kept(
    writer: Page, portal: Portal, draft: Edition, status: int, said: str
) -> None:
    write(writer, portal, "C7", f"After {status}.")

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=status)
        else:
            route.fallback()

    writer.route("**/C7/en/", refuse)
    writer.locator(RICH).press("Control+s")
    expect(writer.locator(SAVED)).to_contain_text(said)

    expect(writer.locator(SAVED)).to_contain_text("Kept")

    assert f"After {status}." in words_kept(draft, "C7")


def test_a_text_over_the_limit_is_not_sent_and_the_writer_learns_why(
    writer: Page, portal: Portal
) -> None:
    sent: list[str] = []
    write(writer, portal, "C1.2.1", "я" * MOST)
    writer.on("request", lambda request: sent.append(request.method))

    writer.locator(RICH).press("Control+s")

    expect(writer.locator(SAVED)).to_contain_text(
        f"too long: {MOST + 7} characters, at most {MOST}"
    )
    assert sent == []


def test_a_long_text_in_cyrillic_meets_another_whole(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    write(writer, portal, "C1.2.2", "я" * (MOST - 100))
    other = User.objects.get(full_name="Nela Dorin")
    saving.save(place(draft, "C1.2.2"), "<p>Theirs.</p>", version=0, by=other)

    writer.locator(RICH).press("Control+s")

    expect(writer.locator(".merge")).to_contain_text("Theirs.")
    writer.wait_for_load_state()
    body = writer.locator("#edit-body").input_value()
    assert body.count("я") == MOST - 100


# A figure in the title of a table: the editor could not give it back.
PLAIN = (
    '<table><caption>Sums, <data data-figure="REM.IN@WDI2025:ARM:2020"></data>'
    "</caption><tbody><tr><td>One</td></tr></tbody></table>"
)
AREA = "#edit-body"


def open_plain(page: Page, portal: Portal, draft: Edition, code: str) -> str:
    """Open a section that stays in its field, and return its text."""
    by = User.objects.get(full_name="Jana Morel")
    before = place(draft, code).text()
    version = before.version if before else 0
    text = saving.save(place(draft, code), PLAIN, version=version, by=by)
    assert text
    page.goto(portal.at(f"{DRAFT}{code}/en/"))
    expect(page.locator(SAVED)).to_contain_text("only its plain text can show")
    return text.body


def test_words_in_the_plain_field_are_kept_and_offered_again(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    open_plain(writer, portal, draft, "C1.2.3")
    writer.locator(AREA).press_sequentially("<p>In plain.</p>")
    expect(writer.locator(SAVED)).to_have_text("Not saved yet")

    expect(writer.locator(SAVED)).to_contain_text("Kept")

    assert "In plain." in words_kept(draft, "C1.2.3")


def test_the_plain_field_is_saved_in_its_place_and_keeps_the_names(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    (first,) = re.findall(
        r'data-p="(\w+)"', open_plain(writer, portal, draft, "C1.2.4")
    )
    area = writer.locator(AREA)
    area.press("Control+End")
    names = [first]
    for words in ("<p>One.</p>", "<p>Two.</p>"):
        area.press_sequentially(words)
        area.press("Control+s")
        expect(writer.locator(SAVED)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))

        text = place(draft, "C1.2.4").text()
        assert text
        assert area.input_value() == text.body
        found = re.findall(r'data-p="(\w+)"', text.body)
        assert found[:-1] == names
        names = found
    assert "<data " in area.input_value()


def test_marking_a_section_asks_before_it_leaves_unsaved_words(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    open_plain(writer, portal, draft, "C1.2.5")
    writer.locator(AREA).press_sequentially("<p>Unsaved.</p>")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    writer.on("dialog", stay)
    writer.get_by_role("button", name="Mark as ready").click(no_wait_after=True)

    expect(writer.locator(SAVED)).to_contain_text("Kept")
    assert asked == ["beforeunload"]
    writer.remove_listener("dialog", stay)
    writer.on("dialog", lambda dialog: dialog.accept())


def test_the_words_of_two_windows_and_of_the_visit_before_are_all_there(
    writer: Page, portal: Portal, draft: Edition
) -> None:
    write(writer, portal, "C1.3", "Of the first.")
    expect(writer.locator(SAVED)).to_contain_text("Kept")
    second = writer.context.new_page()
    write(second, portal, "C1.3", "Of the second.")
    expect(second.locator(SAVED)).to_contain_text("Kept")
    second.close()
    kept = words_kept(draft, "C1.3")
    assert "Of the first." in kept
    assert "Of the second." in kept

    writer.locator(RICH).press("Control+s")
    expect(writer.locator(SAVED)).to_contain_text("Saved")
    writer.reload()

    expect(writer.get_by_text("You typed here on")).to_have_count(1)
    writer.get_by_role("link", name="Take them up").click()
    expect(writer.locator(RICH)).to_contain_text("Of the second.")
