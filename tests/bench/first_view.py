"""What the first view of the map costs over the wire, in a browser with no cache."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import sync_playwright

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


def measure(url: str, session: str) -> Wire:
    wire, names = Wire(), {}

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            return
        wire.requests += 1
        names[event["requestId"]] = event["request"]["url"].rsplit("/", 1)[-1]

    def done(event: dict[str, Any]) -> None:
        name = names.get(event["requestId"])
        if name is None:
            return
        name = name or "the page"
        wire.size += int(event["encodedDataLength"])
        wire.by_name[name] = int(event["encodedDataLength"])

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=ARGUMENTS
        )
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([session_cookie(session)])
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.requestWillBeSent", sent)
        devtools.on("Network.loadingFinished", done)
        page.goto(url, wait_until="networkidle")
        browser.close()
    return wire
