"""Hostile markup that is saved or pasted: none of it runs, on a page or in a change.

The cleaned text is put on a page without any policy, which would stop a script by
itself, and everything on it is touched in every way that a handler may wait for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from django.template import Context, Template
from django.utils.translation import override
from playwright.sync_api import Page

from profiles.lookup import stored
from profiles.text.differences import differences
from profiles.text.ids import named
from profiles.text.rows import rows
from profiles.text.tree import parse
from tests.browser.portal import WITH_BROWSER, Portal
from tests.browser.vectors import HANDLERS, vectors

pytestmark = WITH_BROWSER

BATCH = 60
ALL = pytest.param(1, marks=pytest.mark.deep)
CHANGE = Template(
    "{% for each in paragraphs %}<p>"
    "{% for piece in each.pieces %}<ins>{{ piece.text }}</ins>{% endfor %}"
    "</p>{% endfor %}"
)
TOUCH = """(handlers) => {
  for (const element of document.querySelectorAll('*')) {
    for (const name of handlers) {
      element.dispatchEvent(new Event(name.slice(2), { bubbles: true }));
    }
    if (element.matches('a[href], button')) {
      const address = element.getAttribute('href') ?? '';
      if (!/^(https?:|mailto:|#|\\/|$)/i.test(address)) window.hit = address;
    }
  }
}"""
PASTE = """(html) => {
  const data = new DataTransfer();
  data.setData('text/html', html);
  data.setData('text/plain', 'x');
  const event = { clipboardData: data, bubbles: true, cancelable: true };
  document
    .querySelector("[role='textbox'][contenteditable='true']")
    .dispatchEvent(new ClipboardEvent('paste', event));
}"""
EDITOR = "[role='textbox'][contenteditable='true']"


def batches(every: int) -> Iterator[list[str]]:
    """Yield the vectors in batches; every so many of them where not all are asked."""
    chosen = islice(vectors(), 0, None, every)
    while batch := list(islice(chosen, BATCH)):
        yield batch


def as_shown(batch: list[str]) -> str:
    """Return what a reader, and an editor who looks at a change, would be given."""
    saved = [named(parse(vector), set()) for vector in batch]
    parts = []
    for body, before in zip(saved, [*saved[1:], ""], strict=True):
        tree = parse(body)
        figures = stored([tree])
        parts += [str(row.html) for row in rows(tree, "A", figures)]
        with override("en"):
            changed = differences(parse(before), tree, figures.figure)
        parts.append(CHANGE.render(Context({"paragraphs": changed})))
    return "\n".join(parts)


def is_hit(page: Page) -> bool:
    page.evaluate(TOUCH, list(HANDLERS))
    # What loads or fails to load has told its handlers by then.
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
    return bool(page.evaluate("() => 'hit' in window"))


@pytest.mark.parametrize("every", [40, ALL])
@pytest.mark.django_db
def test_nothing_of_it_runs_where_it_is_read(
    page: Page, portal: Portal, every: int
) -> None:
    count = 0
    for batch in batches(every):
        page.goto("about:blank")
        page.set_content(f"<!doctype html><main>{as_shown(batch)}</main>")
        assert not is_hit(page), batch
        count += len(batch)
    assert count >= 3000 / every


def test_the_touch_finds_a_handler_that_was_left(page: Page, portal: Portal) -> None:
    page.set_content('<p onclick="window.hit=1">x</p>')

    assert is_hit(page)


@pytest.mark.parametrize("every", [120, ALL])
def test_nothing_of_it_runs_when_it_is_pasted(
    page: Page, portal: Portal, every: int
) -> None:
    portal.enter(page.context, "secretariat")
    # What is pasted here is not to be kept.
    page.route("**/autosave/", lambda route: route.abort())
    page.goto(portal.at("bmp/edit/ARM/extended/2031/C4/en/"))
    page.locator(EDITOR).wait_for()
    for batch in batches(every):
        for vector in batch:
            page.evaluate(PASTE, vector)
        assert not is_hit(page), batch
        page.locator(EDITOR).evaluate("(field) => { field.textContent = '' }")
