"""Reading a mailbox on Dovecot, beside what fetching and parsing alone would take.

The letters are those of the corpus, not one of them like another.
"""

from __future__ import annotations

import imaplib
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from urllib.parse import urlsplit

from django.test import override_settings

from accounts.mailbox import reading
from tests.mailbox.conftest import Server
from tests.mailbox.corpus import CASES


@dataclass(frozen=True)
class Rate:
    """Letters a second, ours and those of the library alone."""

    letters: int
    ours: float
    plain: float


def measure() -> Rate:
    server = _server()
    client = server.client()
    for case in CASES:
        client.append("INBOX", "", "", case.content)
    client.logout()
    plain = _seconds(lambda: _fetch(server))
    with override_settings(MAILBOXES={"bmp": server.config}):
        ours = _seconds(_read)
    return Rate(len(CASES), len(CASES) / ours, len(CASES) / plain)


def _server() -> Server:
    url = urlsplit(os.environ["IMAP_URL_TEST"])
    name = f"bench-{uuid.uuid4().hex[:12]}"
    return Server(url.hostname or "", url.port or 0, name)


def _fetch(server: Server) -> None:
    client: imaplib.IMAP4 = server.client()
    client.select("INBOX", readonly=True)
    _status, found = client.uid("SEARCH", "ALL")
    for uid in found[0].split():
        _status, rows = client.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
        message_from_bytes(rows[0][1])
    client.logout()


def _read() -> None:
    outcome = reading.read("bmp")
    if outcome.taken != len(CASES):
        raise RuntimeError(f"{outcome.taken} of {len(CASES)} letters were taken")


def _seconds(task: Callable[[], None]) -> float:
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun
