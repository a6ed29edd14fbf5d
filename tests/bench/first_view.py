"""What the first view of the map costs over the wire, in a browser with no cache."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import CDPSession, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Wire:
    requests: int = 0
    size: int = 0
    by_name: dict[str, int] = field(default_factory=dict)


def session_cookie(session: str) -> SetCookieParam:
    return {
        "name": "sessionid",
        "value": session,
        "domain": "127.0.0.1",
        "path": "/",
    }


class Listener:
    """Counts what comes over the wire; `begin` starts a new count."""

    def __init__(self, devtools: CDPSession) -> None:
        self.wire = Wire()
        self._names: dict[str, str] = {}
        devtools.send("Network.enable")
        devtools.on("Network.requestWillBeSent", self._sent)
        devtools.on("Network.requestServedFromCache", self._kept)
        devtools.on("Network.loadingFinished", self._done)

    def begin(self) -> Wire:
        self.wire = Wire()
        return self.wire

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            return
        self.wire.requests += 1
        self._names[event["requestId"]] = event["request"]["url"].rsplit("/", 1)[-1]

    def _kept(self, event: dict[str, Any]) -> None:
        if self._names.pop(event["requestId"], None) is not None:
            self.wire.requests -= 1

    def _done(self, event: dict[str, Any]) -> None:
        name = self._names.get(event["requestId"])
        if name is None:
            return
        name = name or "the page"
        self.wire.size += int(event["encodedDataLength"])
        self.wire.by_name[name] = int(event["encodedDataLength"])


@dataclass(frozen=True)
class Visit:
    """The first view, an indicator with all its years after it, and a visit later."""

    first: Wire
    indicator: Wire
    again: Wire


def measure(url: str, session: str) -> Visit:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=ARGUMENTS
        )
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([session_cookie(session)])
        page = context.new_page()
        listener = Listener(context.new_cdp_session(page))
        first = listener.begin()
        page.goto(url, wait_until="networkidle")
        indicator = listener.begin()
        page.locator("[data-layer-key='indicator']").click()
        page.wait_for_load_state("networkidle")
        page.wait_for_selector("[data-form='figures']")
        page.goto("about:blank")
        again = listener.begin()
        page.goto(url, wait_until="networkidle")
        browser.close()
    return Visit(first, indicator, again)
