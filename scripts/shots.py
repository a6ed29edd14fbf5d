"""Take a screenshot of every page, in each language and at three widths.

Run by `make shots`; the pictures go to var/shots/. Arguments name pages to take alone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imap.settings.development")

import django

django.setup()

from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from accounts.models import Registration, User
from tests.bench.first_view import ARGUMENTS, session_cookie
from tests.bench.server import serve

SHOTS = Path("var/shots")
WIDTHS = {360: 740, 768: 1024, 1440: 900}
LANGUAGES = {"bmp": ("en", "ru"), "mtm": ("en", "ar"), "": ("en", "ru")}


class Page(NamedTuple):
    name: str
    path: str  # without the language
    role: str = ""
    dialogue: str = "bmp"
    whole: bool = True


PAGES = [
    Page("doors", "", dialogue=""),
    Page("legal", "legal/notice/", dialogue=""),
    Page("sign-in", "accounts/login/", dialogue=""),
    Page("reset", "accounts/password/reset/", dialogue=""),
    Page("front", "bmp/"),
    Page("front-mtm", "mtm/", dialogue="mtm"),
    Page("register", "bmp/register/"),
    Page("sent", "bmp/register/sent/"),
    Page("me", "me/", "reader"),
    Page("sessions", "accounts/sessions/", "reader"),
    Page("password", "accounts/password/change/", "reader"),
    Page("map", "bmp/map/", "reader", whole=False),
    Page("map-card", "bmp/map/?country=ARM", "reader", whole=False),
    Page(
        "map-indicator",
        "bmp/map/?layer=indicator&indicator=IMM.SHR@UNDESA2020&year=2020",
        "reader",
        whole=False,
    ),
    Page(
        "map-table",
        "bmp/map/?layer=indicator&indicator=IMM.SHR@UNDESA2020&view=table",
        "reader",
        whole=False,
    ),
    Page("map-mtm", "mtm/map/", "reader", "mtm", whole=False),
    Page("countries", "bmp/countries/", "reader"),
    Page("country", "bmp/countries/KGZ/", "reader"),
    Page("country-kosovo", "bmp/countries/XKX/", "reader"),
    Page("profile", "bmp/profiles/ARM/extended/2011/", "reader"),
    Page("profile-ukraine", "bmp/profiles/UKR/extended/2011/", "reader"),
    Page("queue", "bmp/desk/registrations/", "secretariat"),
    Page("request", "bmp/desk/registrations/{request}/", "secretariat"),
    Page("no-access", "mtm/map/", "reader"),
    Page("not-found", "bmp/nothing/", "reader"),
]


def main(names: list[str]) -> None:
    for command in ("migrate", "load_reference", "load_demo"):
        call_command(command, verbosity=0, stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    SHOTS.mkdir(parents=True, exist_ok=True)
    request = Registration.objects.filter(dialogue="bmp", state="waiting").first()
    wanted = [page for page in PAGES if not names or page.name in names]
    sessions = {page: _session(page) for page in wanted}
    with serve() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=ARGUMENTS
        )
        for page in wanted:
            path = page.path.format(request=request.pk if request else 0)
            for language in LANGUAGES[page.dialogue]:
                url = f"http://127.0.0.1:{port}/{language}/{path}"
                _take(browser, page, url, language, sessions[page])
        browser.close()


def _session(page: Page) -> str:
    if not page.role:
        return ""
    person = User.objects.filter(
        memberships__role=page.role, memberships__dialogue=page.dialogue
    ).earliest("pk")
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def _take(browser: Browser, page: Page, url: str, language: str, session: str) -> None:
    for width, height in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": height})
        if session:
            context.add_cookies([session_cookie(session)])
        tab = context.new_page()
        tab.goto(url, wait_until="networkidle")
        target = SHOTS / f"{page.name}-{language}-{width}.png"
        tab.screenshot(path=target, full_page=page.whole)
        context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
