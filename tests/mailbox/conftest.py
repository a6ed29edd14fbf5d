from __future__ import annotations

import imaplib
import os
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from accounts.mailbox import reading
from accounts.mailbox.models import Enquiry
from accounts.models import User
from tests.core.conftest import sink
from tests.factories import make_dialogue, make_member

__all__ = ["sink"]

PASSWORD = "secret"
AUTHSERV = "mx.icmpd.test"


@dataclass
class Server:
    """One mailbox on the real IMAP server, of a name that no other test has."""

    host: str
    port: int
    user: str

    @property
    def config(self) -> dict[str, Any]:
        return {
            "host": self.host,
            "port": self.port,
            "security": "none",
            "user": self.user,
            "password": PASSWORD,
            "authserv_id": AUTHSERV,
        }

    def client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4(self.host, self.port)
        client.login(self.user, PASSWORD)
        return client

    def put(
        self, content: bytes, folder: str = "INBOX", at: datetime | None = None
    ) -> None:
        """Let a letter arrive, at that moment by the server's clock."""
        client = self.client()
        arrival = imaplib.Time2Internaldate(at) if at else ""
        status, _answer = client.append(folder, "", arrival, content)
        assert status == "OK"
        client.logout()

    def flags(self, folder: str = "INBOX") -> list[str]:
        """Return the flags of each letter, looked up without touching them."""
        client = self.client()
        client.select(folder, readonly=True)
        _status, rows = client.fetch("1:*", "(FLAGS)")
        client.logout()
        lines = (row for row in rows if isinstance(row, bytes))
        found = (re.search(rb"FLAGS \(([^)]*)\)", row) for row in lines)
        return [each[1].decode() for each in found if each]

    def begin_anew(self, folder: str = "INBOX") -> None:
        """Give the folder another UIDVALIDITY and its letters other numbers."""
        client = self.client()
        client.create("Copies")
        client.select(folder)
        client.copy("1:*", "Copies")
        client.store("1:*", "+FLAGS", "\\Deleted")
        client.expunge()
        client.close()
        client.logout()


@pytest.fixture
def server(settings: Settings) -> Server:
    url = urlsplit(os.environ["IMAP_URL_TEST"])
    name = f"box-{uuid.uuid4().hex[:12]}"
    server = Server(url.hostname or "", url.port or 0, name)
    make_dialogue("bmp")
    settings.MAILBOXES = {"bmp": server.config}
    return server


class Box:
    """A Maildir that stands for the mailbox of an i-Map."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.number = 0
        for name in ("new", "cur", "tmp", ".Sent/new", ".Sent/cur"):
            (root / name).mkdir(parents=True)

    def put(self, content: bytes, *, sent: bool = False) -> Path:
        self.number += 1
        folder = self.root / ".Sent" if sent else self.root
        path = folder / "new" / f"{self.number:06d}.test"
        path.write_bytes(content)
        return path

    def take(self, *contents: bytes, dialogue: str = "bmp") -> list[Enquiry]:
        """Let letters arrive and be read; return the i-Map's enquiries."""
        for content in contents:
            self.put(content)
        outcome = reading.read(dialogue)
        assert outcome.error == ""
        return list(Enquiry.objects.of(dialogue).order_by("number"))


@pytest.fixture
def box(settings: Settings, tmp_path: Path) -> Box:
    make_dialogue("bmp")
    make_dialogue("mtm")
    settings.MAILBOXES = {"bmp": {"maildir": tmp_path, "authserv_id": AUTHSERV}}
    return Box(tmp_path)


@pytest.fixture
def media(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep files in a folder, as in earnest, and not in the memory of the test."""
    folder = tmp_path_factory.mktemp("media")
    settings.MEDIA_ROOT = folder
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": backend}
    return folder


@pytest.fixture
def staff(db: None) -> User:
    return make_member("bmp", "secretariat", full_name="Jana Novotná")


@pytest.fixture
def colleague(db: None) -> User:
    return make_member("bmp", "secretariat", full_name="Ivo Kral")


@pytest.fixture
def stranger(db: None) -> User:
    """Staff of the other i-Map."""
    return make_member("mtm", "secretariat", full_name="Leila Amari")
