"""A portal that stands for a whole module, with people who are signed in already.

Data are committed, since the server answers in threads of its own, and flushed after
the module, whose tests one process runs (`pytestmark = WITH_BROWSER`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from accounts import tokens
from accounts.mailbox.models import Enquiry, Note
from accounts.models import Membership, Registration, User
from imap.reference import demo as fictitious_state
from profiles import demo
from profiles.editing import drafts
from profiles.models import Profile, RevisionName, Suggestion
from tests.browser.portal import MAP_READY, Complaints, Portal
from tests.factories import PASSWORD, make_member, make_registration, make_user
from tests.mailbox.rows import make_attachment, make_enquiry, make_letter

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# A slow machine is no failure: what is expected may come late.
expect.set_options(timeout=20_000)


# Who has it uses the connection that all threads share. A page that is left may still
# send what was typed: its answer must not end a transaction of the test's own.
_turn = threading.Lock()


@pytest.fixture(scope="session")
def base_url() -> str:
    """Stand in for the plug-in's fixture, which warns; tests name whole addresses."""
    return ""


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest) -> None:
    """Do without pytest-django's flush after each test where a portal stands."""
    if request.node.get_closest_marker("django_db"):
        stands = "portal" in request.fixturenames
        request.getfixturevalue("portal" if stands else "_django_db_helper")


@pytest.fixture(scope="session")
def database(django_db_setup: None) -> BaseDatabaseWrapper:
    return connections["default"]


@pytest.fixture(scope="session")
def playwright(database: BaseDatabaseWrapper, playwright: Playwright) -> Playwright:
    """Keep one connection: Django would make another inside Playwright's event loop.

    SQLite in memory locks whole tables between two.
    """
    connections["default"] = database
    return playwright


@pytest.fixture(scope="session")
def server(
    playwright: Playwright, django_db_blocker: DjangoDbBlocker
) -> Iterator[LiveServer]:
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        httpd = server.thread.httpd
        app = httpd.get_app()
        assert app is not None
        httpd.set_app(_one_at_a_time(app))
        yield server
        server.stop()


def _one_at_a_time(app: WSGIApplication) -> WSGIApplication:
    """Answer a page's requests in turn: they share the one connection of SQLite."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with _turn:
            response = app(environ, start)
            try:
                return list(response)
            finally:
                close = getattr(response, "close", None)
                if close is not None:
                    close()

    return answer


@pytest.fixture(scope="module")
def portal(server: LiveServer, django_db_blocker: DjangoDbBlocker) -> Iterator[Portal]:
    with django_db_blocker.unblock():
        with _turn:
            sessions, places = _filled()
        try:
            yield Portal(server.url, sessions, places)
        finally:
            with _turn:
                call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """Answer here who else is at a section: pages ask of themselves, at any time.

    Two requests at once would get into one another's way on the one connection.
    """
    context.route("**/here/", lambda route: route.fulfill(json={"others": []}))
    return context


@pytest.fixture
def at_desk(
    portal: Portal, browser: Browser, browser_context_args: dict[str, object]
) -> Iterator[BrowserContext]:
    """The browser of the secretariat, beside that of the person who asks."""
    context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    context.route("**/here/", lambda route: route.fulfill(json={"others": []}))
    portal.enter(context, "secretariat")
    yield context
    context.close()


def _filled() -> tuple[dict[str, str], dict[str, str]]:
    """Fill the portal; return sessions by person, and places for addresses."""
    call_command("load_reference", verbosity=0)
    fictitious_state.load()
    sessions = _sessions()
    _people_of_the_fictitious_state()
    demo.load()
    cache.clear()
    return sessions, _places()


def _sessions() -> dict[str, str]:
    people = {
        "anonymous": None,
        "reader": make_member("bmp", full_name="Lena Aurel"),
        "secretariat": make_member("bmp", role="secretariat", full_name="Jana Morel"),
        "stranger": make_user(full_name="Ada Lind"),
        "reader mtm": make_member("mtm", full_name="Nour Selmi"),
    }
    return {name: _session(user) for name, user in people.items()}


def _people_of_the_fictitious_state() -> None:
    """Make whom its profiles need: who writes, who submits, and a second colleague."""
    make_member("bmp", role="editor", country="XAA", full_name="Nela Dorin")
    make_member("bmp", role="contact_point", country="XAA", full_name="Ivo Talen")
    make_member("bmp", role="reviewer", country="XAA", full_name="Rune Halvik")
    make_member("bmp", role="secretariat", full_name="Emil Brandt")


def _session(user: User | None) -> str:
    """Sign in with the password where that is enough: some pages ask how one did."""
    if user is None:
        return ""
    client = Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    if "_auth_user_id" not in client.session:
        client.force_login(user)
    return client.cookies["sessionid"].value


def _places() -> dict[str, str]:
    """Return what the placeholders of addresses stand for."""
    state = Registration.State
    asked = make_registration(name="Tomas Ravn", country_id="CZE")
    decided = make_registration(
        state=state.REFUSED,
        reason="Not an official.",
        decided_by=User.objects.get(full_name="Jana Morel"),
        decided_at=timezone.now(),
    )
    unconfirmed = make_registration(state=state.LINK_SENT)
    membership = Membership.objects.get(user__full_name="Lena Aurel")
    confirm, access = tokens.Purpose.CONFIRM, tokens.Purpose.ACCESS
    profile = Profile.objects.get(dialogue="bmp", country="ARM", kind="extended")
    draft = drafts.begin(
        profile, "2031", ["en", "ru"], by=User.objects.get(full_name="Jana Morel")
    )
    return {
        "request": str(asked.number),
        "enquiry": str(_enquiry().number),
        "draft": draft.key,
        "suggestion": str(Suggestion.objects.get(edition__profile__country="XAA").pk),
        "state_name": str(RevisionName.objects.get(edition__profile__country="XAA").pk),
        "decided": str(decided.number),
        "confirm": tokens.make(confirm, "bmp", unconfirmed.form_id),
        "access": tokens.make(access, "bmp", membership.key),
    }


def _enquiry() -> Enquiry:
    """A letter with a quotation and a file, flagged, noted and put off."""
    row = make_enquiry(
        kind="registration",
        is_flagged=True,
        put_off_until=timezone.localdate() + timedelta(days=7),
    )
    letter = make_letter(
        row,
        text="Good day.\n\nOn 23 Nov 2026 Ada <a@b.example> wrote:\n> Earlier words.",
        flags=[{"code": "reply_elsewhere", "params": {"address": "x@y.example"}}],
    )
    make_attachment(letter, "note.pdf")
    by = User.objects.get(full_name="Jana Morel")
    Note.objects.create(enquiry=row, text="Known to the contact point.", by=by)
    return row


@pytest.fixture
def open_map(portal: Portal, page: Page) -> Iterator[Page]:
    """A member's browser that takes note of what the page complains about."""
    complaints = Complaints.of(page)
    portal.enter(page.context, "reader")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(portal.at("bmp/map/"))
    page.wait_for_selector(MAP_READY, state="attached")
    yield page
    assert complaints.lines == []
